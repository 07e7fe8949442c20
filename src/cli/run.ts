import { type Command, schemaOf, type Style } from "../contracts/command.ts";
import { ClosedPipe } from "../contracts/closed-pipe.ts";
import type { Env, Stream, Variables } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { homeOf, profileVariables } from "../core/config/paths.ts";
import { withOffline } from "../core/offline.ts";
import { maskShapes } from "../ui/mask.ts";
import { createStyle } from "../ui/style.ts";
import { escapeUnsafe, safeText, safeValues, tilde } from "../ui/text.ts";
import { VERSION } from "../version.ts";
import { allowed } from "./allow.ts";
import { parseStrictly } from "./args.ts";
import { exitCodeOf } from "./exit.ts";
import { allArgs } from "./globals.ts";
import { hasUnsafe, watchInput } from "./input.ts";
import { progressOf } from "./progress.ts";
import { resolve, type Route, UnknownCommand } from "./resolve.ts";
import { TREE } from "./tree.ts";

/** The version of the shape that every JSON document has. */
const SCHEMA_VERSION = 1;

/** How the answer is wanted, as far as it can be told before the command line is understood. */
type Mode = { isJson: boolean; wantsColor: boolean; wantsHelp: boolean };

/** Runs a command line to its end and gives the exit code; every command goes this one way. */
export async function run(argv: readonly string[], env: Env): Promise<number> {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  const mode: Mode = {
    isJson: words.includes("--json") || words.includes("--status-json"),
    wantsColor: !words.includes("--no-color"),
    wantsHelp: words[0] === "help" || words.includes("--help") || words.includes("-h"),
  };
  try {
    return await dispatch(argv, env, mode);
  } catch (error) {
    if (error instanceof ClosedPipe) return 0;
    return report(error, env, mode);
  }
}

async function dispatch(argv: readonly string[], env: Env, mode: Mode): Promise<number> {
  const route = await routeOf(argv, env, mode);
  if (typeof route === "number") return route;
  if (route.path.length === 0 && !mode.wantsHelp && route.rest.some((word) => word === "--version" || word === "-V")) {
    await env.stdout.write(mode.isJson ? document({ version: VERSION }) : `openclaw ${VERSION}\n`);
    return 0;
  }
  const load = route.row.load ?? route.row.bare;
  if (mode.wantsHelp) return help(route, env, mode);
  if (load !== undefined) return execute((await load()).default, route, env, mode);
  await parseStrictly(allArgs({ args: {} }), route.rest, nameOf(route));
  return help(route, env, mode);
}

/** The row that is meant; for a command that is not ours, the exit code of the other program of our name. */
async function routeOf(argv: readonly string[], env: Env, mode: Mode): Promise<Route | number> {
  const isHelpWord = argv[0] === "help";
  try {
    return await resolve(TREE, isHelpWord ? argv.slice(1) : argv);
  } catch (error) {
    if (!(error instanceof UnknownCommand)) throw error;
    const code = await env.delegate(argv);
    if (code !== undefined) return code;
    if (mode.wantsHelp && !isHelpWord) return error.group;
    throw error;
  }
}

async function execute(command: Command, route: Route, env: Env, mode: Mode): Promise<number> {
  const renames = route.row.renames ?? {};
  const tokens = route.rest.map((token) =>
    Object.hasOwn(renames, token.slice(2)) && token.startsWith("--") ? `--${renames[token.slice(2)]}` : token,
  );
  const args = await parseStrictly(allArgs(command), tokens, nameOf(route));
  const watched = watchInput(withProfile(env, args));
  const style = styleOf(env.stdout, env.variables, mode);
  const progress = mode.isJson || args["plain"] === true ? env.progress : progressOf(env, style);
  const world = withOffline({ ...watched.env, progress, wantsDocument: mode.isJson }, args["offline"] === true);
  const result = await command.run(world, args as never);
  // A document has them in itself.
  for (const warning of mode.isJson ? [] : (command.warnings?.(result) ?? [])) {
    await env.stderr.write(maskShapes(`warning: ${safeText(warning)}\n`));
  }
  const isClean = !watched.isSuspect() && !hasUnsafe(route.rest);
  const text = mode.isJson
    ? document(allowed(await schemaOf(command), result) as object)
    : await render(command, isClean ? result : safeValues(result), args, style);
  await env.stdout.write(maskShapes(text));
  return command.exit?.(result, args as never) ?? 0;
}

async function render(command: Command, result: unknown, args: Record<string, unknown>, style: Style): Promise<string> {
  if (args["plain"] !== true || command.plain === undefined) return command.human(result, style, args as never);
  const records = command.plain(result);
  return records.length === 0 ? "" : `${records.join("\n")}\n`;
}

function document(fields: object): string {
  return `${escapeUnsafe(JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...fields }, null, 2))}\n`;
}

async function help({ row, path }: Route, env: Env, mode: Mode): Promise<number> {
  const { renderHelp } = await import("./help.ts");
  const load = row.load ?? row.bare;
  const command = load === undefined ? undefined : (await load()).default;
  const style = styleOf(env.stdout, env.variables, mode);
  const text = renderHelp(row, path, command, style);
  await env.stdout.write(mode.isJson ? document({ help: text }) : text);
  return 0;
}

/** `--profile` and `--dev` stand for variables, as in OpenClaw. */
function withProfile(env: Env, args: Record<string, unknown>): Env {
  const profile = args["dev"] === true ? "dev" : (args["profile"] as string | undefined);
  return profile === undefined ? env : { ...env, variables: profileVariables(env.variables, homeOf(env), profile) };
}

async function report(error: unknown, env: Env, mode: Mode): Promise<number> {
  const { code, message, hint, detail, changes } = error instanceof AppError ? error : bugReport(error);
  const diffs: { file: string; diff: string }[] = [];
  for (const change of changes) diffs.push(await showChange(change, homeOf(env)));
  const style = styleOf(env.stderr, env.variables, mode);
  const said = [
    `${style.paint("bad", "error:")} ${safeText(message)}`,
    ...(detail === "" ? [] : [lines(detail)]),
    ...(hint === "" ? [] : [`${style.paint("accent", "hint:")} ${safeText(hint)}`]),
    ...diffs.map(({ diff }) => `\n${lines(diff)}`),
  ];
  const fields = { code, message: detail === "" ? message : `${message}\n${detail}`, hint };
  const forPeople = () => env.stderr.write(maskShapes(`${said.join("\n")}\n`));
  const forScripts = () =>
    env.stdout.write(maskShapes(document({ error: diffs.length === 0 ? fields : { ...fields, diffs } })));
  for (const say of mode.isJson ? [forScripts, forPeople] : [forPeople]) {
    try {
      await say();
      break;
    } catch {
      // Where stdout takes nothing, stderr may; where nobody listens any more, the exit code still tells.
    }
  }
  return exitCodeOf(code);
}

/** What a refused write would have changed; texts that could be secrets are starred out. */
async function showChange(
  { file, before, after, at }: AppError["changes"][number],
  home: string,
): Promise<{ file: string; diff: string }> {
  const [{ redact }, { unifiedDiff }] = await Promise.all([
    import("../core/config/change/redact.ts"),
    import("../ui/diff.ts"),
  ]);
  const shown = tilde(file, home);
  const old = before === undefined ? "" : redact(before, at);
  return { file, diff: await unifiedDiff(shown, old, redact(after, at)) };
}

/** Several lines, each made safe. */
function lines(text: string): string {
  return text.split("\n").map(safeText).join("\n");
}

/** A bug is named by its kind alone: its message may quote what it stumbled over, a secret even. */
function bugReport(error: unknown): AppError {
  const kind = error instanceof Error ? error.name : typeof error;
  return new AppError("bug", `this is a bug in openclaw (${kind})`, "please report it with the command that you ran");
}

/** Colour on a terminal, unless somebody says otherwise. */
function styleOf(stream: Stream, variables: Variables, { isJson, wantsColor }: Mode): Style {
  const forced = variables["FORCE_COLOR"] !== undefined && variables["FORCE_COLOR"] !== "0";
  const refused = variables["NO_COLOR"] !== undefined || variables["TERM"] === "dumb";
  const hasColor = wantsColor && !isJson && (forced || (!refused && stream.isTerminal));
  return createStyle(hasColor, stream.columns ?? Number.POSITIVE_INFINITY);
}

function nameOf({ path }: Route): string {
  return ["openclaw", ...path].join(" ");
}
