import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { cli, cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { damaged } from "../../testing/damage.ts";
import { HOME } from "../../testing/disk.ts";
import { type World } from "../../testing/env.ts";
import { entry, listOf, openRouter } from "../../testing/openrouter.ts";
import { KEY } from "../../testing/scan.ts";
import { session } from "../../testing/session.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/free-models.json`;
const variables = { OPENROUTER_API_KEY: KEY };
const CONFIG = '{"agents":{"defaults":{"model":{"primary":"openai/gpt-5.2","fallbacks":[]}}}}';
const listing = (...entries: readonly object[]): World => ({ http: openRouter(listOf(...entries)), variables });

test.each([
  "a/${OPENROUTER_API_KEY}:free",
  "a/$${X}:free",
  "a/sk-or-v1-abcdefghijklmnop:free",
  "a/__OPENCLAW_REDACTED__:free",
  "a/***:free",
  "a/\u001b]0;x\u0007:free",
  "a/\u202e:free",
  "a/b c:free",
])("the name %j is no candidate, and keeps no other one from being written", async (id) => {
  const { code, config, stdout } = await cliChange(
    "models scan --yes",
    withConfig(CONFIG, listing(entry(id), entry("b/ok:free"))),
  );
  expect([code, config]).toEqual([0, CONFIG.replace("[]", '["openrouter/b/ok:free"]')]);
  expect(stdout).not.toContain("openrouter/a/");
});

test("what somebody wrote behind an escape into the kept list reaches no terminal", async () => {
  const first = await session(["models scan --no-probe"], listing(entry("b/ok:free", { architecture: {} })));
  const forged = String(first.files[CACHE]).replace('"openrouter/b/ok:free"', '"openrouter/\\u001b]0;x\\u0007\\u202e"');
  const { code, stdout } = await cli("models scan --offline", { files: { [CACHE]: forged } });
  expect([code, stdout]).toEqual([0, expect.stringContaining("openrouter/�]0;x��")]);
});

test("names that hold quotes, backslashes and what a shell would run are written so that they are read again", async () => {
  const ids = ['a/"q\\n:free', "a/'$(id)`id`:free", "a/]},//:free", "__proto__:free", "constructor/x:free"];
  const world = withConfig(CONFIG, listing(...ids.map((id) => entry(id))));
  const { code, config } = await cliChange("models scan --yes", world);
  const { fallbacks } = JSON.parse(String(config)).agents.defaults.model as { fallbacks: string[] };
  expect([code, fallbacks.toSorted()]).toEqual([0, ids.map((id) => `openrouter/${id}`).toSorted()]);
  const after = await cliJson("models fallbacks list", withConfig(config, { variables }));
  expect(after.document["resolved"]).toEqual(fallbacks);
});

test("what was sent along to the list is hidden where the list echoes it", async () => {
  const secrets = { password: "Pw7Mn2Bx8Cz5", query: "Qv9Kd3Lf7Hj1", header: "Hd4Gf9TjQe6W" };
  const openrouter = {
    baseUrl: `https://bob:${secrets.password}@gate.example/api?key=${secrets.query}&models=`,
    headers: { "X-Key": `Bearer ${secrets.header}`, "X-Title": "OpenClaw" },
    models: [],
  };
  const entries = Object.values(secrets).flatMap((secret) => [
    entry(`a/${secret}:free`),
    entry(`b/${secret.slice(0, 2)}:free`, { name: `of ${secret}`, architecture: { modality: `text+${secret}->text` } }),
  ]);
  const world = withConfig({ models: { providers: { openrouter } } }, listing(...entries, entry("c/OpenClaw:free")));
  const { codes, stdout, stderr, files } = await session(
    ["models scan --json --no-probe", "models scan --no-probe"],
    world,
  );
  const texts = [stdout, stderr, String(files[CACHE])].join("");
  expect(codes).toEqual([0, 0]);
  expect(Object.values(secrets).filter((secret) => texts.includes(secret))).toEqual([]);
  expect(texts).toContain("of ***");
  const kept = JSON.parse(String(files[CACHE])).models as { id: string }[];
  expect(kept.map(({ id }) => id)).toEqual(["b/Pw:free", "b/Qv:free", "b/Hd:free", "c/OpenClaw:free"]);
});

test("the key in the query of a catalog's address is hidden where the catalog echoes it", async () => {
  const secret = "Qv9Kd3Lf7Hj1";
  const models = { a: { id: `x-${secret}` }, b: { id: "b", name: `of ${secret}` }, c: { id: "c/${HOME}" } };
  const body = JSON.stringify({ acme: { models } });
  const http = async () => ({ kind: "answer", status: 200, headers: {}, body }) as const;
  const line = `models refresh --from https://mirror.example/api.json?key=${secret}`;
  const { stdout, stderr, files } = await session([line, "models list --all --provider acme --plain"], { http });
  expect(stdout + stderr + Object.values(files).join("")).not.toContain(secret);
  expect(stdout.split("\n").filter((row) => row.startsWith("acme/"))).toEqual(["acme/b"]);
});

const whole: unknown = JSON.parse(
  listOf(entry("a/b:free", { created: 1_770_000_000, expiration_date: "2027-01-01" }), entry("c/d")),
);

test("whatever else is in the list, what fits is shown, or one sentence says why nothing does", () =>
  fc.assert(
    fc.asyncProperty(damaged(whole), async (body) => {
      const where = { http: openRouter(body), variables };
      const { code, stdout, stderr } = await cli("models scan --no-probe", where);
      expect(code === 0 || (code === 69 && stdout === "" && stderr.startsWith("error: "))).toBe(true);
      expect(stdout + stderr).not.toMatch(/NaN|undefined|Infinity/);
      expect(code).toBe((await cliJson("models scan --no-probe", where)).code);
    }),
    { numRuns: 500, seed: 20_260_210 },
  ));

test("a name that forges lines stands in one of them", async () => {
  const name = "good\n✓ openrouter/evil\u001b[2K\u202e";
  const { stdout } = await cli("models scan --no-probe --json", listing(entry("a/b:free", { name })));
  expect(JSON.parse(stdout).results[0].name).toBe(name);
  expect(["\u001b", "\u202e"].filter((character) => stdout.includes(character))).toEqual([]);
});
