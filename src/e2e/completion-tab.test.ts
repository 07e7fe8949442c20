import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Shell, SHELLS } from "../core/shells/shells.ts";
import { runBinary, withFolder } from "../testing/binary.ts";
import { ODD_HOME } from "../testing/homes.ts";
import { pressTab } from "../testing/tab.ts";

/** What is typed before TAB (and behind it, `|` in between), and the words that the command then gets. */
const LINES: readonly (readonly [string, readonly string[]])[] = [
  ["mod|list", ["models", "list"]],
  ["models se|fast", ["models", "set", "fast"]],
  ["models set fa|x", ["models", "set", "fast", "x"]],
  ["models set my", ["models", "set", "my model"]],
  ["models set my\\ m", ["models", "set", "my model"]],
  ["models set ét", ["models", "set", "été"]],
  ["models set corp/b", ["models", "set", "corp/big"]],
  ["models set corp/kimi-k2:", ["models", "set", "corp/kimi-k2:free"]],
  ["models set corp/kimi-k2:fr", ["models", "set", "corp/kimi-k2:free"]],
  ["models set corp/ki|", ["models", "set", "corp/kimi-k2"]],
  ["models set corp/~", ["models", "set", "corp/~meta/llama"]],
  ["models set corp/@", ["models", "set", "corp/@cf/x"]],
  ["models set corp/q", ["models", "set", "corp/q[4]"]],
  ["models set corp/i", ["models", "set", "corp/it's"]],
  ['models set "corp/b', ["models", "set", "corp/big"]],
  ["models set groq/llama-3.3", ["models", "set", "groq/llama-3.3-70b-versatile"]],
  ["models set cerebras/gpt", ["models", "set", "cerebras/gpt-oss-120b"]],
  ["models set -- fa", ["models", "set", "--", "fast"]],
  ["models set zz", ["models", "set", "zz"]],
  ["nope zz", ["nope", "zz"]],
  ["models list --provider=cerebr", ["models", "list", "--provider=cerebras"]],
  ["models status --agent w", ["models", "status", "--agent", "work"]],
  ["--agent o|models", ["--agent", "ops", "models"]],
  ["models status --probe-ti|9", ["models", "status", "--probe-timeout", "9"]],
  ["models status --probe-profile groq:w", ["models", "status", "--probe-profile", "groq:work"]],
  ["models status --probe-profile google:me@", ["models", "status", "--probe-profile", "google:me@example.com"]],
  [
    "models status --probe-profile groq:work,goo",
    ["models", "status", "--probe-profile", "groq:work,google:me@example.com"],
  ],
  ["models fallbacks remove groq/", ["models", "fallbacks", "remove", "groq/llama-3.3-70b-versatile"]],
  ["models aliases remove m", ["models", "aliases", "remove", "my model"]],
  ["completion z", ["completion", "zsh"]],
];

const NOISE = /not found|error|no such|bad pattern|unknown option|syntax/i;

test.each(SHELLS.flatMap((shell) => LINES.map(([line, words]) => [shell, line, words] as const)))(
  "%s: openclaw %s⇥ becomes %j",
  (shell, line, words) =>
    withFolder({ ...ODD_HOME, "zz-file": "" }, async (home) => {
      const [before = "", after = ""] = line.split("|");
      const tab = await pressTab(shell, { home, line: `openclaw ${before}`, after });
      expect(tab.words).toEqual([...words]);
      expect(tab.screen).not.toMatch(NOISE);
    }),
);

test.each(
  SHELLS.flatMap((shell) => ["evil/", "'evil/", "$(touch PWNED4) ", "\\$"].map((word) => [shell, word] as const)),
)("%s: at %j nothing that is stored or typed is run", (shell, word) =>
  withFolder(ODD_HOME, async (home) => {
    // The line is thrown away, as ENTER would have the shell run what is typed.
    await pressTab(shell, { home, line: `openclaw models set ${word}`, after: "\u0015openclaw" });
    expect([1, 2, 3, 4].filter((digit) => existsSync(join(home, `PWNED${digit}`)))).toEqual([]);
  }),
);

test.each(SHELLS)("%s: a broken config leaves the commands, and says nothing", (shell) =>
  withFolder({ ".openclaw/openclaw.json": "{broken" }, async (home) => {
    const command = await pressTab(shell, { home, line: "openclaw models stat" });
    expect(command.words).toEqual(["models", "status"]);
    const value = await pressTab(shell, { home, line: "openclaw models set fa" });
    expect(value.words).toEqual(["models", "set", "fa"]);
    expect(command.screen + value.screen).not.toMatch(NOISE);
  }),
);

const RC: Readonly<Record<Shell, Record<string, string>>> = {
  bash: { ".bashrc": "export EDITOR=vi\n" },
  zsh: { ".zshrc": "fpath=(~/.zfunc $fpath)\nautoload -Uz compinit && compinit -u\n" },
  fish: { ".config/fish/config.fish": "set -g fish_greeting\n" },
};

test.each(SHELLS)("%s: once it is installed, a new shell completes", (shell) =>
  withFolder({ ...ODD_HOME, ...RC[shell] }, async (home) => {
    const flags = shell === "bash" ? ["--rc"] : [];
    expect(runBinary(["completion", shell, "--install", ...flags], { home }).code).toBe(0);
    const tab = await pressTab(shell, { home, hasRc: true, line: "openclaw models set fa" });
    expect(tab.words).toEqual(["models", "set", "fast"]);
  }),
);

test("zsh: a script that is sourced before compinit registers later", () =>
  withFolder(ODD_HOME, async (home) => {
    const script = join(import.meta.dir, "../../completions/openclaw.zsh");
    await Bun.write(join(home, ".zshrc"), `source ${script}\nautoload -Uz compinit && compinit -D -u\n`);
    const tab = await pressTab("zsh", { home, hasRc: true, line: "openclaw models set fa" });
    expect(tab.words).toEqual(["models", "set", "fast"]);
  }));

test("bash: the file of a redirection is completed as a file", () =>
  withFolder({ ...ODD_HOME, "out-file": "" }, async (home) => {
    const tab = await pressTab("bash", { home, line: "openclaw models list 2> ou" });
    expect(tab.words).toEqual(["models", "list"]);
    expect(existsSync(join(home, "ou"))).toBe(false);
  }));

test("bash: what is evaluated and what is substituted leave no error", () =>
  withFolder(ODD_HOME, async (home) => {
    for (const setUp of ['eval "$(command openclaw completion bash)"', "source <(command openclaw completion bash)"]) {
      const tab = await pressTab("bash", { home, setUp, line: "openclaw models set fa" });
      expect(tab.words).toEqual(["models", "set", "fast"]);
      expect(tab.screen).not.toMatch(NOISE);
    }
  }));
