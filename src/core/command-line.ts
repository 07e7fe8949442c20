/** A name out of a file as one word of a command that somebody copies: quoted where a shell would read more into it. */
export function shellWord(text: string): string {
  // Letters, digits and signs that no shell takes for more than they are.
  return /^[\w@+:,./-]+$/.test(text) ? text : quoted(text);
}

/** A text as one word of a POSIX shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
