import type { Style } from "../contracts/command.ts";
import type { Env } from "../contracts/env.ts";
import { maskShapes } from "../ui/mask.ts";
import { safeText, truncate } from "../ui/text.ts";

const USUAL_COLUMNS = 80;

/** Rows go where the answer goes, remarks to stderr, and what is going on right now to a terminal there alone. */
export function progressOf({ stdout, stderr }: Env, style: Style): Env["progress"] {
  let isShown = false;
  const clear = async () => {
    if (isShown) await stderr.write("\r\u001b[K");
    isShown = false;
  };
  return {
    async row(text) {
      await clear();
      await stdout.write(`${maskShapes(text(style))}\n`);
    },
    pending(text) {
      if (!stderr.isTerminal) return;
      isShown = text !== "";
      // A line that wraps could not be overwritten.
      const line = truncate(safeText(text), (stderr.columns ?? USUAL_COLUMNS) - 1);
      void stderr.write(`\r\u001b[K${line}`).catch(() => {});
    },
    async note(text) {
      await clear();
      await stderr.write(`${maskShapes(safeText(text))}\n`);
    },
  };
}
