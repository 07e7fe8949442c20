/** Writes a context window as people say it: `200k`, `1M`. */
export function formatContext(tokens: number): string {
  if (tokens >= 999_500) return `${trimmed(tokens / 1_000_000)}M`;
  return tokens >= 1000 ? `${trimmed(Math.round(tokens / 1000))}k` : trimmed(tokens);
}

/** Writes a price as dollars in and out for a million tokens; empty when nobody knows it. */
export function formatPrice(local: boolean, free: boolean, cost: { input: number; output: number } | null): string {
  if (local) return "local";
  if (free) return "free";
  if (cost === null || (cost.input === 0 && cost.output === 0)) return "";
  return `$${trimmed(cost.input)}/$${trimmed(cost.output)}`;
}

const amounts = new Map<number, string>();

/** Three digits that count. The same few hundred prices stand in thousands of rows. */
function trimmed(amount: number): string {
  let text = amounts.get(amount);
  if (text === undefined) {
    text = String(amount < 1 ? Number(amount.toPrecision(3)) : Math.round(amount * 100) / 100);
    amounts.set(amount, text);
  }
  return text;
}
