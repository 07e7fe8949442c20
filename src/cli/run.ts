import { type Command, schemaOf, type Style } from "../contracts/command.ts";
import { ClosedPipe } from "../contracts/closed-pipe.ts";
import type { Env } from "../contracts/env.ts";
import { homeOf, profileVariables } from "../core/config/paths.ts";
import { withOffline } from "../core/offline.ts";
import { maskShapes } from "../ui/mask.ts";
import { safeText, safeValues } from "../ui/text.ts";
import { VERSION } from "../version.ts";
import { allowed } from "./allow.ts";
import { parseStrictly } from "./args.ts";
import { exitCodeOf } from "./exit.ts";
import { allArgs } from "./globals.ts";
import { hasUnsafe, watchInput } from "./input.ts";
import { document, type Mode, styleOf } from "./output.ts";
import { progressOf } from "./progress.ts";
import { fieldsOf, report } from "./report.ts";
import { resolve, type Route, UnknownCommand } from "./resolve.ts";
import { TREE } from "./tree.ts";

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
  const failure = command.failure?.(result);
  const text = mode.isJson
    ? document({
        ...(allowed(await schemaOf(command), result) as object),
        ...(failure === undefined ? {} : { error: await fieldsOf(failure, env) }),
      })
    : await render(command, isClean ? result : safeValues(result), args, style);
  await env.stdout.write(maskShapes(text));
  if (failure === undefined) return command.exit?.(result, args as never) ?? 0;
  // The document says it already.
  return mode.isJson ? exitCodeOf(failure.code) : report(failure, env, mode);
}

async function render(command: Command, result: unknown, args: Record<string, unknown>, style: Style): Promise<string> {
  if (args["plain"] !== true || command.plain === undefined) return command.human(result, style, args as never);
  const records = command.plain(result);
  return records.length === 0 ? "" : `${records.join("\n")}\n`;
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

function nameOf({ path }: Route): string {
  return ["openclaw", ...path].join(" ");
}
