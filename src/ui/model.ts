/** Writes a context window as people say it: `200k`, `1M`. */
export function formatContext(tokens: number): string {
  if (tokens >= 1_000_000) return `${trimmed(tokens / 1_000_000)}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

/** Writes a price as dollars in and out for a million tokens; empty when nobody knows it. */
export function formatPrice({ local, free, cost }: { local: boolean; free: boolean; cost: { input: number; output: number } | null }): string {
  if (local) return "local";
  if (free) return "free";
  if (cost === null || (cost.input === 0 && cost.output === 0)) return "";
  return `$${trimmed(cost.input)}/$${trimmed(cost.output)}`;
}

function trimmed(amount: number): string {
  return String(Number(amount.toFixed(amount < 1 ? 3 : 2)));
}
