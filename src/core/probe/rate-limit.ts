/** Headers that say how much is left, and when more comes. */
const NAMES = /^(retry-after(-ms)?|x-ratelimit-.*|ratelimit(-.*)?|anthropic-ratelimit-.*)$/;

/** What an answer says of its limits, by header; nothing else of a header is ever shown. */
export function rateLimitOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (NAMES.test(name) && /^[\w:.,;=" +-]{1,100}$/.test(value)) found[name] = value;
  }
  return found;
}

/** The headers that OpenRouter puts into the body of an error: those of the limit do not come as headers. */
export function headersIn(body: unknown): Record<string, string> {
  const { error } = (body ?? {}) as { error?: { metadata?: { headers?: unknown } } | null };
  const headers = error?.metadata?.headers;
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
