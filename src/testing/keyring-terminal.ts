import { BINARY } from "./binary.ts";
import type { Desktop } from "./keyring.ts";

/** What is waited for on the screen, and what is typed or done then. */
export type Step = readonly [mark: string, answer: string | ((child: Bun.Subprocess, screen: string) => unknown)];

/** Runs the program on a pseudo terminal of its own, takes the steps one after the other, and waits for its end. */
export async function onTerminal(
  { folder, variables }: Pick<Desktop, "folder" | "variables">,
  line: string,
  steps: readonly Step[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number; screen: string; isRestored: boolean }> {
  let screen = "";
  let wake = () => {};
  const decoder = new TextDecoder();
  const child = Bun.spawn([BINARY, ...line.split(" ")], {
    cwd: folder,
    env: { ...variables, TERM: "xterm", NO_COLOR: "1", ...more },
    terminal: {
      cols: 200,
      rows: 50,
      data(_, bytes) {
        screen += decoder.decode(bytes, { stream: true });
        wake();
      },
    },
  });
  const { terminal } = child;
  if (terminal === undefined) throw new Error("there is no pseudo terminal");
  const modes = () => [terminal.inputFlags, terminal.outputFlags, terminal.localFlags, terminal.controlFlags].join();
  const before = modes();
  try {
    let from = 0;
    for (const [mark, answer] of steps) {
      while (screen.indexOf(mark, from) < 0) {
        const shown = new Promise<boolean>((resolve) => (wake = () => resolve(true)));
        const ended = child.exited.then(() => false);
        if (!(await Promise.race([shown, ended])) && screen.indexOf(mark, from) < 0)
          throw new Error(`it never says ${JSON.stringify(mark)}:\n${screen}`);
      }
      from = screen.indexOf(mark, from) + mark.length;
      if (typeof answer === "string") terminal.write(answer);
      else await answer(child, screen);
    }
    const code = await child.exited;
    const isCursorShown = screen.lastIndexOf("\u001b[?25h") >= screen.lastIndexOf("\u001b[?25l");
    return { code, screen, isRestored: modes() === before && isCursorShown };
  } finally {
    child.kill("SIGKILL");
    terminal.close();
  }
}
