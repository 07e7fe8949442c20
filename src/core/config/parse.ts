import { AppError } from "../../contracts/error.ts";

/** Parses JSON5; throws `config_invalid` with file, line, column and the line itself, its values hidden. */
export async function parseJson5(text: string, path: string): Promise<unknown> {
  try {
    return Bun.JSON5.parse(text);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new AppError(
        "config_invalid",
        `${path} is nested too deeply to be read`,
        "check that it is the right file",
      );
    }
    const { line, column, problem } = await locate(text);
    throw new AppError(
      "config_invalid",
      `${path}:${line}:${column} is not valid JSON5: ${problem}${excerpt(text, line, column)}`,
      `open ${path} and mend line ${line}; nothing was changed`,
    );
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
  const lines = text.split(/\r\n?|\n/);
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
  return `\n  ${shown.trimEnd()}\n  ${caret}`;
}

/** Stars out whatever is not a key, punctuation or short; a key is what a colon follows. */
function hideValues(source: string): string {
  const runs = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s,:{}[\]"']+/g;
  return source.replace(runs, (run, at: number) => {
    const isKey = /^\s*:/.test(source.slice(at + run.length)) && !/:\s*$/.test(source.slice(0, at));
    return isKey || run.length < 8 ? run : run.replace(/[^"']/g, "*");
  });
}
