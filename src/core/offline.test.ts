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

test.each(REFUSED.flatMap((line) => [`OPENCLAW_OFFLINE=1 ${line}`, `${line} --offline`]))(
  "`%s` says that it is offline, and asks nobody",
  async (words) => {
    const isVariable = words.startsWith("OPENCLAW_OFFLINE=1 ");
    const variables = { GROQ_API_KEY: "gsk_0123456789", ...(isVariable ? { OPENCLAW_OFFLINE: "1" } : {}) };
    const line = words.replace("OPENCLAW_OFFLINE=1 ", "");
    const { code, document } = await cliJson(line, withConfig({}, { http: refuse, variables }));
    const [name, hint] = isVariable
      ? ["OPENCLAW_OFFLINE", "`unset OPENCLAW_OFFLINE` first"]
      : ["--offline", "leave out `--offline`"];
    const message = expect.stringContaining(`\`${name}\` forbids every connection: `);
    expect<unknown>([code, document]).toEqual([69, { schemaVersion: 1, error: { code: "offline", message, hint } }]);
  },
);

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
  const line = "models list --refresh --all --provider groq --plain";
  for (const [name, more, variables] of [
    ["OPENCLAW_OFFLINE", "", { OPENCLAW_OFFLINE: "1" }],
    ["--offline", " --offline", {}],
  ] as const) {
    const { code, stdout, stderr } = await cli(line + more, { http: refuse, variables, files });
    expect(code).toBe(0);
    expect(stdout.split("\n")).toContain("groq/brand-new");
    const said = `warning: \`${name}\` forbids every connection: no provider is asked; `;
    expect(stderr).toBe(`${said}their lists from before are shown, the newest of 2026-02-02\n`);
    expect((await cli(line + more, { http: refuse, variables })).stderr).toBe(
      `${said}the catalog of ${formatDate(EMBEDDED_AT)} is shown, no provider has been asked before\n`,
    );
  }
});
