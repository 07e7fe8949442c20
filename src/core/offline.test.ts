import { expect, test } from "bun:test";
import { EMBEDDED_AT } from "../catalog/date.ts";
import type { Http } from "../contracts/http.ts";
import { cli, cliJson, withConfig } from "../testing/cli.ts";
import { createFakeEnv, type World } from "../testing/env.ts";
import { formatDate } from "../ui/date.ts";
import { withOffline } from "./offline.ts";

const world = (value: string | undefined) => createFakeEnv({ variables: { OPENCLAW_OFFLINE: value } }).env;
const request = { url: "https://models.dev/", method: "GET", headers: {}, deadlineMs: 1, maxBytes: 1 } as const;

test.each(["1", "true", "yes", "on", " 2 ", "no"])("OPENCLAW_OFFLINE=%j forbids every connection", async (value) => {
  const { http, offline } = withOffline(world(value), false);
  expect(offline).toBe("OPENCLAW_OFFLINE");
  await expect(http(request)).rejects.toMatchObject({
    code: "offline",
    message: "`OPENCLAW_OFFLINE` forbids every connection: nobody can be asked",
    hint: "`unset OPENCLAW_OFFLINE` first",
  });
});

test.each([undefined, "", " ", "0", "false", "FALSE"])("OPENCLAW_OFFLINE=%j forbids nothing", async (value) => {
  const { offline, http } = withOffline(world(value), false);
  expect([offline, await http(request)]).toEqual([
    undefined,
    { kind: "network", detail: "there is no network in this test" },
  ]);
});

test("--offline forbids it whatever the variable says", () => {
  expect(withOffline(world("0"), true).offline).toBe("--offline");
});

const refuse = async () => {
  throw new Error("somebody was asked");
};

const REFUSED = [
  "models status --probe",
  "models status --probe-all --check",
  "models refresh",
  "models refresh --from https://x.example",
  "models scan",
  "models scan --recheck",
  "models auth refresh chutes:me",
  "models auth login --provider chutes --method oauth",
];

test.each(REFUSED)("`%s` says that it is offline, and asks nobody", async (line) => {
  const offline = withConfig(
    {},
    { http: refuse, variables: { OPENCLAW_OFFLINE: "1", GROQ_API_KEY: "gsk_0123456789" } },
  );
  const { code, document } = await cliJson(line, offline);
  expect(code).toBe(69);
  expect(document).toMatchObject({ error: { code: "offline", hint: "`unset OPENCLAW_OFFLINE` first" } });
  expect(JSON.stringify(document)).toContain("`OPENCLAW_OFFLINE` forbids every connection: ");
});

const SAID = "it stands in the state directory's `.env` or the config's `env`; `export OPENCLAW_OFFLINE=0` wins";
const DOTENV = { "~/.openclaw/.env": "OPENCLAW_OFFLINE=1\n" };
const IN_FILES: readonly (readonly [string, World])[] = [
  [".env", withConfig({}, { files: DOTENV })],
  ["the config's env", withConfig({ env: { OPENCLAW_OFFLINE: "yes" } })],
];

test.each(IN_FILES.flatMap(([place, where]) => REFUSED.map((line) => [line, place, where] as const)))(
  "`%s` heeds the variable in %s",
  async (line, _, where) => {
    const { code, document } = await cliJson(line, { ...where, http: refuse });
    expect(code).toBe(69);
    expect(document).toMatchObject({ error: { code: "offline", hint: SAID } });
  },
);

test("what the process says counts before those files", async () => {
  const seen: string[] = [];
  const http: Http = async ({ url }) => {
    seen.push(url);
    return { kind: "network", detail: "why" };
  };
  const variables = { OPENCLAW_OFFLINE: "0" };
  for (const [, where] of IN_FILES) await cli("models refresh", { ...where, http, variables });
  expect(seen).toEqual(["https://models.dev/api.json", "https://models.dev/api.json"]);
  expect((await cliJson("models list --refresh", { files: DOTENV, http: refuse })).code).toBe(0);
});

test("`list --refresh` shows what was listed before, with its date, and asks nobody", async () => {
  const listing = { version: 1, providers: { groq: { fetchedAt: 1_770_000_000_000, models: [{ id: "brand-new" }] } } };
  const files = { "~/.cache/openclaw-cli/models.json": JSON.stringify(listing) };
  const variables = { OPENCLAW_OFFLINE: "1" };
  const line = "models list --refresh --all --provider groq --plain";
  const { code, stdout, stderr } = await cli(line, { http: refuse, variables, files });
  expect(code).toBe(0);
  expect(stdout.split("\n")).toContain("groq/brand-new");
  expect(stderr).toBe(
    "warning: `OPENCLAW_OFFLINE` forbids every connection: no provider is asked; their lists from before are shown, the newest of 2026-02-02\n",
  );
  expect((await cli(line, { http: refuse, variables })).stderr).toBe(
    `warning: \`OPENCLAW_OFFLINE\` forbids every connection: no provider is asked; the catalog of ${formatDate(EMBEDDED_AT)} is shown, no provider has been asked before\n`,
  );
});
