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

/** A host and a path of plain words and versions; hooks have their keys in the path, and those look otherwise. */
const PUBLIC =
  /^(https?|wss?):\/\/([a-z0-9-]{1,24}(\.[a-z0-9-]{1,24})*|\[::1\])(:\d{1,5})?(\/(v\d{1,2}[a-z]{0,5}\d?|[a-z][a-z._-]{0,19}))*\/?$/;

/** Whether nothing in an address could be a secret. */
export function isPublicAddress(text: string): boolean {
  return PUBLIC.test(text);
}
