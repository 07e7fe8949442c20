import { afterAll, beforeAll, expect, test } from "bun:test";
import { chmodSync, chownSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, type Run, runBinary, runProgram, snapshot, withFolder } from "../testing/binary.ts";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canSwitch = process.platform !== "win32" && (!isRoot || Bun.which("setpriv") !== null);

const CONFIG = ".openclaw/openclaw.json";
const TEXT = '{ agents: { defaults: { model: "openai/gpt-5.1" } } }\n';
const SET = ["models", "set", "openai/gpt-5.2"];
const DIFF = `--- ~/.openclaw/openclaw.json
+++ ~/.openclaw/openclaw.json
@@ -1,1 +1,1 @@
-{ agents: { defaults: { model: "openai/gpt-5.1" } } }
+{ agents: { defaults: { model: { primary: "openai/gpt-5.2" } } } }
`;

/** A normal user may not be able to reach the program where it was built. */
const scratch = mkdtempSync(join(tmpdir(), "openclaw-refused-"));
const copy = join(scratch, "openclaw");
beforeAll(() => {
  chmodSync(scratch, 0o755);
  copyFileSync(BINARY, copy);
  chmodSync(copy, 0o755);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const withoutHome = ({ code, stdout, stderr }: Run, home: string) => ({
  code,
  stdout,
  stderr: stderr.replaceAll(home, "~"),
});

/** Runs the program as somebody whom permissions stop; root writes everything. */
function runAsUser(argv: readonly string[], home: string, variables: Record<string, string> = {}): Run {
  const user = isRoot ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : [];
  const env = { HOME: home, PATH: "/usr/bin:/bin", ...variables };
  return withoutHome(runProgram([...user, copy, ...argv], { cwd: "/", env }), home);
}

/** A home of a normal user, with these modes for the state directory and the config. */
const withModes = (directory: number, file: number, use: (home: string) => void | Promise<void>) =>
  withFolder({ [CONFIG]: TEXT }, async (home) => {
    if (isRoot) for (const path of ["", ".openclaw", CONFIG]) chownSync(join(home, path), NOBODY, NOBODY);
    chmodSync(join(home, CONFIG), file);
    chmodSync(join(home, ".openclaw"), directory);
    try {
      await use(home);
    } finally {
      chmodSync(join(home, ".openclaw"), 0o755);
    }
  });

test.skipIf(!canSwitch)("in a directory of one's own a read-only file is left alone, as a careful editor would", () =>
  withModes(0o755, 0o444, (home) => {
    const { code, stderr } = runAsUser(SET, home);
    expect([code, stderr]).toEqual([
      73,
      `error: ~/.openclaw/openclaw.json cannot be changed: permission denied\n${HINT}\n\n${DIFF}`,
    ]);
    expect(readFileSync(join(home, CONFIG), "utf8")).toBe(TEXT);
  }),
);

const HINT = "hint: make this change by hand, or where the file comes from";

test.skipIf(!canSwitch)("a read-only directory is 73 with the change, and nothing is changed", () =>
  withModes(0o555, 0o644, async (home) => {
    const before = await snapshot(home);
    const { stderr, ...outcome } = runAsUser(SET, home);
    expect(outcome).toEqual({ code: 73, stdout: "" });
    expect(stderr).toStartWith("error: ~/.openclaw/openclaw.json cannot be changed: ");
    expect(stderr).toEndWith(`\n\n${DIFF}`);
    const { error } = JSON.parse(runAsUser([...SET, "--json"], home).stdout);
    expect(error.diffs.map(({ diff }: { diff: string }) => `${diff.replaceAll(home, "~")}\n`)).toEqual([DIFF]);
    expect(await snapshot(home)).toEqual(before);
  }),
);

test.skipIf(!canSwitch)("there, too, what is as wanted is no trouble, and a dry run shows the change", () =>
  withModes(0o555, 0o444, async (home) => {
    expect(runAsUser(["models", "fallbacks", "clear"], home).code).toBe(0);
    expect(runAsUser([...SET, "--dry-run"], home).stdout).toEndWith(`\n\n${DIFF}`);
  }),
);

test.each(["OPENCLAW_CONFIG_READONLY", "OPENCLAW_NIX_MODE"])(
  "%s=1 is 73 with the change, and nothing is changed",
  (name) =>
    withFolder({ [CONFIG]: TEXT }, async (home) => {
      const run = withoutHome(runBinary(SET, { home, variables: { [name]: "1" } }), home);
      const said = `error: ~/.openclaw/openclaw.json cannot be changed: ${name} is set\n${HINT}\n\n${DIFF}`;
      expect(run).toEqual({ code: 73, stdout: "", stderr: said });
      expect(readFileSync(join(home, CONFIG), "utf8")).toBe(TEXT);
      expect(readdirSync(join(home, ".openclaw")).filter((entry) => !entry.endsWith(".lock"))).toEqual([
        "openclaw.json",
      ]);
    }),
);

test.each(["OPENCLAW_CONFIG_READONLY", "OPENCLAW_NIX_MODE"])("%s=1 makes no directory either", (name) =>
  withFolder({}, async (home) => {
    expect(runBinary(SET, { home, variables: { [name]: "1" } }).code).toBe(73);
    expect(readdirSync(home)).toEqual([]);
  }),
);

test.skipIf(!canSwitch)("a system that forbids writing says so, also where the directory is read-only", () =>
  withModes(0o555, 0o444, (home) => {
    const { code, stderr } = runAsUser(SET, home, { OPENCLAW_NIX_MODE: "1" });
    expect([code, stderr]).toEqual([
      73,
      `error: ~/.openclaw/openclaw.json cannot be changed: OPENCLAW_NIX_MODE is set\n${HINT}\n\n${DIFF}`,
    ]);
  }),
);

const canMount =
  process.platform === "linux" &&
  Bun.spawnSync(["unshare", "-m", "sh", "-c", "mount --bind /etc/hostname /etc/hostname"]).success;

test.skipIf(!canMount)("a config that is mounted by itself is 73 with the change (needs the right to mount)", () =>
  withFolder({ [CONFIG]: "{}", mine: TEXT }, (home) => {
    const script = `mount --bind "$HOME/mine" "$HOME/${CONFIG}" && exec "$0" "$@"`;
    const env = { HOME: home, PATH: "/usr/bin:/bin:/usr/sbin:/sbin" };
    const run = withoutHome(
      runProgram(["unshare", "-m", "sh", "-c", script, BINARY, ...SET], { cwd: home, env }),
      home,
    );
    const reason = "it is mounted by itself, so it cannot be replaced";
    const stderr = `error: ~/.openclaw/openclaw.json cannot be changed: ${reason}\n${HINT}\n\n${DIFF}`;
    expect(run).toEqual({ code: 73, stdout: "", stderr });
    expect(readFileSync(join(home, "mine"), "utf8")).toBe(TEXT);
    expect(readdirSync(join(home, ".openclaw")).filter((entry) => entry.includes(".tmp"))).toEqual([]);
  }),
);

test.skipIf(!canMount)(
  "on a full disk it is 73 with the change, and nothing is changed (needs the right to mount)",
  () =>
    withFolder({ mine: TEXT, ".openclaw/none": "" }, (home) => {
      const disk = `mount -t tmpfs -o size=64k tmpfs "$HOME/.openclaw" && cp "$HOME/mine" "$HOME/${CONFIG}"`;
      const fill = `dd if=/dev/zero of="$HOME/.openclaw/fill" bs=4k 2>/dev/null`;
      const script = `${disk} && { ${fill}; "$0" "$@"; code=$?; cat "$HOME/${CONFIG}"; exit $code; }`;
      const env = { HOME: home, PATH: "/usr/bin:/bin:/usr/sbin:/sbin" };
      const run = runProgram(["unshare", "-m", "sh", "-c", script, BINARY, ...SET], { cwd: home, env });
      const said =
        "error: ~/.openclaw/openclaw.json cannot be changed: the disk is full\nhint: make room: `df -h ~/.openclaw`";
      expect(withoutHome(run, home)).toEqual({ code: 73, stdout: TEXT, stderr: `${said}\n\n${DIFF}` });
    }),
);
