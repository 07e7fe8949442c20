import { afterAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { works } from "../testing/openrouter.ts";
import { inHome, KEY, RECORDED, startOpenRouter } from "../testing/scan-server.ts";

const { online, stop, asked, serve, scan } = await startOpenRouter();
afterAll(stop);

test.each([
  ["cut off", RECORDED.slice(0, 300_000), "gave no list of models: it is cut off, or no JSON"],
  ["without an end", Buffer.alloc(17 * 1024 * 1024, " "), "is larger than 16 MB"],
  ["of another type", '{"data":{"free":true}}', "gave no list of models: there is no list in it"],
  ["empty", '{"data":[]}', "gave no list of models: the list is empty"],
  ["a page", "<!doctype html><title>Sign in</title>", "gave no list of models: it is a page, not a list"],
])("a list that is %s is one sentence and 69; the kept list and the config stay as they were", (_, list, why) =>
  inHome(async (home) => {
    await serve(RECORDED, works);
    expect((await scan(home, "--no-probe")).code).toBe(0);
    const before = await snapshot(home);
    await serve(list, works);
    const { code, stdout, stderr } = await scan(home, "--yes");
    expect({ code, stdout, message: stderr.split("\n")[0], asked }).toEqual({
      code: 69,
      stdout: "",
      message: `error: https://openrouter.ai/api/v1/models ${why}`,
      asked: [],
    });
    expect(await snapshot(home)).toEqual(before);
  }),
);

test("no eight characters of the key are shown or kept, whatever the models say", () =>
  inHome(async (home) => {
    await serve(RECORDED, (id) => [400, { error: { message: `the key ${KEY} of ${id} is wrong`, code: 400 } }]);
    const runs = [
      await scan(home, "--yes"),
      await scan(home, "--json"),
      await scan(home, "--recheck"),
      await scan(home, "--offline"),
    ];
    const kept = [...new Bun.Glob("**/*").scanSync({ cwd: home, dot: true, onlyFiles: true })];
    const texts = [
      ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
      ...kept.map((path) => readFileSync(join(home, path), "utf8")),
    ];
    const fragments = Array.from({ length: KEY.length - 16 }, (_, at) => KEY.slice(9 + at, 17 + at));
    expect(fragments.filter((fragment) => texts.some((text) => text.includes(fragment)))).toEqual([]);
    expect(kept.toSorted()).toEqual([".cache/openclaw-cli/free-models.json", ".openclaw/openclaw.json"]);
  }));

test("no eight characters of a secret of the config, beside the lines that change or as the key itself", async () => {
  const secrets = {
    provider: "Pv7Mn2Bx8Cz5LdKfJgHyRt",
    header: "Hd4Gf9TjQe6WsUa1VoIpZk",
    named: "Na9Me2Dv5Ar8Pl1Ok4Ij7Uh0",
  };
  const config = `{
  agents: { defaults: {
    memorySearch: { remote: { apiKey: "${secrets.provider}" } },
    model: { primary: "openai/gpt-5.2", fallbacks: ["openrouter/qwen/qwen3-coder:free"] },
    sandbox: { docker: { env: { KEY: "${secrets.named}" } } },
  } },
  models: { providers: { openrouter: {
    baseUrl: "https://openrouter.ai/api/v1", apiKey: "${KEY}", headers: { "X-Key": "${secrets.header}" }, models: [],
  } } },
}`;
  await withFolder({ ".openclaw/openclaw.json": config }, async (home) => {
    await serve(RECORDED, works);
    const variables = { ...online, OPENROUTER_API_KEY: "" };
    const options = [["--yes", "--dry-run"], ["--yes"], ["--yes", "--json"], ["--recheck"]];
    const texts: string[] = [];
    for (const words of options) {
      const run = await runBinaryBeside(["models", "scan", "--concurrency", "10", ...words], { home, variables });
      expect([words, run.code]).toEqual([words, 0]);
      texts.push(run.stdout, run.stderr);
    }
    const kept = [...new Bun.Glob("**/*").scanSync({ cwd: join(home, ".cache"), dot: true, onlyFiles: true })];
    texts.push(...kept.map((path) => readFileSync(join(home, ".cache", path), "utf8")));
    const fragments = [KEY.slice(9), ...Object.values(secrets)].flatMap((secret) =>
      Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)),
    );
    expect(fragments.filter((fragment) => texts.some((text) => text.includes(fragment)))).toEqual([]);
  });
});
