import { expect, test } from "bun:test";
import { chmodSync } from "node:fs";
import { BINARY, runProgram, snapshot, withFolder } from "../testing/binary.ts";
import { ODD_HOME } from "../testing/homes.ts";

const CONFIG = ".openclaw/openclaw.json";
const STORE = ".openclaw/agents/main/agent/auth-profiles.json";
const QUIET = { code: 0, stdout: "", stderr: "" };

/** Runs a line of sh with `$O` for the program and `$HOME` for the folder. */
const sh = (home: string, line: string) =>
  runProgram(["sh", "-c", line], { cwd: home, env: { HOME: home, PATH: "/usr/bin:/bin", O: BINARY } });

const ask = (words: string) => `"$O" __complete fish -- ${words}`;

test.each([
  ["a broken config", { [CONFIG]: "{broken" }, ask("models set zz")],
  ["a config that is a directory", { [`${CONFIG}/x`]: "" }, ask("models set ''")],
  ["a store that is no JSON", { ...ODD_HOME, [STORE]: "\u0000" }, ask("models auth logout ''")],
  ["a store that is a directory", { [CONFIG]: "{}", [`${STORE}/x`]: "" }, ask("models auth logout ''")],
  ["no arguments", {}, '"$O" __complete'],
  ["an unknown shell", {}, '"$O" __complete tcsh -- models'],
  ["bytes that are no text", {}, `"$O" __complete fish -- models set "$(printf '\\377')"`],
  ["a closed stdout", ODD_HOME, `${ask("models set ''")} >&-`],
  ["a full disk at stdout", ODD_HOME, `${ask("models set ''")} > /dev/full`],
  ["a reader that is gone", ODD_HOME, `{ ${ask("models set ''")}; } | true`],
] as const)("%s: nothing is said, and all is well", (_, files, line) =>
  withFolder(files, (home) => expect(sh(home, line)).toEqual(QUIET)),
);

test("without HOME, and with one that cannot be written, names are completed", () =>
  withFolder(ODD_HOME, (home) => {
    expect(sh(home, `unset HOME; ${ask("models stat")}`)).toEqual({
      ...QUIET,
      stdout: expect.stringContaining("status"),
    });
    chmodSync(home, 0o555);
    expect(sh(home, ask("models set fa")).stdout).toContain("fast\tcorp/big\n");
    chmodSync(home, 0o755);
  }));

test("TAB changes no file", () =>
  withFolder(ODD_HOME, async (home) => {
    const before = await snapshot(home);
    for (const words of ["models set ''", "models auth logout ''", "models list --provider ''"]) sh(home, ask(words));
    expect(await snapshot(home)).toEqual(before);
  }));

test("a pipe that is closed early leaves no error", () =>
  withFolder({}, (home) => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { code, stdout, stderr } = sh(home, `"$O" completion ${shell} | head -1`);
      expect([code, stdout.split("\n").length, stderr]).toEqual([0, 2, ""]);
    }
  }));
