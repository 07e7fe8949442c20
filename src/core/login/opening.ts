import type { Env } from "../../contracts/env.ts";

/**
 * Whether a browser that is started here is one that somebody sees: not over SSH, and on Linux not without a display, unless
 * the Windows around it has one.
 */
export function canOpenBrowser({ variables, platform }: Pick<Env, "variables" | "platform">): boolean {
  const isSet = (name: string) => (variables[name] ?? "") !== "";
  if (variables["BROWSER"] === "none" || isSet("SSH_CONNECTION") || isSet("SSH_TTY")) return false;
  if (platform === "win32" || platform === "darwin") return true;
  return ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some(isSet);
}
