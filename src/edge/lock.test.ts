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
