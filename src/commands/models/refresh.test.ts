import { expect, test } from "bun:test";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import type { Http, HttpRequest, HttpResult } from "../../contracts/http.ts";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { type World } from "../../testing/env.ts";
import { session } from "../../testing/session.ts";
import { formatDate } from "../../ui/date.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/catalog.tsv`;
const NOW = EMBEDDED_AT + 86_400_000;
const TODAY = formatDate(NOW);
const BUILT = `${formatDate(EMBEDDED_AT)} (built in)`;

type Model = { context?: number; price?: readonly [number, number] };
const api = (models: Readonly<Record<string, Model>>) =>
  JSON.stringify({
    acme: {
      models: Object.fromEntries(
        Object.entries(models).map(([id, { context = 1000, price: [input, output] = [1, 2] }]) => [
          id,
          { id, limit: { context }, cost: { input, output } },
        ]),
      ),
    },
  });
const OLD = api({ a: {}, b: {}, c: {}, d: {} });
const NEW = api({ a: { price: [0.5, 2], context: 2000 }, c: {}, d: { context: 4000 }, e: {}, own: {} });

const config = {
  agents: {
    defaults: {
      model: { primary: "fast", fallbacks: ["acme/b", "acme/own", "acme/e"] },
      models: { "acme/a": { alias: "fast" }, "acme/c": {} },
    },
  },
  models: { providers: { acme: { baseUrl: "https://acme.example/v1", models: [{ id: "own" }] } } },
};

const answer = (body: string, status = 200): HttpResult => ({ kind: "answer", status, headers: {}, body });
const world = (result: HttpResult, more: World = {}): World =>
  withConfig(config, { now: NOW, http: async () => result, ...more });
const files = { "/cwd/old.json": OLD, "/cwd/new.json": NEW, "/cwd/same.json": OLD };
const FROM_OLD = "models refresh --from old.json";

test("models.dev is asked once, without anything of the user's, and the answer kept with its date", async () => {
  const seen: HttpRequest[] = [];
  const http: Http = async (request) => {
    seen.push(request);
    return answer(OLD);
  };
  const { codes, stderr, files: after } = await session(["models refresh"], withConfig(config, { now: NOW, http }));
  expect([codes, stderr]).toEqual([[0], ""]);
  expect(seen.map(({ signal: _signal, ...request }) => request)).toEqual([
    {
      method: "GET",
      url: "https://models.dev/api.json",
      headers: { accept: "application/json", "user-agent": "openclaw/0.0.0" },
      deadlineMs: 60_000,
      maxBytes: 33_554_432,
    },
  ]);
  const text = String(after[CACHE]);
  expect(text).toStartWith(`# catalog 1, ${new Date(NOW).toISOString().replace(/\.000/, "")}, `);
  expect(text).toContain("\nacme/a\ta\t1000\t\tt\t\t1\t2\t\n");
});

test("what is new is said for the models of the config, and of how many others", async () => {
  const { codes, stdout } = await session([FROM_OLD, "models refresh --from new.json"], world(answer(""), { files }));
  expect(codes).toEqual([0, 0]);
  const [first = "", second = ""] = stdout.split(/(?=✓ The catalog is of .* from \/cwd\/new)/);
  expect(first).toStartWith(`✓ The catalog is of ${TODAY} now, from /cwd/old.json\n  was of ${BUILT}\n`);
  expect(first).toContain(": 4 added, 0 withdrawn, 0 described otherwise\n");
  expect(second.replace(/\d+ models of \d+/, "9 models of 2")).toBe(
    `✓ The catalog is of ${TODAY} now, from /cwd/new.json
  was of ${TODAY}
  9 models of 2 providers: 2 added, 1 withdrawn, 2 described otherwise

Your models
acme/a  price $1/$2 → $0.5/$2, context 1k → 2k
acme/b  withdrawn by its provider; see \`openclaw models status\`
acme/e  new in the catalog, price $1/$2, context 1k
`,
  );
});

test("a line a change says it to scripts", async () => {
  const lines = [`${FROM_OLD} --plain`, "models refresh --from new.json --plain", `${FROM_OLD} --plain`];
  const { stdout } = await session(lines, world(answer(""), { files }));
  const rows = [
    "acme/a added - -",
    "acme/a price - 1/2",
    "acme/a context - 1000",
    "acme/b added - -",
    "acme/b price - 1/2",
    "acme/b context - 1000",
    "acme/c added - -",
    "acme/c price - 1/2",
    "acme/c context - 1000",
    "acme/a price 1/2 0.5/2",
    "acme/a context 1000 2000",
    "acme/b withdrawn - -",
    "acme/e added - -",
    "acme/e price - 1/2",
    "acme/e context - 1000",
    "acme/a price 0.5/2 1/2",
    "acme/a context 2000 1000",
    "acme/b returned - -",
    "acme/e withdrawn - -",
  ];
  expect(stdout.split("\n").slice(0, -1).toSorted()).toEqual(rows.toSorted());
});

test("the document holds all of it", async () => {
  const first = await session([FROM_OLD], world(answer(""), { files }));
  const more = { files: first.files as never };
  const { code, document } = await cliJson("models refresh --from new.json", world(answer(""), more));
  const { before, after, ...rest } = document as Record<"before" | "after", { models: number; providers: number }>;
  expect([code, after.models - before.models, after.providers - before.providers]).toEqual([0, 1, 0]);
  expect(before).toMatchObject({ fetchedAt: NOW, builtIn: false });
  const kept = { status: "kept", price: null, contextWindow: null };
  expect(rest).toEqual({
    schemaVersion: 1,
    refreshed: true,
    source: "/cwd/new.json",
    reason: null,
    added: 2,
    removed: 1,
    changed: 2,
    incomplete: [],
    configured: [
      {
        ref: "acme/a",
        status: "kept",
        price: { before: { input: 1, output: 2 }, after: { input: 0.5, output: 2 } },
        contextWindow: { before: 1000, after: 2000 },
      },
      { ...kept, ref: "acme/b", status: "withdrawn" },
      {
        ref: "acme/e",
        status: "added",
        price: { before: null, after: { input: 1, output: 2 } },
        contextWindow: { before: null, after: 1000 },
      },
    ],
  });
});

test("nothing new is said, and is no failure", async () => {
  const { codes, stdout } = await session([FROM_OLD, "models refresh --from same.json"], world(answer(""), { files }));
  expect(codes).toEqual([0, 0]);
  expect(stdout).toContain(`✓ Nothing new: /cwd/same.json says today what the catalog of ${TODAY} said\n`);
});

test("where the clock is behind, what was fetched still counts before the built-in one", async () => {
  const early = { files, now: 5 };
  const { stdout } = await session([FROM_OLD, "models list --all --provider acme --plain"], world(answer(""), early));
  expect(stdout).toEndWith("\nacme/a\nacme/b\nacme/c\nacme/d\nacme/own\nacme/e\n");
});

test("offline, a catalog that was fetched is named with its date; the built-in one alone is 69", async () => {
  const { codes, stdout, stderr } = await session(
    [FROM_OLD, "models refresh --offline --plain", "models refresh --offline"],
    world(answer(""), { files }),
  );
  expect([codes, stderr]).toEqual([
    [0, 0, 0],
    "warning: `--offline` forbids every connection: https://models.dev/api.json is not asked\n".repeat(2),
  ]);
  expect(stdout).toMatch(new RegExp(`\nThe catalog of ${TODAY} stays in use\n  \\d+ models of \\d+ providers\n$`));
  expect(await cli("models refresh --offline", world(answer("")))).toEqual({
    code: 69,
    stdout: "",
    stderr: `error: \`--offline\` forbids every connection: https://models.dev/api.json is not asked; the catalog of ${formatDate(EMBEDDED_AT)} stays in use
hint: leave out \`--offline\`
`,
  });
});

test("without a network it is the same, but not for a source that was named", async () => {
  const { files: after } = await session([FROM_OLD], world(answer(""), { files }));
  const gone = world({ kind: "network", detail: "the host is not known" }, { files: after as never });
  const said = "gave no catalog: the host is not known";
  const { code, stderr } = await cli("models refresh", gone);
  expect([code, stderr]).toEqual([0, `warning: https://models.dev/api.json ${said}\n`]);
  const named = await cli("models refresh --from https://mirror.example/api.json?key=secret", gone);
  expect([named.code, named.stderr.split("\n")[0]]).toEqual([
    69,
    `error: https://mirror.example/api.json ${said}; the catalog of ${TODAY} stays in use`,
  ]);
});
