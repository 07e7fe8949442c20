/** An address as it may be shown and kept: a user name, a password or a query may hold a secret. */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
