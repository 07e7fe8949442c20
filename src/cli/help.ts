import type { Arg, Args, Command, Style } from "../contracts/command.ts";
import { wrap } from "../ui/text.ts";
import { allArgs, SHORT } from "./globals.ts";
import type { Row } from "./tree.ts";

const READABLE = 100;

/** Help of a group or a command: what it is for, how to write it, and examples that can be copied. */
export function renderHelp(row: Row, path: readonly string[], command: Command | undefined, style: Style): string {
  const name = ["openclaw", ...path].join(" ");
  const args = command === undefined ? allArgs({ args: {} }) : allArgs(command);
  const examples = row.examples ?? command?.examples ?? [];
  const sections = [
    wrap(row.about, lineWidth(style)).join("\n"),
    `${style.paint("strong", "Usage:")} ${usageLine(row, name, args)}`,
    section(
      "Arguments",
      Object.entries(args).flatMap(([key, arg]) =>
        arg.type === "positional" ? [[`<${key}>`, arg.description] as const] : [],
      ),
      style,
    ),
    section(
      "Commands",
      Object.entries(row.rows ?? {}).map(([key, child]) => [key, child.about + later(isPlanned(child))] as const),
      style,
    ),
    section("Options", [...optionRows(args), ...extraRows(row, path)], style),
    examples.length === 0
      ? ""
      : `${style.paint("strong", "Examples:")}\n${examples.map(({ run, about }) => `  ${run}\n      ${style.paint("dim", about)}`).join("\n")}`,
    row.rows === undefined ? "" : style.paint("dim", `Help of a command: ${name} <command> --help`),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function optionRows(args: Args): (readonly [string, string])[] {
  return Object.entries(args).flatMap(([key, arg]) =>
    arg.type === "positional" ? [] : [[optionForm(key, arg), describe(arg)] as const],
  );
}

/** Options that are no arguments of a command. */
function extraRows({ renames }: Row, path: readonly string[]): (readonly [string, string])[] {
  const older = Object.entries(renames ?? {}).map(
    ([old, name]) => [`--${old}`, `The older spelling of --${name}`] as const,
  );
  return path.length === 0 ? [["-V, --version", "Print the version"], ...older] : older;
}

function usageLine(row: Row, name: string, args: Args): string {
  const positionals = Object.entries(args).flatMap(([key, arg]) => {
    if (arg.type !== "positional") return [];
    const word = arg.rest ? `<${key}>…` : `<${key}>`;
    return [arg.optional ? `[${word}]` : word];
  });
  const command = row.rows === undefined ? [] : [row.bare === undefined ? "<command>" : "[command]"];
  return [name, ...command, ...positionals, "[options]"].join(" ");
}

function optionForm(name: string, arg: Exclude<Arg, { type: "positional" }>): string {
  const short = Object.keys(SHORT).find((letter) => SHORT[letter] === name);
  const long = arg.type === "boolean" ? `--${arg.negatable ? "no-" : ""}${name}` : `--${name} <${arg.kind}>`;
  return short === undefined ? long : `-${short}, ${long}`;
}

function describe(arg: Arg): string {
  const standard = "default" in arg && arg.default !== undefined ? ` [${arg.default}]` : "";
  return arg.description + standard + later(arg.planned);
}

/** A group is planned when all that it holds is. */
function isPlanned({ planned, rows }: Row): boolean {
  return planned ?? (rows !== undefined && Object.values(rows).every(isPlanned));
}

function later(isLater: boolean | undefined): string {
  return isLater ? " (not in this version yet)" : "";
}

function section(title: string, rows: readonly (readonly [string, string])[], style: Style): string {
  if (rows.length === 0) return "";
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)));
  const lines = rows.map(([left, right]) => {
    const room = Math.max(20, lineWidth(style) - width - 4);
    const text = wrap(right, room).join(`\n${" ".repeat(width + 4)}`);
    const gap = left.length > width ? `\n${" ".repeat(width + 4)}` : " ".repeat(width - left.length + 2);
    return `  ${style.paint("accent", left)}${gap}${text}`;
  });
  return `${style.paint("strong", `${title}:`)}\n${lines.join("\n")}`;
}

/** Long lines are hard to read even where there is room for them. */
function lineWidth(style: Style): number {
  return Math.min(style.width, READABLE);
}
