import { afterAll, expect, test } from "bun:test";
import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writer } from "./writer.ts";

const folder = mkdtempSync(join(tmpdir(), "openclaw-writer-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a cache that is a link is replaced itself, and what it leads to stays", async () => {
  const [precious, path] = [join(folder, "precious"), join(folder, "cache.json")];
  writeFileSync(precious, "precious");
  symlinkSync(precious, path);
  expect(await writer.replace([{ path, text: "new", isCache: true }])).toEqual({ kind: "written" });
  expect([readFileSync(precious, "utf8"), readFileSync(path, "utf8"), lstatSync(path).isFile()]).toEqual([
    "precious",
    "new",
    true,
  ]);
});

test.skipIf(process.platform === "win32").each([{ isCache: true as const }, {}])(
  "no device and no pipe is ever replaced by a file (%j)",
  async (kind) => {
    const path = join(folder, `pipe-${Object.keys(kind).length}`);
    Bun.spawnSync(["mkfifo", path]);
    expect(await writer.replace([{ path, text: "new", ...kind }])).toEqual({
      kind: "refused",
      path,
      reason: "it is not a regular file",
    });
    expect(lstatSync(path).isFIFO()).toBe(true);
  },
);

test.skipIf(process.platform === "win32")("a file that holds secrets is its owner's alone from then on", async () => {
  const path = join(folder, "secrets.json");
  for (const [more, mode] of [
    [{ keepsNoBackup: true as const }, 0o600],
    [{}, 0o664],
  ] as const) {
    writeFileSync(path, "old");
    chmodSync(path, 0o664);
    await writer.replace([{ path, before: "old", text: "new", ...more }]);
    expect(statSync(path).mode & 0o777).toBe(mode);
  }
});

test("room for more is asked for, and nothing of it is left in the file", async () => {
  const path = join(folder, "room.json");
  writeFileSync(path, "{ä}");
  expect(await writer.replace([{ path, before: "{ä}", text: "{ä}", roomBytes: 100_000 }])).toEqual({ kind: "written" });
  expect(readFileSync(path, "utf8")).toBe("{ä}");
});
