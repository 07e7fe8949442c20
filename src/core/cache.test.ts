import { expect, test } from "bun:test";
import { HOME } from "../testing/disk.ts";
import { createFakeEnv } from "../testing/env.ts";
import { readCache, writeCache } from "./cache.ts";

const PATH = `${HOME}/.cache/openclaw-cli/x.json`;

test("what is kept comes back as it was, and stands there in ASCII", async () => {
  const { env, files } = createFakeEnv({});
  const fields = { name: 'Qwen – 通义 🦞 \u001b[31m\u007f\u2028 "\\', amount: 1.5, none: null };
  expect(await writeCache(env, "x.json", 3, fields)).toBe(undefined);
  expect(String(files.get(PATH))).toMatch(/^[ -~]+\n$/);
  expect(await readCache(env, "x.json", 3)).toEqual({ version: 3, ...fields });
  expect(await readCache(env, "x.json", 4)).toBe(undefined);
});

test.each(["", "null", "[]", "{", '{"version":2}'])("%j counts as nothing kept", async (text) => {
  expect(await readCache(createFakeEnv({ files: { [PATH]: text } }).env, "x.json", 3)).toBe(undefined);
});
