import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../testing/binary.ts";
import { lockedStore } from "./store-lock.ts";

const never = async () => "never";

test("who waits for OpenClaw's own lock is told, and gives up when that is said, or when it takes too long", () =>
  withFolder({}, async (folder) => {
    const path = join(folder, "auth-profiles.json");
    mkdirSync(`${path}.lock`);
    const stop = new AbortController();
    const wait = { timeoutMs: 9000, onBusy: () => stop.abort(), signal: stop.signal };
    await expect(lockedStore(path, never, wait)).rejects.toMatchObject({ code: "cancelled" });
    await expect(lockedStore(path, never, { timeoutMs: 20, onBusy() {} })).rejects.toMatchObject({
      code: "store_locked",
      message: `OpenClaw has been changing ${path} for 0.02 seconds`,
    });
  }));

test("a store whose folder cannot be made is refused in one sentence", () =>
  withFolder({}, async (folder) => {
    writeFileSync(join(folder, "file"), "");
    const path = join(folder, "file", "auth-profiles.json");
    await expect(lockedStore(path, never)).rejects.toMatchObject({
      code: "file_unwritable",
      message: `${path} cannot be changed: its lock ${join(folder, "file", ".auth-profiles.json.lock")} cannot be opened`,
    });
  }));
