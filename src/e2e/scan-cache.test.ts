import { afterAll, expect, test } from "bun:test";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runBinaryBeside, withFolder } from "../testing/binary.ts";
import { works } from "../testing/openrouter.ts";
import { RECORDED, startOpenRouter } from "../testing/scan-server.ts";

const CACHE = ".cache/openclaw-cli/free-models.json";
const { stop, serve, scan } = await startOpenRouter();
afterAll(stop);

const modelsIn = (home: string) => {
  const { models } = JSON.parse(readFileSync(join(home, CACHE), "utf8")) as { models: { id: string }[] };
  return models.length;
};

test("eight scans at once are silent, and leave a whole list that its owner alone reads", () =>
  withFolder({}, async (home) => {
    await serve(RECORDED, works);
    const runs = await Promise.all(Array.from({ length: 8 }, () => scan(home, "--no-probe")));
    expect(runs.filter(({ code, stderr }) => code !== 0 || stderr !== "")).toEqual([]);
    expect([modelsIn(home), statSync(join(home, CACHE)).mode & 0o777]).toEqual([29, 0o600]);
  }));

test("a list of bytes that are no text is replaced by the next scan, without a word", () =>
  withFolder({ [CACHE]: "" }, async (home) => {
    await Bun.write(join(home, CACHE), new Uint8Array([0x7b, 0xff, 0xfe]));
    expect((await runBinaryBeside(["models", "scan", "--offline"], { home, variables: {} })).code).toBe(69);
    await serve(RECORDED, works);
    const { code, stderr } = await scan(home, "--no-probe");
    expect([code, stderr, modelsIn(home)]).toEqual([0, "", 29]);
  }));
