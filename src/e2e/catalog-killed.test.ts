import { expect, test } from "bun:test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modelsDev } from "../testing/api.ts";
import { BINARY, runBinary, runProgram, snapshot, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";

const FOLDER = ".cache/openclaw-cli";
const canTrace = process.platform === "linux" && Bun.which("strace") !== null;
const OLD = modelsDev({ a: 1 });
const NEW = modelsDev({ a: 2, b: 2 });
const REFRESH = ["models", "refresh", "--from", "api.json"];
const CATALOG = join(FOLDER, "catalog.tsv");

/** The calls of a write, in their order, and which catalog is there when the writer dies at the beginning of each. */
test.skipIf(!canTrace).each([
  ["fsync:when=1", "1"],
  ["rename:when=1", "1"],
  ["fsync:when=2", "2"],
])("killed at the beginning of %s, the catalog is the old or the new one, whole (needs strace)", (call, context) =>
  withFolder({ "api.json": OLD }, (home) => {
    expect(runBinary(REFRESH, { home }).code).toBe(0);
    writeFileSync(join(home, "api.json"), NEW);
    const [name, when] = call.split(":");
    const inject = ["strace", "-f", "-qq", "-o", join(home, "trace"), "-e", `inject=${name}:signal=SIGKILL:${when}`];
    const env = { HOME: home, PATH: "/usr/bin:/bin" };
    runProgram([...inject, BINARY, ...REFRESH], { cwd: home, env });
    expect(readFileSync(join(home, "trace"), "utf8")).toContain("killed by SIGKILL");
    const { document, stderr } = explain(home);
    expect([document.catalog.contextWindow, stderr]).toEqual([Number(context), ""]);
    expect(runBinary(REFRESH, { home }).code).toBe(0);
    expect(explain(home).document.catalog.contextWindow).toBe(2);
    expect(readdirSync(join(home, FOLDER))).toEqual(["catalog.tsv"]);
  }),
);

function explain(home: string): { document: { catalog: { contextWindow: number } }; stderr: string } {
  const { stdout, stderr } = runBinary(["models", "explain", "acme/a", "--json"], { home });
  return { document: JSON.parse(stdout), stderr };
}

test("Control-C while it waits for the answer is 130, and leaves the catalog as it was", () =>
  withFolder({ "api.json": OLD }, async (home) => {
    runBinary(REFRESH, { home });
    const before = await snapshot(home);
    const { proxy, stop } = await startProxy();
    const asked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    await proxy.forAnyRequest().thenCallback(async () => {
      asked.resolve();
      await over.promise;
      return { statusCode: 200, body: NEW };
    });
    const child = Bun.spawn([BINARY, "models", "refresh", "--from", `http://127.0.0.1:${proxy.port}/api.json`], {
      cwd: home,
      env: { HOME: home, PATH: "/usr/bin:/bin" },
      stderr: "pipe",
    });
    await asked.promise;
    child.kill("SIGINT");
    expect([await child.exited, await new Response(child.stderr).text()]).toEqual([
      130,
      "error: cancelled\nhint: nothing was changed\n",
    ]);
    expect(await snapshot(home)).toEqual(before);
    expect(CATALOG in before).toBe(true);
    over.resolve();
    await stop();
  }));
