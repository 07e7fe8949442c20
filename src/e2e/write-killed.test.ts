import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY, runBinary, runProgram, withFolder } from "../testing/binary.ts";

const CONFIG = ".openclaw/openclaw.json";
/** As many rounds as the parallel test has, eight kills in each. */
const KILLS = 8 * Number(process.env["OPENCLAW_TEST_ROUNDS"] ?? 5);
const OLD = '{ agents: { defaults: { model: "openai/gpt-5.1" } } } // mine\n';
const NEW = OLD.replace('"openai/gpt-5.1"', '{ primary: "openai/gpt-5.2" }');
const IMAGE = ', imageModel: { primary: "openai/gpt-5-mini" } } } } // mine\n';
const SET = ["models", "set", "openai/gpt-5.2"];

const litter = (home: string) => readdirSync(join(home, ".openclaw")).filter((name) => name.includes(".tmp"));

/** After a kill: the file is the old or the new one, and the next write works at once and leaves no litter. */
function expectWhole(home: string): string {
  const path = join(home, CONFIG);
  const text = readFileSync(path, "utf8");
  expect([OLD, NEW]).toContain(text);
  const startedMs = performance.now();
  const { code, stderr } = runBinary(["models", "set-image", "openai/gpt-5-mini"], { home });
  expect([code, stderr, litter(home)]).toEqual([0, "", []]);
  // Far less than the ten seconds for which a lock is waited for.
  expect(performance.now() - startedMs).toBeLessThan(5000);
  expect(readFileSync(path, "utf8")).toBe(text.replace(" } } } // mine\n", IMAGE));
  return text;
}

test(
  `killed at ${KILLS} random points, a writer leaves the old file or the new one`,
  () =>
    withFolder({ [CONFIG]: OLD }, async (home) => {
      const env = { HOME: home, PATH: "/usr/bin:/bin" };
      const startedMs = performance.now();
      runBinary([...SET, "--dry-run"], { home });
      const usualMs = performance.now() - startedMs;
      for (let kill = 0; kill < KILLS; kill += 1) {
        writeFileSync(join(home, CONFIG), OLD);
        const child = Bun.spawn([BINARY, ...SET], {
          cwd: home,
          env,
          stdin: "ignore",
          stdout: "ignore",
          stderr: "ignore",
        });
        const timer = setTimeout(() => child.kill("SIGKILL"), Math.random() * usualMs * 1.5);
        await child.exited;
        clearTimeout(timer);
        expectWhole(home);
      }
    }),
  KILLS * 2000,
);

/** The calls of a write, in their order, and what the file is when the writer dies at the beginning of each. */
const POINTS: readonly (readonly [call: string, left: string, litters: boolean])[] = [
  ["fsync:when=1", OLD, true],
  ["chmod:when=1", OLD, true],
  ["fchmod:when=1", OLD, true],
  ["rename:when=1", OLD, true],
  ["rename:when=2", OLD, true],
  ["fsync:when=2", NEW, false],
  ["unlink:when=1", NEW, false],
];
const canTrace = process.platform === "linux" && Bun.which("strace") !== null;

describe("killed at the beginning of", () => {
  test.skipIf(!canTrace).each(POINTS)("%s (needs strace)", (call, left, litters) =>
    withFolder({ [CONFIG]: OLD }, (home) => {
      const [name, when] = call.split(":");
      const inject = ["strace", "-f", "-qq", "-o", join(home, "trace"), "-e", `inject=${name}:signal=SIGKILL:${when}`];
      const env = { HOME: home, PATH: "/usr/bin:/bin" };
      runProgram([...inject, BINARY, ...SET], { cwd: home, env });
      expect(readFileSync(join(home, "trace"), "utf8")).toContain("killed by SIGKILL");
      expect(litter(home).length > 0).toBe(litters);
      expect(expectWhole(home)).toBe(left);
    }),
  );
});
