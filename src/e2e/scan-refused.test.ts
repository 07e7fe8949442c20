import { afterAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { snapshot } from "../testing/binary.ts";
import { works } from "../testing/openrouter.ts";
import { inHome, KEY, RECORDED, startOpenRouter } from "../testing/scan-server.ts";

const { stop, asked, serve, scan } = await startOpenRouter();
afterAll(stop);

test.each([
  ["cut off", RECORDED.slice(0, 300_000), "it is cut off, or no JSON"],
  ["without an end", Buffer.alloc(17 * 1024 * 1024, " "), "it has no end"],
  ["of another type", '{"data":{"free":true}}', "there is no list in it"],
  ["empty", '{"data":[]}', "the list is empty"],
  ["a page", "<!doctype html><title>Sign in</title>", "it is a page, not a list"],
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
      message: `error: what openrouter.ai gives is no list of models: ${why}`,
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
