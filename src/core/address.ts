/**
 * A text as the https address of a server; a bare host is one. Nothing for what no token may be sent to: another scheme, or
 * what holds a credential, a query or blanks.
 */
export function httpsAddress(text: string): URL | undefined {
  const whole = text.includes("://") ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return url.protocol === "https:" && isPlain ? url : undefined;
}

/** An address as it may be shown and kept: a user name, a password or a query may hold a secret. */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
