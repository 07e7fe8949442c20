import type { Style } from "../contracts/command.ts";
import type { Env } from "../contracts/env.ts";
import { maskShapes } from "../ui/mask.ts";
import { safeText } from "../ui/text.ts";

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
      void stderr.write(`\r\u001b[K${safeText(text)}`).catch(() => {});
    },
    async note(text) {
      await clear();
      await stderr.write(`${maskShapes(safeText(text))}\n`);
    },
  };
}
