import { delimiter, isAbsolute } from "node:path";
import type { Variables } from "../contracts/env.ts";

/** A browser that has not given up by then has started. */
const GRACE_MS = 1000;

/** Starts the browser that the user or the system names; it outlives this program, and writes nowhere. */
export async function openBrowser(url: string, variables: Variables, platform: NodeJS.Platform): Promise<boolean> {
  const command = commandsFor(url, variables, platform).find(([program = ""]) => find(program, variables) !== null);
  if (command === undefined) return false;
  // What turns this binary into a plain Bun must not reach a program that may be built the same way.
  const { BUN_BE_BUN: _be, BUN_OPTIONS: _options, ...env } = variables;
  const [program = "", ...argv] = command;
  const { promise: hasStarted, resolve } = Promise.withResolvers<number>();
  const timer = setTimeout(() => resolve(0), GRACE_MS);
  try {
    const child = Bun.spawn([find(program, variables) ?? program, ...argv], {
      env,
      stdio: ["ignore", "ignore", "ignore"],
      // Control-C is for this program, not for the browser.
      detached: true,
    });
    child.unref();
    return (await Promise.race([child.exited, hasStarted])) === 0;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** In the order of preference. An address is one argument, never part of a line that a shell reads. */
function commandsFor(url: string, variables: Variables, platform: NodeJS.Platform): string[][] {
  const own = (variables["BROWSER"] ?? "").split(delimiter).map((line) => line.split(" ").filter(Boolean));
  const named = own.filter(({ length }) => length > 0);
  return named.concat(systemCommands(platform, variables)).map((words) => withUrl(words, url));
}

/** `%s` in BROWSER is where the address belongs; else it comes last. */
function withUrl(words: readonly string[], url: string): string[] {
  const filled = words.map((word) => (word === "%s" ? url : word));
  return words.includes("%s") ? filled : filled.concat(url);
}

function systemCommands(platform: NodeJS.Platform, variables: Variables): string[][] {
  const windows = ["rundll32.exe", "url.dll,FileProtocolHandler"];
  if (platform === "win32") return [windows];
  if (platform === "darwin") return [["open"]];
  const wsl = variables["WSL_DISTRO_NAME"] === undefined ? [] : [["wslview"], windows];
  return [...wsl, ["xdg-open"], ["gio", "open"], ["x-www-browser"]];
}

/** Only absolute entries of PATH count: a relative one would run whatever stands in the working directory. */
function find(program: string, variables: Variables): string | null {
  if (isAbsolute(program)) return Bun.which(program);
  const path = (variables["PATH"] ?? "").split(delimiter).filter((entry) => isAbsolute(entry));
  return program.includes("/") ? null : Bun.which(program, { PATH: path.join(delimiter) });
}
