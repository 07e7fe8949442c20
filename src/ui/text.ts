/** Control characters, and those that reorder or hide text: a name that holds them could forge what a person reads. */
const UNSAFE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Replaces every character that a terminal would act upon. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, "\ufffd");
}

/** Writes them as JSON's own escapes; in a JSON text, where line ends are part of the layout. */
export function escapeUnsafe(json: string): string {
  const escape = (character: string) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join("");
  return json.replace(UNSAFE, (character) => (character === "\n" ? character : escape(character)));
}

/** Replaces them in every string of a result, keys included. */
export function safeValues<T>(value: T): T {
  return safe(value) as T;
}

function safe(value: unknown): unknown {
  if (typeof value === "string") return safeText(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [safeText(key), safeField(key, item)]));
}

/** A diff alone has lines, and the tabs of the file. */
function safeField(key: string, value: unknown): unknown {
  if (key !== "diff" || typeof value !== "string") return safe(value);
  return value.replaceAll("\r\n", "\n").replace(UNSAFE, (each) => (each === "\n" || each === "\t" ? each : "\ufffd"));
}

/** Cuts a text to a number of cells, with an ellipsis. */
export function truncate(text: string, cells: number): string {
  if (Bun.stringWidth(text) <= cells) return text;
  let cut = "";
  for (const character of text) {
    if (Bun.stringWidth(cut + character) > cells - 1) break;
    cut += character;
  }
  // What was painted must not colour what follows.
  return `${cut}…${cut.includes("\u001b") ? "\u001b[0m" : ""}`;
}

/** Breaks a text into lines of at most `cells`, at spaces; a longer word, or a command in backticks, stays whole. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/`[^`]*`\S*|\S+/g) ?? []) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && Bun.stringWidth(longer) > cells) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Writes a path for a person, with `~` for the home directory. */
export function tilde(path: string, home: string): string {
  if (path === home) return "~";
  return path.startsWith(`${home}/`) || path.startsWith(`${home}\\`) ? `~${path.slice(home.length)}` : path;
}

/** Says "1 model", "2 models". */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
