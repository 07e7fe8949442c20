import type { Stream } from "../contracts/env.ts";
import { ClosedPipe } from "../contracts/closed-pipe.ts";

/** Linux device numbers of terminals: 4 and 5 (consoles), 136 to 143 (pseudo terminals). */
const isLinuxTerminal = (device: number) => {
  const major = device >> 8;
  return major === 4 || major === 5 || (major >= 136 && major <= 143);
};

/**
 * Standard output or error. `process.stdout` costs twice an empty program's whole run, so it is not touched
 * unless a terminal is at the other end.
 */
export function createStream(descriptor: 1 | 2, platform: NodeJS.Platform): Stream {
  const target = descriptor === 1 ? Bun.stdout : Bun.stderr;
  let terminal: Promise<boolean> | undefined;
  return {
    async write(text) {
      try {
        await Bun.write(target, text);
      } catch (error) {
        if ((error as { code?: string }).code === "EPIPE") throw new ClosedPipe();
        throw error;
      }
    },
    isTerminal() {
      terminal ??= isTerminal(descriptor, platform);
      return terminal;
    },
    async columns() {
      if (!(await this.isTerminal())) return undefined;
      const stream = descriptor === 1 ? process.stdout : process.stderr;
      // A pseudo terminal without a size says 0.
      return stream.columns || undefined;
    },
  };
}

async function isTerminal(descriptor: number, platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== "win32") {
    const stat = await Bun.file(descriptor).stat();
    if (!stat.isCharacterDevice()) return false;
    if (platform === "linux" && !isLinuxTerminal(stat.rdev)) return false;
  }
  const { isatty } = await import("node:tty");
  return isatty(descriptor);
}
