import type { Command, Style } from "../contracts/command.ts";
import { ClosedPipe } from "../contracts/closed-pipe.ts";
import type { Env, Stream, Variables } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { homeOf, profileVariables } from "../core/config/paths.ts";
import { createStyle } from "../ui/style.ts";
import { safeText, safeValues } from "../ui/text.ts";
import { VERSION } from "../version.ts";
import { allowed } from "./allow.ts";
import { parseStrictly } from "./args.ts";
import { exitCodeOf } from "./exit.ts";
import { allArgs } from "./globals.ts";
import { hasUnsafe, watchInput } from "./input.ts";
import { resolve, type Route, UnknownCommand } from "./resolve.ts";
import { TREE } from "./tree.ts";

/** The version of the shape that every JSON document has. */
const SCHEMA_VERSION = 1;

/** Runs a command line to its end and gives the exit code; every command goes this one way. */
export async function run(argv: readonly string[], env: Env): Promise<number> {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  const isJson = words.includes("--json") || words.includes("--status-json");
  const wantsColor = !words.includes("--no-color");
  try {
    return await dispatch(argv, words, env, isJson, wantsColor);
  } catch (error) {
    if (error instanceof ClosedPipe) return 0;
    return report(error, env, isJson, wantsColor).catch(() => exitCodeOf("bug"));
  }
}

async function dispatch(
  argv: readonly string[],
  words: readonly string[],
  env: Env,
  isJson: boolean,
  wantsColor: boolean,
): Promise<number> {
  const isHelpWord = words[0] === "help";
  const route = await routeOf(isHelpWord ? argv.slice(1) : argv, env);
  if (typeof route === "number") return route;
  if (route.path.length === 0 && route.rest.some((word) => word === "--version" || word === "-V")) {
    await env.stdout.write(isJson ? document({ version: VERSION }) : `openclaw ${VERSION}\n`);
    return 0;
  }
  const load = route.row.load ?? route.row.bare;
  const helpWanted = isHelpWord || words.includes("--help") || words.includes("-h");
  if (helpWanted || load === undefined) {
    if (!helpWanted) await parseStrictly(allArgs({ args: {} }), route.rest, nameOf(route));
    return help(route, env, isJson, wantsColor);
  }
  return execute((await load()).default, route, env, isJson, wantsColor);
}

/** The row that is meant; for a command that is not ours, the exit code of the other program of our name. */
async function routeOf(argv: readonly string[], env: Env): Promise<Route | number> {
  try {
    return await resolve(TREE, argv);
  } catch (error) {
    if (!(error instanceof UnknownCommand)) throw error;
    const code = await env.delegate(argv);
    if (code === undefined) throw error;
    return code;
  }
}

async function execute(
  command: Command,
  route: Route,
  env: Env,
  isJson: boolean,
  wantsColor: boolean,
): Promise<number> {
  const renames = route.row.renames ?? {};
  const tokens = route.rest.map((token) =>
    Object.hasOwn(renames, token.slice(2)) && token.startsWith("--") ? `--${renames[token.slice(2)]}` : token,
  );
  const args = await parseStrictly(allArgs(command), tokens, nameOf(route));
  const watched = watchInput(withProfile(env, args));
  const result = await command.run(watched.env, args as never);
  const style = styleOf(env.stdout, env.variables, wantsColor && !isJson);
  for (const warning of command.warnings?.(result) ?? []) {
    await env.stderr.write(`warning: ${safeText(warning)}\n`);
  }
  await env.stdout.write(
    isJson
      ? document(allowed(command.result, result) as object)
      : render(command, watched.isSuspect() || hasUnsafe(route.rest) ? safeValues(result) : result, args, style),
  );
  return command.exit?.(result, args as never) ?? 0;
}

function render(command: Command, result: unknown, args: Record<string, unknown>, style: Style): string {
  if (args["plain"] !== true || command.plain === undefined) return command.human(result, style, args as never);
  return command
    .plain(result)
    .map((line) => `${line}\n`)
    .join("");
}

function document(fields: object): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...fields }, null, 2)}\n`;
}

async function help({ row, path }: Route, env: Env, isJson: boolean, wantsColor: boolean): Promise<number> {
  const { renderHelp } = await import("./help.ts");
  const load = row.load ?? row.bare;
  const command = load === undefined ? undefined : (await load()).default;
  const style = styleOf(env.stdout, env.variables, wantsColor && !isJson);
  const text = renderHelp(row, path, command, style);
  await env.stdout.write(isJson ? document({ help: text }) : text);
  return 0;
}

/** `--profile` and `--dev` stand for variables, as in OpenClaw. */
function withProfile(env: Env, args: Record<string, unknown>): Env {
  const profile = args["dev"] === true ? "dev" : (args["profile"] as string | undefined);
  return profile === undefined ? env : { ...env, variables: profileVariables(env.variables, homeOf(env), profile) };
}

async function report(error: unknown, env: Env, isJson: boolean, wantsColor: boolean): Promise<number> {
  const known = error instanceof AppError ? error : bugReport(error);
  const { code, message, hint } = known;
  if (isJson) {
    await env.stdout.write(document({ error: { code, message, hint } }));
    return exitCodeOf(code);
  }
  const style = styleOf(env.stderr, env.variables, wantsColor);
  await env.stderr.write(
    `${style.paint("bad", "error:")} ${lines(message)}\n${hint === "" ? "" : `${style.paint("accent", "hint:")} ${lines(hint)}\n`}`,
  );
  return exitCodeOf(code);
}

/** A message may have several lines, when it shows the one that is broken. */
function lines(text: string): string {
  return text.split("\n").map(safeText).join("\n");
}

/** A bug is named by its kind alone: its message may quote what it stumbled over, a secret even. */
function bugReport(error: unknown): AppError {
  const kind = error instanceof Error ? error.name : typeof error;
  return new AppError("bug", `this is a bug in openclaw (${kind})`, "please report it with the command that you ran");
}

/** Colour on a terminal, unless somebody says otherwise. */
function styleOf(stream: Stream, variables: Variables, wantsColor: boolean): Style {
  const forced = variables["FORCE_COLOR"] !== undefined && variables["FORCE_COLOR"] !== "0";
  const refused = variables["NO_COLOR"] !== undefined || variables["TERM"] === "dumb";
  const hasColor = wantsColor && (forced || (!refused && stream.isTerminal));
  return createStyle(hasColor, stream.columns ?? Number.POSITIVE_INFINITY);
}

function nameOf({ path }: Route): string {
  return ["openclaw", ...path].join(" ");
}
