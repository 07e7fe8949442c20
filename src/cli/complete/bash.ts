import type { Candidate } from "./candidate.ts";

/** The quotes that are open at the cursor. */
type Quote = "" | "'" | '"' | "$'";

/** A command line up to the cursor, split as bash splits it. */
export type BashLine = {
  /** The words behind the command, without their quotes. */
  words: readonly string[];
  /** The word at the cursor without its quotes. */
  typed: string;
  quote: Quote;
  /** How much of `typed` readline leaves in place: it breaks words where bash does not. */
  kept: number;
  /** The word names the file of a redirection. */
  isRedirect: boolean;
};

/** Splits a line at bash's rules and nothing more: no variable is filled in, no command is run. */
export function splitBash(line: string, breaks: string): BashLine {
  let words: string[] = [];
  let typed = "";
  let isWord = false;
  let isRedirect = false;
  let quote: Quote = "";
  let kept = 0;
  let keptInQuote = 0;
  const endWord = () => {
    if (isWord && !isRedirect) words.push(typed);
    if (isWord) isRedirect = false;
    typed = "";
    isWord = false;
    kept = 0;
  };
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? "";
    const next = line[at + 1] ?? "";
    if (quote !== "") {
      const escapes = quote === '"' ? '"$`\\' : quote === "$'" ? "'\\" : "";
      if (char === quote.slice(-1)) quote = "";
      else if (char === "\\" && next !== "" && escapes.includes(next)) typed += line[++at] ?? "";
      else typed += char;
    } else if (char === "\\") {
      isWord = true;
      if (next !== "\n") typed += next;
      at++;
    } else if (char === "'" || char === '"' || (char === "$" && next === "'")) {
      quote = char === "$" ? "$'" : char;
      if (char === "$") at++;
      isWord = true;
      keptInQuote = typed.length;
    } else if (char === "`" || (char === "$" && next === "(")) {
      const end = endOfCommand(line, at);
      typed += line.slice(at, end);
      isWord = true;
      at = end - 1;
    } else if (" \t".includes(char)) {
      endWord();
    } else if (char === "<" || char === ">" || (char === "&" && next === ">")) {
      // A number in front is the descriptor.
      if (/^\d+$/.test(typed)) isWord = false;
      endWord();
      isRedirect = true;
      while ("<>&|".includes(line[at + 1] ?? " ")) at++;
    } else if (";&|()\n".includes(char)) {
      endWord();
      isRedirect = false;
      words = [];
    } else {
      typed += char;
      isWord = true;
      if (breaks.includes(char)) kept = "@$".includes(char) ? typed.length - 1 : typed.length;
    }
  }
  const command = words.findIndex((word) => !/^[A-Za-z_]\w*\+?=/.test(word));
  return { words: words.slice(command + 1), typed, quote, kept: quote === "" ? kept : keptInQuote, isRedirect };
}

/** Where a command substitution ends: behind its backquote or parenthesis, else with the line. */
function endOfCommand(line: string, start: number): number {
  if (line[start] === "`") {
    const end = line.indexOf("`", start + 1);
    return end < 0 ? line.length : end + 1;
  }
  let depth = 0;
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === "(") depth++;
    if (line[at] === ")" && --depth === 0) return at + 1;
  }
  return line.length;
}

/** What readline puts in the place of the word: quoted, without the part that it keeps, with the space that follows. */
export function bashText({ value, open }: Candidate, { quote, kept }: BashLine, hasSpace: boolean): string {
  const rest = value.slice(kept);
  // Readline itself closes an open quote.
  if (quote !== "") return quoted(rest, quote);
  const escaped = rest.replace(/[\s"'\\$`!*?[\](){}<>|&;]/g, "\\$&");
  const whole = kept === 0 ? escaped.replace(/^[~#]/, "\\$&") : escaped;
  return open || hasSpace ? whole : `${whole} `;
}

function quoted(text: string, quote: Exclude<Quote, "">): string {
  if (quote === '"') return text.replace(/["$`\\]/g, "\\$&");
  return quote === "'" ? text.replaceAll("'", "'\\''") : text.replace(/['\\]/g, "\\$&");
}
