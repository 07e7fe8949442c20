import { expect, test } from "bun:test";
import { join } from "node:path";
import { withFolder } from "../testing/binary.ts";
import { locked } from "./lock.ts";

test("whoever waits for a lock lets the rest of the program go on, also who holds it", () =>
  withFolder({}, async (folder) => {
    const path = join(folder, "file");
    const done: string[] = [];
    const holds = Promise.withResolvers<void>();
    const may = Promise.withResolvers<void>();
    const first = locked(path, async () => {
      holds.resolve();
      await may.promise;
      done.push("first");
    });
    await holds.promise;
    const second = locked(path, async () => void done.push("second"));
    // Not a step of the first one would be made, if the second one held up the whole program.
    setTimeout(may.resolve, 1);
    await Promise.all([first, second]);
    expect(done).toEqual(["first", "second"]);
  }));

test("who waits is asked once, and gives up when that is said, or when it takes too long", () =>
  withFolder({}, async (folder) => {
    const path = join(folder, "file");
    await locked(path, async () => {
      const stop = new AbortController();
      let busy = 0;
      const onBusy = () => {
        busy++;
        stop.abort();
      };
      const work = async () => "never";
      await expect(locked(path, work, { timeoutMs: 9000, onBusy, signal: stop.signal })).rejects.toMatchObject({
        code: "cancelled",
      });
      await expect(locked(path, work, { timeoutMs: 20, onBusy })).rejects.toMatchObject({
        code: "store_locked",
        message: `another process has been changing ${path} for 0.02 seconds`,
      });
      expect(busy).toBe(2);
    });
  }));
