import { AppError } from "../../contracts/error.ts";

/** Parses JSON5; throws `config_invalid` with file, line, column and the line itself, its values hidden. */
export async function parseJson5(text: string, path: string): Promise<unknown> {
  try {
    return PLAIN.test(text) ? parsePlainFirst(text) : Bun.JSON5.parse(text);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new AppError(
        "config_invalid",
        `${path} is nested too deeply to be read`,
        "check that it is the right file",
      );
    }
    const isCut = error instanceof Error && /Unterminated (object|array)|end of input/i.test(error.message);
    const { line, column, problem } = isCut ? endOf(text) : await locate(text);
    const message = `${path}:${line}:${column} is not valid JSON5: ${problem}`;
    const broken = new AppError("config_invalid", message, `open ${path} and mend line ${line}; nothing was changed`);
    broken.detail = excerpt(text, line, column);
    throw broken;
  }
}

/** How plain JSON begins, and a JSON5 file by hand seldom. */
const PLAIN = /^\s*\{\s*["}]/;

/** What programs write is plain JSON, for which the engine's parser takes a fifth of the time; the result is the same. */
function parsePlainFirst(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Bun.JSON5.parse(text);
  }
}

type Place = { line: number; column: number; problem: string };

/** Bun's parser names no place; momoa does, and loads only here, when something is broken. */
async function locate(text: string): Promise<Place> {
  const { parse } = await import("@humanwhocodes/momoa");
  try {
    const { tokens = [] } = parse(text, { mode: "json5", tokens: true });
    // Momoa lets a string run on over the end of its line; JSON5 does not.
    const broken = tokens.find(({ type, loc }) => type === "String" && loc.start.line !== loc.end.line);
    if (broken !== undefined) return { ...broken.loc.start, problem: "the string that starts there has no end" };
  } catch (error) {
    const { line, column, message } = error as { line?: number; column?: number; message?: string };
    if (line !== undefined && column !== undefined) return { line, column, problem: describe(message ?? "") };
  }
  return endOf(text);
}

function endOf(text: string): Place {
  const lines = text.trimEnd().split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1, problem: "it ends too early" };
}

const TOKENS: Readonly<Record<string, string>> = {
  LBrace: "`{`",
  RBrace: "`}`",
  LBracket: "`[`",
  RBracket: "`]`",
  Comma: "a comma",
  Colon: "a colon",
  String: "a string",
  Number: "a number",
  Identifier: "a name",
  Boolean: "true or false",
  Null: "null",
};

/** Momoa quotes the token that surprised it, which may be a secret: only its kind is kept. */
function describe(message: string): string {
  if (message.includes("end of input")) return "it ends too early";
  const token = TOKENS[/^Unexpected token (\w+)/.exec(message)?.[1] ?? ""];
  return token === undefined ? "there is a character that does not belong there" : `${token} is not expected there`;
}

/** The broken line with a caret below it; every value that could be a secret is starred out, length kept. */
function excerpt(text: string, line: number, column: number): string {
  const source = text.split(/\r\n?|\n/)[line - 1];
  if (source === undefined || source.trim() === "") return "";
  const start = Math.max(0, column - 60);
  const shown = hideValues(source).slice(start, start + 100);
  const caret = `${" ".repeat(Math.max(0, column - 1 - start))}^`;
  return `  ${shown.trimEnd()}\n  ${caret}`;
}

/** Stars out every word that is not plainly a key: behind `{`, a comma or the line's start, and before a colon. */
function hideValues(source: string): string {
  const words = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s,:{}[\]"']+/g;
  return source.replace(words, (word, at: number) => {
    const isKey =
      /^["'\w$]+$/.test(word) &&
      /(^|[{,])\s*$/.test(source.slice(0, at)) &&
      /^\s*:/.test(source.slice(at + word.length));
    const isHarmless = isKey || /^(true|false|null|\d{1,5}|\/\/)$/.test(word);
    return isHarmless ? word : word.replace(/[^"']/g, "*");
  });
}
