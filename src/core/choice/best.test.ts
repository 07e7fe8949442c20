import { expect, test } from "bun:test";
import type { CatalogRow } from "../../schema/catalog.ts";
import { bestOf } from "./best.ts";

const model = (id: string, more: Partial<CatalogRow> = {}): CatalogRow => ({
  key: `p/${id}`,
  provider: "p",
  id,
  name: id,
  contextWindow: null,
  maxTokens: null,
  input: "text",
  reasoning: false,
  tools: true,
  deprecated: false,
  retired: false,
  cost: { input: 1, output: 10 },
  released: "2026-09-01",
  ...more,
});
const dear = { cost: { input: 9, output: 90 } };

test.each<[string, CatalogRow[], string | undefined]>([
  ["the dearest of the newest", [model("cheap"), model("dear", dear)], "dear"],
  ["not a dear one of long ago", [model("new"), model("old", { ...dear, released: "2025-01-01" })], "new"],
  ["not one that is withdrawn", [model("here"), model("gone", { ...dear, retired: true })], "here"],
  ["not one that is advised against", [model("good"), model("bad", { ...dear, deprecated: true })], "good"],
  ["not one without tools", [model("tools"), model("none", { ...dear, tools: false })], "tools"],
  ["not a name that moves on", [model("one"), model("one-latest", dear)], "one"],
  ["of a plan the newest", [model("a", { cost: null }), model("b", { cost: null, released: "2026-09-02" })], "b"],
  ["one without tools where none has them", [model("only", { tools: false })], "only"],
  ["none of none", [], undefined],
])("the best is %s", (_, models, id) => {
  expect(bestOf(models)?.id).toBe(id);
  expect(bestOf(models.toReversed())?.id).toBe(id);
});
