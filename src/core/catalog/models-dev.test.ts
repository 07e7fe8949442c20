import { expect, test } from "bun:test";
import { parseModelsDev } from "./models-dev.ts";

const NONE = new Map<string, string>();
const source = (models: object, provider = "acme") => JSON.stringify({ [provider]: { id: provider, models } });

test("a model is read with what is known of it, whatever else stands there", () => {
  const model = {
    id: "big-1",
    name: "B\u00efg\u2011One\t\u001b[31m\u6a21",
    reasoning: true,
    tool_call: true,
    status: "deprecated",
    release_date: "2026-11-01",
    modalities: { input: ["text", "smell", "constructor", "pdf"], output: ["text"] },
    limit: { context: 400_000, output: 128_000, dreams: "many" },
    cost: { input: 1.75, output: 14, tiers: [{ over: 5 }] },
    invented_later: { at: [1, 2, 3] },
  };
  expect(parseModelsDev(source({ x: model }, "togetherai"), new Map([["togetherai", "together"]]))).toEqual({
    rows: [
      {
        key: "together/big-1",
        provider: "together",
        id: "big-1",
        name: "Big-One [31m",
        contextWindow: 400_000,
        maxTokens: 128_000,
        input: "text+pdf",
        reasoning: true,
        tools: true,
        deprecated: true,
        retired: false,
        cost: { input: 1.75, output: 14 },
        released: "2026-11-01",
      },
    ],
  });
});

test("what is not said is not known", () => {
  expect(parseModelsDev(source({ x: { id: "x", limit: { context: 0 }, cost: { input: 1 } } }), NONE)).toMatchObject({
    rows: [{ name: "x", contextWindow: null, maxTokens: null, input: "text", cost: null, released: "" }],
  });
});

test("a name that no reference could hold is passed over, and its neighbours are not", () => {
  const models = {
    a: { id: "a b" },
    b: { id: "" },
    c: { id: "c\u00e9" },
    d: { id: "d\te\nf" },
    e: { id: "@cf/e:free" },
  };
  const text = JSON.stringify({ acme: { models }, "a/b": { models: { x: { id: "x" } } }, __proto__: {} });
  const parsed = parseModelsDev(text, NONE);
  expect("rows" in parsed && parsed.rows.map(({ key }) => key)).toEqual(["acme/@cf/e:free"]);
});

const good = source({ x: { id: "x", cost: { input: 1, output: 2 } } });
const cutOff = Array.from({ length: good.length - 1 }, (_, end) => good.slice(0, end + 1));

test("no part of a catalog is taken for one", () => {
  expect(new Set(cutOff.map((text) => JSON.stringify(parseModelsDev(text, NONE))))).toEqual(
    new Set(['{"trouble":"is no JSON, or not all of it"}']),
  );
});

test.each([
  ["", "is empty"],
  [" \n", "is empty"],
  ["<!doctype html><html>Sign in</html>", "is a web page, not a catalog"],
  ["\n <?xml version='1.0'?>", "is a web page, not a catalog"],
  ["catalog", "is no JSON, or not all of it"],
  ["null", "is not a catalog of models.dev"],
  ["5", "is not a catalog of models.dev"],
  ["[]", "is not a catalog of models.dev"],
  ['[{"models":{"x":{"id":"x"}}}]', "is not a catalog of models.dev"],
  ["{}", "holds no models"],
  ['{"acme":{"models":{}}}', "holds no models"],
  ['{"error":{"message":"no"}}', "is not a catalog of models.dev: error.models is not what it was"],
  ['{"acme":[]}', "is not a catalog of models.dev: acme.models is not what it was"],
  ['{"acme":5}', "is not a catalog of models.dev: acme is not what it was"],
  [source({ x: 5 }), "is not a catalog of models.dev: acme.models.x is not what it was"],
  [source({ x: { id: 5 } }), "is not a catalog of models.dev: acme.models.x.id is not what it was"],
  [source({ x: { id: "x", name: null } }), "is not a catalog of models.dev: acme.models.x.name is not what it was"],
  [
    source({ x: { id: "x", cost: { input: "1.75", output: 14 } } }),
    "is not a catalog of models.dev: acme.models.x.cost.input is not what it was",
  ],
  [
    source({ x: { id: "x", cost: { input: -1, output: 14 } } }),
    "is not a catalog of models.dev: acme.models.x.cost.input is not what it was",
  ],
  [
    source({ x: { id: "x", limit: { context: 1 } } }).replace('"context":1', '"context":1e999'),
    "is not a catalog of models.dev: acme.models.x.limit.context is not what it was",
  ],
  [
    source({ x: { id: "x", modalities: { input: "text" } } }),
    "is not a catalog of models.dev: acme.models.x.modalities.input is not what it was",
  ],
  [source({ "\u001b[2J": { id: 5 } }), "is not a catalog of models.dev"],
])("%j %s", (text, trouble) => {
  expect(parseModelsDev(text, NONE)).toEqual({ trouble });
});
