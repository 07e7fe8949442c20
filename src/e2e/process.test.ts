import { expect, test } from "bun:test";
import { chmodSync, copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { BINARY, runBinary, runProgram, withFolder } from "../testing/binary.ts";

const shell = (script: string, home: string, variables: Record<string, string> = {}) =>
  runProgram(["bash", "-c", script], {
    cwd: home,
    env: { HOME: home, PATH: "/usr/bin:/bin", BIN: BINARY, ...variables },
  });

test("--version names the version of package.json", () =>
  withFolder({}, (home) => {
    expect(runBinary(["--version"], { home })).toEqual({
      code: 0,
      stdout: `openclaw ${packageJson.version}\n`,
      stderr: "",
    });
  }));

test("a reader that has seen enough ends it quietly with 0", () =>
  withFolder({}, (home) => {
    const script = '"$BIN" models list --all | head -1 >/dev/null; echo "${PIPESTATUS[0]}"';
    expect(shell(script, home)).toEqual({ code: 0, stdout: "0\n", stderr: "" });
  }));

test("a slow reader gets everything", () =>
  withFolder({}, (home) => {
    const fast = shell('"$BIN" models list --all --json | wc -c', home);
    const slow = shell('"$BIN" models list --all --json | { read -r first; read -r -t 0.3 <> <(:); wc -c; }', home);
    expect(Number(fast.stdout)).toBe(Number(slow.stdout) + "{\n".length);
  }));

test("an unknown command goes to the next program of the same name in PATH, arguments and exit code included", () =>
  withFolder({ "real/openclaw": '#!/bin/sh\necho "real:$*"\nexit 7\n' }, (home) => {
    chmodSync(join(home, "real/openclaw"), 0o755);
    const variables = { PATH: `${join(BINARY, "..")}:${home}/real:/usr/bin:/bin` };
    const { code, stdout } = runBinary(["gateway", "run", "--port", "1"], { home, variables });
    expect({ code, stdout }).toEqual({ code: 7, stdout: "real:gateway run --port 1\n" });
  }));

test("an earlier program, a link to itself, or one in a relative entry of PATH is not run", () =>
  withFolder({ "real/openclaw": "#!/bin/sh\necho real\n" }, (home) => {
    chmodSync(join(home, "real/openclaw"), 0o755);
    symlinkSync(BINARY, join(home, "openclaw"));
    for (const path of [`${home}/real:${join(BINARY, "..")}`, `${join(BINARY, "..")}:${home}`, "real"]) {
      expect(runBinary(["gateway"], { home, variables: { PATH: path } }).code).toBe(64);
    }
  }));

test("a wrapper of our name that starts us again is not run a second time", () =>
  withFolder({ "wrap/openclaw": '#!/bin/sh\necho wrapped >>"$HOME/runs"\nexec "$BIN" "$@"\n' }, async (home) => {
    chmodSync(join(home, "wrap/openclaw"), 0o755);
    const variables = { PATH: `${join(BINARY, "..")}:${home}/wrap:/usr/bin:/bin`, BIN: BINARY };
    expect(runBinary(["gateway", "run"], { home, variables })).toEqual({
      code: 64,
      stdout: "",
      stderr: "error: `openclaw gateway` is no command\nhint: see `openclaw --help`\n",
    });
    expect(await Bun.file(join(home, "runs")).text()).toBe("wrapped\n");
  }));

const isLinux = process.platform === "linux";
const FULL_DISK = "error: the answer cannot be written: the system refuses\nhint: check where the output goes\n";

test.skipIf(!isLinux).each(["models", "models list --all", "--help"])("`%s > /dev/full` is no bug of ours", (line) =>
  withFolder({}, (home) => {
    expect(shell(`"$BIN" ${line} >/dev/full`, home)).toEqual({ code: 73, stdout: "", stderr: FULL_DISK });
  }),
);

test.skipIf(!isLinux)("nor is it in JSON, where stderr says it instead", () =>
  withFolder({}, (home) => {
    expect(shell('"$BIN" models --json >/dev/full', home)).toMatchObject({ code: 73, stderr: FULL_DISK });
  }),
);

test.skipIf(!isLinux)("`--version > /dev/full` is no success", () =>
  withFolder({}, (home) => {
    expect(shell('"$BIN" --version >/dev/full', home).code).toBe(73);
  }),
);

test.skipIf(!isLinux).each([
  ["a full disk", '"$BIN" LINE 2>/dev/full'],
  ["no stderr", '"$BIN" LINE 2>&-'],
  ["a reader who has gone", 'exec 3> >(:); wait $!; "$BIN" LINE 2>&3'],
])("%s where the warnings go costs no answer", (_, script) =>
  withFolder({}, (home) => {
    // Offline, a warning comes before the list.
    const line = "models list --refresh --offline --plain";
    const answer = { code: 0, stdout: "anthropic/claude-opus-4-6\n", stderr: "" };
    expect(shell(script.replace("LINE", line), home)).toEqual(answer);
  }),
);

test("without a TMPDIR it answers all the same", () =>
  withFolder({}, (home) => {
    expect(runBinary(["models", "status", "--plain"], { home, variables: { TMPDIR: "/nonexistent" } })).toEqual({
      code: 0,
      stdout: "anthropic/claude-opus-4-6\n",
      stderr: "",
    });
  }));

test("a copy under another path and name answers alike", () =>
  withFolder({}, (home) => {
    copyFileSync(BINARY, join(home, "oc"));
    const { stdout } = runProgram([join(home, "oc"), "models", "status", "--plain"], {
      cwd: home,
      env: { HOME: home },
    });
    expect(stdout).toBe("anthropic/claude-opus-4-6\n");
  }));
