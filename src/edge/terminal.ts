import type { Stream } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { ClosedPipe } from "../contracts/closed-pipe.ts";

/**
 * Standard output or error. `process.stdout` costs twice an empty program's whole run, so it is not touched
 * unless a terminal is at the other end.
 */
export function createStream(descriptor: 1 | 2): Stream {
  const target = descriptor === 1 ? Bun.stdout : Bun.stderr;
  let known: boolean | undefined;
  const stream = {
    // Not everybody asks: TAB does not.
    get isTerminal() {
      return (known ??= isTty(descriptor));
    },
    get columns() {
      if (!stream.isTerminal) return undefined;
      const terminal = descriptor === 1 ? process.stdout : process.stderr;
      // A pseudo terminal without a size says 0.
      return terminal.columns || undefined;
    },
    async write(text: string) {
      // Bun would take nothing for the whole new content, and empty the file that stdout appends to.
      if (text === "") return;
      try {
        await Bun.write(target, text);
      } catch (error) {
        // What is only talk costs nobody the answer, or the work that it talks about.
        if (descriptor === 2) return;
        if ((error as { code?: string }).code === "EPIPE") throw new ClosedPipe();
        throw new AppError(
          "file_unwritable",
          "the answer cannot be written: the system refuses",
          "check where the output goes",
        );
      }
    },
  };
  return stream;
}

/** What node:tty asks, asked without loading it: that module would cost as much as an empty program. */
function isTty(descriptor: number): boolean {
  const { binding } = process as unknown as { binding?: (name: "tty_wrap") => { isTTY?(descriptor: number): boolean } };
  const isTTY = binding?.("tty_wrap").isTTY;
  return isTTY === undefined
    ? (require("node:tty") as typeof import("node:tty")).isatty(descriptor)
    : isTTY(descriptor);
}
