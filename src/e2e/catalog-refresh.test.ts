import { afterAll, expect, test } from "bun:test";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { modelsDev } from "../testing/api.ts";
import { type Run, runBinary, runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";
import { startRawServer } from "../testing/raw-server.ts";

const raw = startRawServer();
const { proxy, network, stop } = await startProxy();

afterAll(async () => {
  raw.stop();
  await stop();
});

const CACHE = ".cache/openclaw-cli/catalog.tsv";
const CONFIG = '{ agents: { defaults: { model: "acme/a" } } } // mine\n';
const HOME = { ".openclaw/openclaw.json": CONFIG };

/** Runs it as if the proxy were the whole network. */
const refresh = (home: string, more: readonly string[] = []): Promise<Run> =>
  runBinaryBeside(["models", "refresh", ...more], { home, variables: network });

async function answerAll(body: string | Buffer, headers: Record<string, string> = {}): Promise<void> {
  await proxy.reset();
  await proxy.forGet("https://models.dev/api.json").thenReply(200, body, headers);
}

test("models.dev itself is asked by its name, and what it says is used from then on", () =>
  withFolder(HOME, async (home) => {
    await answerAll(modelsDev({ a: 4000 }));
    const first = await refresh(home, ["--json"]);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(JSON.parse(first.stdout)).toMatchObject({
      refreshed: true,
      added: 1,
      removed: 0,
      before: { builtIn: true },
    });
    expect(statSync(join(home, CACHE)).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, ".cache/openclaw-cli")).mode & 0o777).toBe(0o700);
    expect(runBinary(["models", "list"], { home }).stdout).toContain("acme/a  text        4k");
    await answerAll(modelsDev({ a: 8000, b: 1 }));
    const second = await refresh(home);
    expect([second.code, second.stderr]).toEqual([0, ""]);
    expect(second.stdout).toEndWith("\nYour models\nacme/a  context 4k → 8k\n");
    await answerAll(modelsDev({ b: 1 }));
    expect((await refresh(home, ["--plain"])).stdout).toBe("acme/a withdrawn - -\n");
    expect(runBinary(["models", "status"], { home }).stdout).toContain("acme/a (the default) has been withdrawn");
    expect(Object.keys(await snapshot(home)).toSorted()).toEqual([CACHE, ".openclaw/openclaw.json"]);
  }));

test("a compressed answer counts by what comes out of it", () =>
  withFolder(HOME, async (home) => {
    const gzip = { "content-encoding": "gzip" };
    await answerAll(Buffer.from(Bun.gzipSync(Buffer.from(modelsDev({ a: 4000 })))), gzip);
    expect((await refresh(home)).code).toBe(0);
    const before = await snapshot(home);
    await answerAll(Buffer.from(Bun.gzipSync(Buffer.alloc(40 * 1024 * 1024, " "))), gzip);
    const { code, stdout, stderr } = await refresh(home);
    expect([code, stdout, stderr.split("\n")[0]]).toEqual([
      69,
      "",
      "error: https://models.dev/api.json is larger than 32 MB",
    ]);
    expect(await snapshot(home)).toEqual(before);
  }));

const good = modelsDev({ a: 9 });
test.each([
  ["", "is empty"],
  [good.slice(0, 40), "is no JSON, or not all of it"],
  ["<!doctype html><html>Sign in</html>", "is a web page, not a catalog"],
  [good.replace('"context":9', '"context":"9"'), "acme.models.a.limit.context is not what it was"],
])("the body %j is refused, and neither cache nor config is touched", (body, said) =>
  withFolder(HOME, async (home) => {
    await answerAll(modelsDev({ a: 4000 }));
    await refresh(home);
    const before = await snapshot(home);
    await answerAll(body);
    const { code, stdout, stderr } = await refresh(home);
    expect([code, stdout]).toEqual([69, ""]);
    expect(stderr.split("\n")[0]).toEndWith(said);
    expect(await snapshot(home)).toEqual(before);
  }),
);

test.each([
  ["flood", "is larger than 32 MB"],
  ["reset", "gave no catalog: the connection was reset"],
  ["reset-body", "gave no catalog: the connection was reset"],
  ["redirect", "redirects to 127.0.0.2:9"],
  ["redirect-circle", "redirects in circles"],
  ["redirect-file", "redirects to no web address"],
  ["redirect-broken", "redirects to no web address"],
  ["no-http", "gave no catalog: what answers there does not speak HTTP"],
  ["500", "gave no catalog: HTTP 500"],
])("a server of this machine that does `%s` is refused in one sentence", (name, said) =>
  withFolder(HOME, async (home) => {
    const before = await snapshot(home);
    const address = `http://127.0.0.1:${raw.port}/x/${name}/`;
    const { code, stderr } = await runBinaryBeside(["models", "refresh", "--from", `${address}?key=secret`], { home });
    expect(code).toBe(69);
    expect(stderr.split("\n")[0]?.replace(/; the catalog of \S+ stays in use$/, "")).toBe(`error: ${address} ${said}`);
    expect(stderr).not.toContain("secret");
    expect(await snapshot(home)).toEqual(before);
  }),
);

test("a cache of any bytes is replaced, and whatever stands there no command fails", () =>
  withFolder({ ...HOME, "api.json": modelsDev({ a: 4000 }), [CACHE]: Uint8Array.of(0xff, 0xfe, 0, 0x1b) }, (home) => {
    const before = runBinary(["models", "list"], { home });
    expect([before.code, before.stderr]).toEqual([0, expect.stringContaining("cannot be used: it is damaged")]);
    const { code, stderr } = runBinary(["models", "refresh", "--from", "api.json"], { home });
    expect([code, stderr]).toEqual([0, ""]);
    expect(runBinary(["models", "list"], { home })).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(home, ".openclaw/openclaw.json"), "utf8")).toBe(CONFIG);
  }));
