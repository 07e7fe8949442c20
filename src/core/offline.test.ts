import { expect, test } from "bun:test";
import { EMBEDDED_AT } from "../catalog/date.ts";
import { cli, cliJson, withConfig } from "../testing/cli.ts";
import { createFakeEnv } from "../testing/env.ts";
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
  const env = world(value);
  expect(withOffline(env, false)).toBe(env);
});

test("--offline forbids it whatever the variable says", () => {
  expect(withOffline(world("0"), true).offline).toBe("--offline");
});

const refuse = async () => {
  throw new Error("somebody was asked");
};

test.each([
  "models status --probe",
  "models status --probe-all --check",
  "models refresh",
  "models refresh --from https://x.example",
])("`%s` says that it is offline, and asks nobody", async (line) => {
  const offline = withConfig(
    {},
    { http: refuse, variables: { OPENCLAW_OFFLINE: "1", GROQ_API_KEY: "gsk_0123456789" } },
  );
  const { code, document } = await cliJson(line, offline);
  expect(code).toBe(69);
  expect(document).toMatchObject({ error: { code: "offline", hint: "`unset OPENCLAW_OFFLINE` first" } });
  expect(JSON.stringify(document)).toContain("`OPENCLAW_OFFLINE` forbids every connection: ");
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
