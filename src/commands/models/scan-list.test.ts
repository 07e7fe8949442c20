import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { HttpResult } from "../../contracts/http.ts";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";
import { damaged } from "../../testing/damage.ts";
import { type Content, HOME } from "../../testing/disk.ts";
import { type World } from "../../testing/env.ts";
import { entry, listOf, openRouter } from "../../testing/openrouter.ts";
import { KEY, scanWorld } from "../../testing/scan.ts";
import { session } from "../../testing/session.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/free-models.json`;
const ADDRESS = "https://openrouter.ai/api/v1/models";
const CATALOG = "https://models.dev/api.json";
const { files: SCANNED } = await session(["models scan --no-probe"], scanWorld());
const API = JSON.stringify({ acme: { models: { a: { id: "a" } } } });
const { files: FETCHED } = await session(["models refresh --from /api.json"], { files: { "/api.json": API } });
const variables = { OPENROUTER_API_KEY: KEY };

test.each([
  ["https://bob:hunter2@gate.example/v1", "https://gate.example/v1/models"],
  ["https://gate.example/v1?key=hunter2", "https://gate.example/v1"],
])("of the address %s nothing secret is shown or kept, whatever comes of it", async (baseUrl, shown) => {
  const config = { models: { providers: { openrouter: { baseUrl, models: [] } } } };
  const world = withConfig(config, scanWorld());
  const { files, stdout, stderr } = await session(["models scan --no-probe --json", "models scan --no-probe"], world);
  expect(stdout + stderr + String(files[CACHE])).not.toContain("hunter2");
  expect(JSON.parse(String(files[CACHE])).about.url).toBe(shown);
  const offline = await cliJson("models scan --offline", { files });
  expect(offline.document["catalog"]).toMatchObject({ url: shown, from: "cache", models: 4 });
  const answers: HttpResult[] = [
    { kind: "network", detail: "why" },
    { kind: "answer", status: 500, headers: {}, body: "" },
    { kind: "answer", status: 200, headers: {}, body: "<html>" },
  ];
  for (const answer of answers)
    expect(Object.values(await cli("models scan", { ...world, http: async () => answer })).join()).not.toContain(
      "hunter2",
    );
});

test("what was kept of one address is not taken for that of another with another password", async () => {
  const at = (password: string) =>
    withConfig({
      models: { providers: { openrouter: { baseUrl: `https://bob:${password}@gate.example`, models: [] } } },
    });
  const { files } = await session(["models scan --no-probe"], { ...scanWorld(), ...at("one") });
  expect((await cli("models scan --offline", { files: { ...files, ...at("one").files } })).code).toBe(0);
  expect((await cli("models scan --offline", { files: { ...files, ...at("two").files } })).code).toBe(69);
});

test("an address that is none is said", async () => {
  const config = { models: { providers: { openrouter: { baseUrl: "https://[", models: [] } } } };
  const { code, stderr } = await cli("models scan", withConfig(config));
  expect([code, stderr]).toEqual([
    78,
    "error: OpenRouter cannot be asked: its `baseUrl` is no address\nhint: see `models.providers.openrouter`\n",
  ]);
});

const kept: unknown = JSON.parse(String(SCANNED[CACHE]));
const none =
  "error: `--offline` forbids every connection: https://openrouter.ai/api/v1/models is not asked, and no list is kept from an earlier scan\nhint: leave out `--offline`\n";

test("whatever else stands where the list is kept, it is used or counts as none", () =>
  fc.assert(
    fc.asyncProperty(damaged(kept), async (text) => {
      const { code, stdout, stderr } = await cli("models scan --offline", { files: { [CACHE]: text } });
      expect(code === 0 || stdout + stderr === none).toBe(true);
      expect(stdout + stderr).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { numRuns: 500, seed: 20_260_210 },
  ));

test.each<[string, Content]>([
  ["no list", "[]"],
  ["models without a field", JSON.stringify({ ...(kept as object), models: [{}] })],
  ["no date", JSON.stringify({ ...(kept as object), about: { url: ADDRESS, from: "network", models: 1 } })],
  ["bytes of something else", { unreadable: "it is not UTF-8" }],
])("%s counts as none, and the next scan puts a list in its place", async (_, content) => {
  const files = { [CACHE]: content };
  expect(await cli("models scan --offline", { files })).toEqual({ code: 69, stdout: "", stderr: none });
  const after = await session(["models scan --no-probe"], { ...scanWorld(), files });
  expect([after.codes, after.stderr, after.files[CACHE]]).toEqual([[0], "", String(SCANNED[CACHE])]);
});

const answer = (status: number, body = ""): HttpResult => ({ kind: "answer", status, headers: {}, body });
const UNREACHABLE: readonly HttpResult[] = [
  { kind: "network", detail: "the host is not known" },
  { kind: "timeout", detail: "no answer within 9 ms" },
];
const BELIEVED: readonly [HttpResult, string][] = [
  [answer(503, "<html>"), "gave no %s: HTTP 503"],
  [answer(404), "gave no %s: HTTP 404"],
  [{ kind: "tls", detail: "its certificate is not trusted (X)" }, "gave no %s: its certificate is not trusted (X)"],
  [{ kind: "redirect", detail: "to hotel.example" }, "redirects to hotel.example"],
];

test.each([...UNREACHABLE])(
  "where nobody is reached, %j, scan and refresh use what was fetched before",
  async (result) => {
    const { detail } = result as { detail: string };
    const where = (files: Readonly<Record<string, Content>>): World => ({ http: async () => result, files, variables });
    const scan = await cli("models scan", where(SCANNED));
    const said = `${ADDRESS} gave no list of models: ${detail}`;
    expect([scan.code, scan.stderr]).toEqual([0, `warning: ${said}; the list of 2026-02-10 is used\n`]);
    expect(scan.stdout).toEndWith("without a connection no model can be asked; nothing was written\n");
    expect((await cli("models scan --yes", where(SCANNED))).code).toBe(69);
    const refresh = await cli("models refresh", where(FETCHED));
    expect([refresh.code, refresh.stderr]).toEqual([0, `warning: ${CATALOG} gave no catalog: ${detail}\n`]);
    const message = `${said}, and no list is kept from an earlier scan`;
    expect([(await cliJson("models scan", where({}))).document, (await cli("models scan", where({}))).code]).toEqual([
      { schemaVersion: 1, error: { code: "no_connection", message, hint: "check the connection, then try again" } },
      69,
    ]);
  },
);

test.each([...BELIEVED])(
  "an answer that holds none, %j, is 69 for both, whatever was fetched before",
  async (result, why) => {
    const http = async () => result;
    for (const [line, files, address, noun] of [
      ["models scan --json", SCANNED, ADDRESS, "list of models"],
      ["models refresh --json", FETCHED, CATALOG, "catalog"],
    ] as const) {
      const after = await session([line], { http, files, variables });
      const { error } = JSON.parse(after.stdout);
      expect([after.codes, error.code, error.message, after.files]).toEqual([
        [69],
        "service_failed",
        `${address} ${why.replace("%s", noun)}`,
        files,
      ]);
    }
  },
);

test("OPENCLAW_OFFLINE is said together with the list that is used; `--offline` is known", async () => {
  const where = { files: SCANNED, variables: { OPENCLAW_OFFLINE: "1" } };
  expect((await cli("models scan", where)).stderr).toBe(
    `warning: \`OPENCLAW_OFFLINE\` forbids every connection: ${ADDRESS} is not asked; the list of 2026-02-10 is used\n`,
  );
  expect((await cli("models scan --offline", { files: SCANNED })).stderr).toBe("");
});

test("a list that cannot be kept is said, and used", async () => {
  const { code, stderr } = await cli("models scan --no-probe", {
    http: openRouter(listOf(entry("a/b:free"))),
    readOnly: "the disk is full",
  });
  expect([code, stderr]).toEqual([0, `warning: ${CACHE} cannot be written: the disk is full\n`]);
});
