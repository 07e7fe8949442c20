import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { cli } from "../../testing/cli.ts";
import { damaged } from "../../testing/damage.ts";

const CACHE = "~/.cache/openclaw-cli/models.json";
const WHOLE = {
  version: 1,
  providers: {
    groq: { fetchedAt: 1_770_000_000_000, models: [{ id: "brand-new", name: "New", contextWindow: 1000 }] },
  },
};
const list = (text: string) => cli("models list --all --provider groq --plain", { files: { [CACHE]: text } });

test("what a provider listed once is listed", async () => {
  expect((await list(JSON.stringify(WHOLE))).stdout.split("\n")).toContain("groq/brand-new");
});

test("whatever else stands there, the list works and is silent", () =>
  fc.assert(
    fc.asyncProperty(damaged(WHOLE), async (text) => {
      const { code, stderr } = await list(text);
      expect([code, stderr]).toEqual([0, ""]);
    }),
    { numRuns: 300, seed: 20_260_210 },
  ));
