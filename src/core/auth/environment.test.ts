import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import { findInEnvironment } from "./environment.ts";

const rows: Provider[] = [
  { id: "zai", name: "Z.AI", env: ["ZAI_API_KEY", "Z_AI_API_KEY"], login: [] },
  { id: "bedrock", name: "Bedrock", env: ["BEARER"], envSets: [["AWS_ID", "AWS_SECRET"], ["AWS_PROFILE"]], login: [] },
  { id: "ollama", name: "Ollama", env: [], login: [] },
];

test.each<[Variables, Record<string, { name: string; value: string }>]>([
  [{}, {}],
  [{ ZAI_API_KEY: "one", Z_AI_API_KEY: "two" }, { zai: { name: "ZAI_API_KEY", value: "one" } }],
  [{ ZAI_API_KEY: "  ", Z_AI_API_KEY: " two\n" }, { zai: { name: "Z_AI_API_KEY", value: "two" } }],
  [{ zai_api_key: "one" }, {}],
  [{ BEARER: "b", AWS_ID: "i", AWS_SECRET: "s" }, { bedrock: { name: "BEARER", value: "b" } }],
  [{ AWS_ID: "i", AWS_SECRET: "s", AWS_PROFILE: "p" }, { bedrock: { name: "AWS_ID + AWS_SECRET", value: "s" } }],
  [{ AWS_ID: "i", AWS_SECRET: " ", AWS_PROFILE: "p" }, { bedrock: { name: "AWS_PROFILE", value: "p" } }],
  [{ AWS_ID: "i" }, {}],
  [
    { ZAI_API_KEY: "z", BEARER: "b" },
    { zai: { name: "ZAI_API_KEY", value: "z" }, bedrock: { name: "BEARER", value: "b" } },
  ],
])("of the variables %j the first that is whole counts for its provider", (variables, found) => {
  expect(Object.fromEntries(findInEnvironment(rows, variables))).toEqual(found);
});
