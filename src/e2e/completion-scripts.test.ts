import { expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { SHELLS } from "../core/shells/shells.ts";
import { runBinary, runProgram, snapshot, withFolder } from "../testing/binary.ts";

const pathOf = (shell: string) => join(import.meta.dir, "../../completions", `openclaw.${shell}`);
const run = (command: readonly string[]) =>
  runProgram(command, { cwd: "/", env: { PATH: "/usr/bin:/bin", HOME: "/" } });

test.each(SHELLS)("%s: the script is sound, short, and evaluates nothing", async (shell) => {
  expect(run([shell, "-n", pathOf(shell)])).toEqual({ code: 0, stdout: "", stderr: "" });
  const text = await Bun.file(pathOf(shell)).text();
  expect(text.length).toBeLessThanOrEqual(2048);
  expect(text.replace(/^\s*#.*$/gm, "")).not.toMatch(/\beval\b|compgen -W|_init_completion|_get_comp_words/);
});

test("shellcheck has nothing to say", () => {
  expect(run(["shellcheck", pathOf("bash")])).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("what is installed is readable by all, without a backup, and leaves nothing behind", () =>
  withFolder({ ".bashrc": "x=1\n" }, async (home) => {
    const before = await snapshot(home);
    for (const shell of SHELLS) expect(runBinary(["completion", shell, "--install", "--rc"], { home }).code).toBe(0);
    const made = Object.keys(await snapshot(home));
    expect(made).toEqual([
      ".bashrc",
      ".config/fish/completions/openclaw.fish",
      ".local/share/bash-completion/completions/openclaw",
      ".zfunc/_openclaw",
      ".zshrc",
    ]);
    expect(statSync(join(home, ".zfunc/_openclaw")).mode & 0o444).toBe(0o444);
    for (const shell of SHELLS) expect(runBinary(["completion", shell, "--uninstall"], { home }).code).toBe(0);
    expect(await snapshot(home)).toEqual(before);
    expect([...new Bun.Glob("*").scanSync({ cwd: home, dot: true, onlyFiles: false })]).toEqual([".bashrc"]);
  }));
