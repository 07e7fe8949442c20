import { expect, test } from "bun:test";
import { type Content, HOME } from "../testing/disk.ts";
import { createFakeEnv, type World } from "../testing/env.ts";
import { cachePath, readCache, writeCache } from "./cache.ts";

test.each<[string, World, string]>([
  ["linux", {}, `${HOME}/.cache/openclaw-cli/x.json`],
  ["linux", { variables: { XDG_CACHE_HOME: "/xdg" } }, "/xdg/openclaw-cli/x.json"],
  ["linux", { variables: { XDG_CACHE_HOME: "not/absolute" } }, `${HOME}/.cache/openclaw-cli/x.json`],
  ["darwin", { variables: { XDG_CACHE_HOME: "/xdg" } }, "/xdg/openclaw-cli/x.json"],
  ["darwin", {}, `${HOME}/Library/Caches/openclaw-cli/x.json`],
])("on %s with %j a cache stands at %s", (platform, world, path) => {
  const { env } = createFakeEnv({ ...world, platform: platform as NodeJS.Platform });
  expect(cachePath(env, "x.json")).toBe(path);
});

test.each<[Content, unknown]>([
  ['{"version":2,"a":1}', { version: 2, a: 1 }],
  ['{"version":1,"a":1}', undefined],
  ['{"version":"2"}', undefined],
  ["null", undefined],
  ["2", undefined],
  ['{"version":2', undefined],
  ["", undefined],
  [{ unreadable: "it is not UTF-8" }, undefined],
])("a cache with %j gives %j", async (content, fields) => {
  const { env } = createFakeEnv({ files: { "~/.cache/openclaw-cli/x.json": content } });
  expect(await readCache(env, "x.json", 2)).toEqual(fields as never);
});

test("what is kept is read again, stands there in ASCII, and what cannot be kept is said", async () => {
  const { env, files } = createFakeEnv({});
  const fields = { a: [1], name: 'Qwen – 通义 🦞 \u001b[31m\u007f\u2028 "\\' };
  expect(await writeCache(env, "x.json", 3, fields)).toBeUndefined();
  expect(await readCache(env, "x.json", 3)).toEqual({ version: 3, ...fields });
  expect(String(files.get(cachePath(env, "x.json")))).toMatch(/^[ -~]+\n$/);
  const full = createFakeEnv({ readOnly: "the disk is full" });
  expect(await writeCache(full.env, "x.json", 3, {})).toBe(
    `${HOME}/.cache/openclaw-cli/x.json cannot be written: the disk is full`,
  );
});
