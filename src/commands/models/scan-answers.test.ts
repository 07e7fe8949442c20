import { expect, test } from "bun:test";
import { parseCatalog } from "../../core/scan/catalog.ts";
import { unasked } from "../../core/scan/row.ts";
import { entry, listOf } from "../../testing/openrouter.ts";
import { answersFor } from "./scan-choose.ts";

const read = parseCatalog(listOf(entry("a/one:free"), entry("a/quite-a-long-name:free")));
const rows = ("trouble" in read ? [] : read.models).map((model) => unasked(model, "not_asked"));

test.each([
  [
    64,
    [
      "openrouter/a/one:free                tool - · ctx 100k",
      "openrouter/a/quite-a-long-name:free  tool - · ctx 100k",
    ],
  ],
  [50, ["openrouter/a/one:free  tool - · ctx 100k", "openrouter/a/quite-a-long-name:free  tool - · ctx 100k"]],
])("in %i columns what stands to choose from is %j", (columns, labels) => {
  expect(answersFor(rows, columns).map(({ label }) => label)).toEqual(labels);
});
