import { join } from "node:path";
import type { Shell } from "../core/shells/shells.ts";
import { BINARY } from "./binary.ts";

const PROJECT = join(import.meta.dir, "../..");

/** How each shell is started without its owner's files, and with them. */
const BARE: Readonly<Record<Shell, readonly string[]>> = {
  bash: ["bash", "--norc", "--noprofile", "-i"],
  zsh: ["zsh", "-f", "-i"],
  fish: ["fish", "--no-config", "-i"],
};
const WITH_RC: Readonly<Record<Shell, readonly string[]>> = {
  bash: ["bash", "-i"],
  zsh: ["zsh", "-i"],
  fish: ["fish", "-i"],
};

const COMPINIT = "autoload -Uz compinit && compinit -D -u";

/** What loads the script in a shell that has read no file of its owner's. */
const LOAD: Readonly<Record<Shell, string>> = {
  bash: `source ${PROJECT}/completions/openclaw.bash`,
  zsh: `${COMPINIT}; source ${PROJECT}/completions/openclaw.zsh`,
  fish: `source ${PROJECT}/completions/openclaw.fish`,
};

// Whoever runs the command sees its words, each in brackets of its own; the marks are put together so that no echo is one.
const SHOW: Readonly<Record<Shell, string>> = {
  bash: `openclaw() { printf '⟦%s⟧' "$@"; printf 'RAN%s\\n' NOW; }; printf 'READY%s\\n' NOW`,
  zsh: `openclaw() { printf '⟦%s⟧' "$@"; printf 'RAN%s\\n' NOW }; printf 'READY%s\\n' NOW`,
  fish: `function openclaw; printf '⟦%s⟧' $argv; printf 'RAN%s\\n' NOW; end; printf 'READY%s\\n' NOW`,
};

export type Tab = {
  home: string;
  /** Typed before the TAB, and after it. */
  line: string;
  after?: string;
  /** Commands to run first; the script is loaded when absent. */
  setUp?: string;
  /** Reads the start-up files of the home directory, and loads nothing else. */
  hasRc?: true;
  cwd?: string;
};

/**
 * Types a line in a real shell on a pseudo terminal, presses TAB, then ENTER, and gives the words that the command got,
 * with everything that was on the screen meanwhile.
 */
export async function pressTab(shell: Shell, tab: Tab): Promise<{ words: string[]; screen: string }> {
  let screen = "";
  let wake = () => {};
  const decoder = new TextDecoder();
  const child = Bun.spawn([...(tab.hasRc ? WITH_RC : BARE)[shell]], {
    cwd: tab.cwd ?? tab.home,
    env: {
      HOME: tab.home,
      PATH: `${join(BINARY, "..")}:/usr/bin:/bin`,
      TERM: "xterm",
      LANG: "C.UTF-8",
      HISTFILE: "/dev/null",
    },
    terminal: {
      cols: 200,
      rows: 50,
      data(_, bytes) {
        screen += decoder.decode(bytes, { stream: true });
        wake();
      },
    },
  });
  const until = async (mark: string) => {
    while (!screen.includes(mark)) await new Promise<void>((resolve) => (wake = resolve));
  };
  try {
    child.terminal?.write(`${tab.setUp ?? (tab.hasRc ? "true" : LOAD[shell])}; ${SHOW[shell]}\n`);
    await until("READYNOW");
    screen = "";
    child.terminal?.write(`${tab.line}\t${tab.after ?? ""}\n`);
    await until("RANNOW");
  } finally {
    child.kill("SIGKILL");
    child.terminal?.close();
  }
  const shown = screen.slice(0, screen.indexOf("RANNOW"));
  return { words: [...shown.matchAll(/⟦([^⟧]*)⟧/g)].map(([, word = ""]) => word), screen };
}
