import { expect, test } from "bun:test";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../testing/binary.ts";
import { files } from "./files.ts";

const SHORT = "{ short: true }\n";
const LONG = `{ long: "${"x".repeat(5000)}" }\n`;

const NAME = "a file that is replaced by %s one while it is read is the old one or the new one, never a part";

test.each([["a shorter", LONG, SHORT]])(NAME, expectWhole);
test.each([["a longer", SHORT, LONG]])(NAME, expectWhole);

async function expectWhole(_: string, old: string, now: string): Promise<void> {
  await withFolder({}, async (folder) => {
    const path = join(folder, "file");
    const seen = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      writeFileSync(path, old);
      writeFileSync(`${path}.new`, now);
      const reading = files.read(path);
      renameSync(`${path}.new`, path);
      const read = await reading;
      seen.add(read.kind === "text" ? read.text : read.kind);
    }
    expect([...seen].filter((text) => text !== old && text !== now)).toEqual([]);
  });
}
