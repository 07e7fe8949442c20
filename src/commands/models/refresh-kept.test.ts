import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { formatCatalog } from "../../catalog/document.ts";
import { cli, withConfig } from "../../testing/cli.ts";
import { CONFIG_PATH, session } from "../../testing/session.ts";

const CACHE = "~/.cache/openclaw-cli/catalog.tsv";
const SOURCE = JSON.stringify({ acme: { models: { fresh: { id: "fresh" } } } });
const CONFIG = {
  agents: {
    defaults: {
      model: { primary: "mine/one", fallbacks: ["corp/big", "openrouter/openrouter/pony-alpha"] },
      models: { "acme/gone": { alias: "old" } },
    },
  },
  models: { providers: { corp: { baseUrl: "https://corp.example/v1", models: [{ id: "big" }] } } },
};

test.each([
  ["still in use", EMBEDDED_AT + 1],
  ["overtaken by a newer program", EMBEDDED_AT - 1],
])("a refresh from elsewhere keeps the providers of one's own catalog that is %s, and the config", async (_, at) => {
  const own = formatCatalog(
    createCatalog("acme/gone\tGone\t\t\tt\t\t\t\t\nmine/one\tOne\t\t\tt\t\t\t\t\nmine/two\tTwo\t\t\tt\t\t\t\t\n").all(),
    at,
  );
  const files = { [CACHE]: own, "/cwd/api.json": SOURCE };
  const after = await session(["models refresh --from api.json --json"], withConfig(CONFIG, { files }));
  expect([after.codes, after.files[CONFIG_PATH]]).toEqual([[0], JSON.stringify(CONFIG)]);
  const where = { files: after.files };
  const keys = async (provider: string) =>
    (await cli(`models list --all --provider ${provider} --plain`, where)).stdout.split("\n").filter(Boolean);
  expect([await keys("mine"), await keys("acme"), await keys("corp")]).toEqual([
    ["mine/one", "mine/two"],
    ["acme/fresh", "acme/gone"],
    ["corp/big"],
  ]);
  const configured = (await cli("models list --plain", where)).stdout.split("\n").filter(Boolean);
  expect(configured).toEqual(["mine/one", "corp/big", "openrouter/openrouter/pony-alpha", "acme/gone"]);
});
