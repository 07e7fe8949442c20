import { expect, test } from "bun:test";
import { createCatalog } from "../../catalog/catalog.ts";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { formatCatalog } from "../../catalog/document.ts";
import type { CatalogRow } from "../../schema/catalog.ts";
import { cli, cliJson } from "../../testing/cli.ts";
import { type Content } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { complete } from "../../cli/complete/complete.ts";
import { formatDate } from "../../ui/date.ts";

const CACHE = "~/.cache/openclaw-cli/catalog.tsv";
const [row] = createCatalog("acme/a\tModel A\t1000\t\tt\t\t1\t2\t\n").all() as [CatalogRow];
const newer = formatCatalog([row], EMBEDDED_AT + 1);
const cached = (content: Content, at = CACHE): World => ({ files: { [at]: content } });
const LIST = "models list --all --provider acme --plain";
const BUILT = formatDate(EMBEDDED_AT);

async function tab(line: string, world: World): Promise<string> {
  const { env, stdout } = createFakeEnv(world);
  await complete(["fish", "--", ...line.split(" ")], env);
  return stdout();
}

test("a newer catalog is what every command looks into", async () => {
  const world = cached(newer);
  expect(await cli(LIST, world)).toEqual({ code: 0, stdout: "acme/a\n", stderr: "" });
  expect((await cli("models explain acme/a", world)).stdout).toContain("\nModel   Model A · text · 1k context");
  expect((await cliJson("models status", world)).document["problems"]).not.toEqual([]);
  expect((await cli("models list --all --provider openai", world)).stdout).toStartWith("No models found.");
  expect((await cli("models set acme/a --dry-run", world)).code).toBe(0);
  expect(await tab("models set acm", world)).toContain("acme/a\tModel A, 1k, $1/$2\n");
  expect(await tab("models list --provider acm", world)).toContain("acme\t1 model\n");
  expect(await tab("models list --provider 302", world)).not.toContain("302ai");
});

test.each<[string, World]>([
  ["linux", cached(newer, "~/.cache/openclaw-cli/catalog.tsv")],
  ["linux", { ...cached(newer, "/xdg/openclaw-cli/catalog.tsv"), variables: { XDG_CACHE_HOME: "/xdg" } }],
  ["darwin", cached(newer, "~/Library/Caches/openclaw-cli/catalog.tsv")],
])("on %s it stands where caches stand", async (platform, world) => {
  expect((await cli(LIST, { ...world, platform: platform as NodeJS.Platform })).stdout).toBe("acme/a\n");
});

test.each([EMBEDDED_AT, EMBEDDED_AT - 1])(
  "one of %d is not newer than the built-in one, and is passed over",
  async (at) => {
    const world = cached(formatCatalog([row], at));
    expect((await cli(LIST, world)).code).toBe(66);
    const { code, stderr } = await cli("models list --all --provider openai", world);
    expect([code, stderr]).toEqual([0, ""]);
  },
);

const DAMAGED: readonly [Content, string][] = [
  ["", "it is damaged"],
  ["garbage", "it is damaged"],
  [newer.slice(0, -5), "it is damaged"],
  [newer.replace("Model A", "Model"), "it is damaged"],
  [{ unreadable: "permission denied" }, "permission denied"],
];
test.each([...DAMAGED])("%j is not used; `status` and `list` say so and work", async (content, reason) => {
  const world = cached(content);
  const message = `${CACHE} cannot be used: ${reason}; the built-in catalog of ${BUILT} is used`;
  const hint = "fetch it anew: `openclaw models refresh`";
  const { code, stdout, stderr } = await cli("models list --all --provider openai --plain", world);
  expect([code, stderr]).toEqual([0, `warning: ${message}; ${hint}\n`]);
  expect(stdout.split("\n").length).toBeGreaterThan(10);
  const { document } = await cliJson("models status", world);
  expect((document["problems"] as unknown[]).at(-1)).toEqual({ severity: "warning", message, hint });
  expect(await tab("models set openai/gpt-5.", world)).toContain("openai/gpt-5.2\t");
});

test("a config with models of its own alone has none of either", async () => {
  const files = { [CACHE]: newer, "~/.openclaw/openclaw.json": JSON.stringify({ models: { mode: "replace" } }) };
  expect((await cli("models list --all --plain", { files })).stdout).not.toContain("acme/a");
});
