import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BINARY, type Run, runProgram, withFolder } from "../testing/binary.ts";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canSwitch = !isRoot || Bun.which("setpriv") !== null;

/** A normal user may not be able to reach the program where it was built. */
const scratch = mkdtempSync(join(tmpdir(), "openclaw-permissions-"));
const copy = join(scratch, "openclaw");
beforeAll(() => {
  chmodSync(scratch, 0o755);
  copyFileSync(BINARY, copy);
  chmodSync(copy, 0o755);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs the program as somebody whom permissions stop; root reads everything. */
function runAsUser(argv: readonly string[], home: string): Run {
  const user = isRoot ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : [];
  const { code, stdout, stderr } = runProgram([...user, copy, ...argv], {
    cwd: "/",
    env: { HOME: home, PATH: "/usr/bin:/bin" },
  });
  return { code, stdout, stderr: stderr.replaceAll(home, "~") };
}

const CONFIG = ".openclaw/openclaw.json";
const AGENT = ".openclaw/agents/main/agent";
const STORE = `${AGENT}/auth-profiles.json`;
const FILES = {
  [CONFIG]: '{agents:{defaults:{model:"openai/gpt-5.2"}}}',
  [STORE]: '{"version":1,"profiles":{"openai:a":{"type":"api_key","provider":"openai","key":"k"}}}',
  ".openclaw/.env": "OPENAI_API_KEY=k\n",
};

/** Every folder up to the files is open to all, and each file to read, but for the one that is shut. */
const withShut = (path: string, use: (home: string) => void) =>
  withFolder(FILES, (home) => {
    const folders = ["", ".openclaw", ".openclaw/agents", dirname(AGENT), AGENT];
    for (const folder of folders) chmodSync(join(home, folder), 0o755);
    for (const file of Object.keys(FILES)) chmodSync(join(home, file), 0o644);
    chmodSync(join(home, path), 0o000);
    try {
      use(home);
    } finally {
      chmodSync(join(home, path), 0o755);
    }
  });

test.skipIf(!canSwitch)("with everything open, a normal user gets an answer", () =>
  withShut(".openclaw/.env", (home) => {
    chmodSync(join(home, ".openclaw/.env"), 0o644);
    expect(runAsUser(["models", "status", "--plain"], home)).toEqual({
      code: 0,
      stdout: "openai/gpt-5.2\n",
      stderr: "",
    });
  }),
);

const COMMANDS = [
  ["models", "status"],
  ["models", "list"],
  ["models", "explain", "openai/gpt-5.2"],
];

test.skipIf(!canSwitch).each([
  ["a config that may not be read", CONFIG, CONFIG],
  ["a store that may not be read", STORE, STORE],
  ["a `.env` that may not be read", ".openclaw/.env", ".openclaw/.env"],
  ["a state directory that may not be searched", ".openclaw", ".openclaw/.env"],
])("%s is refused with 78, not taken for absent", (_, shut, named) =>
  withShut(shut, (home) => {
    for (const argv of COMMANDS) {
      expect(runAsUser(argv, home)).toEqual({
        code: 78,
        stdout: "",
        stderr: `error: ~/${named} cannot be read: permission denied\nhint: check the file: \`ls -ld ~/${named}\`\n`,
      });
    }
  }),
);

describe.each([AGENT, dirname(AGENT), ".openclaw/agents"])("a store behind `%s`, which may not be searched", (shut) => {
  test.skipIf(!canSwitch)("is refused with 78, not taken for absent", () =>
    withShut(shut, (home) => {
      for (const argv of COMMANDS) {
        const { stderr, ...outcome } = runAsUser(argv, home);
        expect(outcome).toEqual({ code: 78, stdout: "" });
        expect(stderr).toStartWith(`error: ~/${AGENT}/`);
      }
    }),
  );

  test.skipIf(!canSwitch)("and the reason is said to be the permission", () =>
    withShut(shut, (home) => {
      expect(runAsUser(["models", "status"], home).stderr).toContain(" cannot be read: permission denied\n");
    }),
  );
});

test.skipIf(!canSwitch).each([
  [CONFIG, 1],
  [STORE, 1],
  [".openclaw/.env", 1],
  [AGENT, 1],
  [dirname(AGENT), 1],
  [".openclaw/agents", 1],
  [".openclaw", 78],
])("an audit that may not look into `%s` says so, looks at the rest, and --check is %d", (shut, expected) =>
  withShut(shut, (home) => {
    const { code, stdout } = runAsUser(["models", "auth", "audit", "--check", "--json"], home);
    const { complete, warnings } = JSON.parse(stdout) as { complete: boolean; warnings: string[] };
    expect({ code, complete }).toEqual({ code: expected, complete: false });
    expect(warnings.filter((warning) => warning.includes(`/${shut}`) && /permission/.test(warning))).not.toEqual([]);
  }),
);

test.skipIf(!canSwitch)("an audit that may not list a folder cannot say that no backup stands there", () =>
  withShut(".openclaw/.env", (home) => {
    chmodSync(join(home, ".openclaw/.env"), 0o644);
    chmodSync(join(home, AGENT), 0o311);
    const { stderr } = runAsUser(["models", "auth", "audit"], home);
    expect(stderr).toBe(`warning: ~/${AGENT} cannot be listed: permission denied\n`);
    chmodSync(join(home, AGENT), 0o755);
  }),
);
