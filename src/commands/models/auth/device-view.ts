import type { Env } from "../../../contracts/env.ts";
import type { DeviceCode } from "../../../core/login/device.ts";
import { safeText, truncate } from "../../../ui/text.ts";

/** Where nobody says how wide the terminal is. */
const USUAL_WIDTH = 80;

/** Says where to confirm a sign-in, and with what: on stderr, so that it can be read whatever stdout is for. */
export async function showDeviceCode({ stderr }: Pick<Env, "stderr">, code: DeviceCode): Promise<void> {
  const userCode = safeText(code.userCode);
  const spaced = spacedOut(userCode);
  const isLarge = Bun.stringWidth(spaced) + 2 <= (stderr.columns ?? USUAL_WIDTH);
  const completePage = code.completePage === code.page ? undefined : code.completePage;
  const lines = [
    "Open this page, here or on any device:",
    "",
    `  ${safeText(completePage ?? code.page)}`,
    "",
    completePage === undefined ? "and type this code:" : "and see that it shows this code:",
    "",
    `  ${isLarge ? spaced : userCode}`,
    "",
    ...(isLarge ? [`  to copy: ${userCode}`] : []),
    ...(completePage === undefined ? [] : [`  or type it at ${safeText(code.page)}`]),
  ];
  await stderr.write(`\n${lines.join("\n").trimEnd()}\n\n`);
}

/** Says how long the code still counts, on a line that is overwritten; a longer one than the terminal could not be. */
export function showTimeLeft(
  { stderr, progress }: Pick<Env, "stderr" | "progress">,
  leftMs: number,
  trouble?: string,
): void {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const reason = trouble === undefined ? "" : `; trying again, ${trouble}`;
  progress.pending(truncate(`waiting for you, ${clock} left${reason}`, (stderr.columns ?? USUAL_WIDTH) - 1));
}

/** A code with room between its characters, and more between its groups: it is read from one screen and typed at another. */
function spacedOut(code: string): string {
  const isOneWord = /^[a-z0-9]+$/i.test(code);
  const size = [4, 3].find((length) => isOneWord && code.length > length && code.length % length === 0);
  const groups = size === undefined ? [code] : (code.match(new RegExp(`.{${size}}`, "g")) ?? [code]);
  return groups.map((group) => [...group].join(" ")).join("   ");
}
