import { expect, test } from "bun:test";
import { createCatalog, formatRow } from "./catalog.ts";
import { EMBEDDED_AT } from "./date.ts";
import { fetchedAtOf, formatCatalog } from "./document.ts";
import { embeddedCatalog } from "./embedded.ts";

const AT = Date.parse("2026-11-25T09:30:00.5Z");
const [row] = (await embeddedCatalog()).ofProvider("openai");
if (row === undefined) throw new Error("there is no row to write");
const text = formatCatalog([row], AT);

test("a catalog says when it was fetched, and is read as it was written", () => {
  expect(text.split("\n")[0]).toBe(
    `# catalog 1, 2026-11-25T09:30:00.5Z, ${text.length - text.indexOf("\n") - 1} characters`,
  );
  expect(fetchedAtOf(text)).toBe(AT);
  expect(createCatalog(text).all()).toEqual([row]);
});

test("what is not a whole catalog has no date", () => {
  const broken = [
    "",
    "\n",
    "{}",
    formatRow(row),
    text.slice(1),
    text.slice(0, -1),
    `${text}\n`,
    text.replace("catalog 1", "catalog 2"),
    text.replace("2026-11-25", "2026-25-11"),
    text.replace(/, \d+ /, ", many "),
  ];
  expect(broken.map(fetchedAtOf)).toEqual(broken.map(() => undefined));
});

test("the embedded catalog is as old as the program takes it for", async () => {
  const embedded = await Bun.file(`${import.meta.dir}/catalog.tsv`).text();
  expect(fetchedAtOf(embedded)).toBe(EMBEDDED_AT);
});
