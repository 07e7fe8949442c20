import { expect, test } from "bun:test";
import { embeddedCatalog } from "../../catalog/embedded.ts";
import type { Http } from "../../contracts/http.ts";
import { cliJson, withConfig } from "../../testing/cli.ts";
import { session } from "../../testing/session.ts";

const all = (await embeddedCatalog()).all().filter(({ retired }) => !retired);
const offered = all.filter(({ provider }) => provider === "anthropic").map(({ id }) => id);
const MODEL = offered.at(-1) ?? "";

/** An api.json of these providers and models. */
const api = (providers: Readonly<Record<string, readonly string[]>>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(providers).map(([id, models]) => [
        id,
        { models: Object.fromEntries(models.map((m) => [m, { id: m }])) },
      ]),
    ),
  );
const world = (files: Readonly<Record<string, string>>, http?: Http) =>
  withConfig(
    { agents: { defaults: { model: `anthropic/${MODEL}` } } },
    { files, ...(http === undefined ? {} : { http }) },
  );
const LIST = "models list --all --provider anthropic --plain";
const answering =
  (body: string): Http =>
  async () => ({ kind: "answer", status: 200, headers: {}, body });

test("a named source that lists a few models of a provider adds and describes them, and withdraws none; that is said", async () => {
  const files = { "/cwd/own.json": api({ anthropic: ["brand-new"] }) };
  const { codes, stderr, stdout } = await session(["models refresh --from own.json --plain", LIST], world(files));
  expect([codes, stderr]).toEqual([
    [0, 0],
    `warning: /cwd/own.json lists less than half of the models of anthropic: the other ${offered.length} stay\n`,
  ]);
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["anthropic/brand-new", `anthropic/${MODEL}`]));
  const { document } = await cliJson("models refresh --from own.json", world(files));
  expect(document).toMatchObject({
    added: 1,
    removed: 0,
    incomplete: [{ provider: "anthropic", kept: offered.length }],
    configured: [],
  });
});

test("one that leaves out less than half is believed", async () => {
  const files = { "/cwd/own.json": api({ anthropic: offered.slice(1) }) };
  const { document } = await cliJson("models refresh --from own.json", world(files));
  expect(document).toMatchObject({ removed: 1, incomplete: [] });
});

test("of a provider that the program does not know by itself, a file says everything", async () => {
  const files = { "/cwd/1.json": api({ mine: ["a", "b", "c"] }), "/cwd/2.json": api({ mine: ["d"] }) };
  const lines = ["models refresh --from 1.json --plain", "models refresh --from 2.json --json"];
  const { codes, stdout } = await session(lines, world(files));
  expect([codes, JSON.parse(stdout)]).toMatchObject([[0, 0], { added: 1, removed: 3, incomplete: [] }]);
});

test("models.dev itself is believed when a provider offers a few models alone", async () => {
  const http = answering(api({ anthropic: [MODEL] }));
  const { document } = await cliJson("models refresh", world({}, http));
  expect(document).toMatchObject({ removed: offered.length - 1, incomplete: [] });
});

const stubs = api(
  Object.fromEntries([...new Set(all.map(({ provider }) => provider))].map((provider) => [provider, ["only"]])),
);

test.each([
  ["models refresh", 69, "https://models.dev/api.json"],
  ["models refresh --from https://mirror.example/api.json", 69, "https://mirror.example/api.json"],
  ["models refresh --from stubs.json", 78, "/cwd/stubs.json"],
])("`%s` of what would withdraw most of all models is %i, and changes nothing", async (line, code, shown) => {
  const where = world({ "/cwd/stubs.json": stubs }, answering(stubs));
  const { codes, stdout, stderr, files } = await session([line], where);
  expect([codes, stdout, Object.keys(files).filter((path) => path.includes("cache"))]).toEqual([[code], "", []]);
  expect(stderr.replace(/\d+ of \d+/, "8 of 9")).toBe(
    `error: ${shown} is not the whole catalog: it lists 8 of 9 offered models no more\nhint: the catalog in use stays; try later, or another source with \`--from\`\n`,
  );
});
