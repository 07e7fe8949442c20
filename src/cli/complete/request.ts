import { truncate } from "../../ui/text.ts";
import { bashText, splitBash } from "./bash.ts";
import type { Candidate } from "./candidate.ts";

/** What stands at the cursor is a path: the shell completes it itself. */
export type Reply = "files" | { inline: string; candidates: readonly Candidate[] };

/** What a shell asks, and how it wants to be answered. */
export type Request = {
  /** The words between the command and the one at the cursor. */
  words: readonly string[];
  typed: string;
  /** Whether the shell matches by its user's own rules, so that it wants more than what begins with the word. */
  matches: boolean;
  /** Whether descriptions will be seen. */
  describes: boolean;
  isRedirect: boolean;
  /** Writes the answer in the shell's form; `inline` is the `--option=` in front of every value. */
  render(reply: Reply): string;
};

/** Understands `bash <type> <breaks> <columns> <line> <next>`, and `zsh|fish -- <words…> <word>`. */
export function parseRequest([shell, ...rest]: readonly string[]): Request | undefined {
  if (shell === "bash") return bashRequest(rest);
  if ((shell !== "zsh" && shell !== "fish") || rest[0] !== "--") return undefined;
  const typed = rest.at(-1) ?? "";
  const word = rest.length < 2 ? "" : shell === "fish" ? unquoteFish(typed) : typed;
  return {
    words: rest.slice(1, -1),
    typed: word,
    matches: true,
    describes: true,
    isRedirect: false,
    render: shell === "zsh" ? renderZsh : renderFish,
  };
}

/** The kind of TAB at which bash lists candidates and inserts nothing: the second one. */
const LISTS = "63";
/** The kinds at which it lists them and inserts what they have in common, by two settings of readline. */
const LISTS_AND_INSERTS = new Set(["33", "64"]);

function bashRequest([type = "", breaks = "", columns = "", text = "", next = ""]: readonly string[]): Request {
  const line = splitBash(text, breaks);
  const describes = type === LISTS || LISTS_AND_INSERTS.has(type);
  return {
    words: line.words,
    typed: line.typed,
    matches: false,
    describes,
    isRedirect: line.isRedirect,
    render(reply) {
      if (reply === "files") return "files\n";
      const { inline, candidates } = reply;
      const whole = candidates.map(({ value, ...more }) => ({ ...more, value: inline + value }));
      const isList = describes && candidates.length > 1;
      const texts =
        isList && type === LISTS
          ? whole.map(({ value }) => value.slice(line.kept))
          : whole.map((candidate) => bashText(candidate, line, next !== ""));
      return render("words", isList ? inColumns(texts, candidates, Number(columns) || 80) : texts);
    },
  };
}

/** A list for reading, each row wider than half the terminal, so that readline sets them one below the other. */
function inColumns(texts: readonly string[], candidates: readonly Candidate[], columns: number): string[] {
  const widest = Math.max(...texts.map((text) => Bun.stringWidth(text)));
  const room = columns - widest - "  ()".length - 1;
  return texts.map((text, index) => {
    const about = truncate(candidates[index]?.about ?? "", Math.max(room, 0));
    const gap = " ".repeat(widest - Bun.stringWidth(text));
    return (about.length < 2 ? text : `${text}${gap}  (${about})`).padEnd(Math.ceil(columns / 2));
  });
}

function renderZsh(reply: Reply): string {
  if (reply === "files") return "files\n";
  const lines: string[] = [];
  for (const { value, about, open } of reply.candidates) {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll(":", "\\:");
    lines.push(`${open ? "-" : "+"}${escaped}${about === "" ? "" : `:${about}`}`);
  }
  return render(reply.inline === "" ? "words" : "words=", lines);
}

function renderFish(reply: Reply): string {
  if (reply === "files") return "files\n";
  const lines: string[] = [];
  for (const { value, about } of reply.candidates) lines.push(`${reply.inline}${value}\t${about}`);
  return render("words", lines);
}

/** The kind, then a candidate a line; without any there is nothing to say. */
function render(kind: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${kind}\n${lines.join("\n")}\n`;
}

/** A word as fish writes it on the line, without its quotes; the last of them may be open. */
function unquoteFish(word: string): string {
  return word.replace(
    /'((?:[^'\\]|\\.)*)'?|"((?:[^"\\]|\\.)*)"?|\\(.)/gs,
    (_, single?: string, double?: string, char?: string) => {
      if (single !== undefined) return single.replace(/\\(['\\])/g, "$1");
      return double === undefined ? (char ?? "") : double.replace(/\\(["$\\])/g, "$1");
    },
  );
}
