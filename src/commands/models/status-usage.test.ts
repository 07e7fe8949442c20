import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";
import { ACCESS, GOOD, HOUR, network, PROFILES, ROUTER, runs, usageIn, world } from "../../testing/usage.ts";

const CACHE = "/home/me/.cache/openclaw-cli/usage.json";

test("each credential whose provider tells is asked, with its own secret alone", async () => {
  const { http, asked } = network(GOOD);
  const { document } = await cliJson("models status --usage", world({ http }));
  expect(asked.map(({ method, url, headers }) => [method, url, headers["authorization"]])).toEqual([
    ["GET", "https://api.anthropic.com/api/oauth/usage", `Bearer ${ACCESS}`],
    ["GET", "https://openrouter.ai/api/v1/key", `Bearer ${ROUTER}`],
  ]);
  expect((document["auth"] as { usage: unknown }).usage).toEqual([
    {
      provider: "anthropic",
      profileId: "anthropic:me",
      source: "profile",
      windows: [
        { label: "5h", usedPercent: 37, resetsAt: NOW + 2.5 * HOUR, remainingMs: 2.5 * HOUR },
        { label: "Week", usedPercent: 80, resetsAt: NOW + 76 * HOUR, remainingMs: 76 * HOUR },
      ],
      balances: [{ label: "Extra usage", currency: "USD", used: 4.1, limit: 50 }],
      fetchedAt: NOW,
      ageMs: 0,
    },
    {
      provider: "openrouter",
      profileId: "openrouter:default",
      source: "profile",
      windows: [],
      balances: [{ label: "Key", currency: "USD", left: 12.4, used: 7.6, limit: 20 }],
      fetchedAt: NOW,
      ageMs: 0,
    },
  ]);
});

test("within a minute nobody is asked again, also not after a refusal; then everybody is", async () => {
  const { http, asked } = network({ ...GOOD, "openrouter.ai": [429, {}] });
  const again = { argv: "models status --usage --json" };
  const { outputs } = await runs(world({ http }), again, { ...again, later: 59_999 }, { ...again, later: 1 });
  expect(asked.map(({ url }) => new URL(url).host)).toEqual([
    "api.anthropic.com",
    "openrouter.ai",
    "api.anthropic.com",
    "openrouter.ai",
  ]);
  expect(usageIn(outputs[1] ?? "").map(({ ageMs }) => ageMs)).toEqual([59_999, 59_999]);
});

test("without a network nothing is kept, and the next one asks at once", async () => {
  const unplugged: Http = async () => ({ kind: "network", detail: "no connection" });
  const { asked, http } = network(GOOD);
  const { outputs, files } = await runs(
    world({ http }),
    { argv: "models status --usage --json", http: unplugged },
    { argv: "models status --json" },
    { argv: "models status --usage --json" },
  );
  expect(usageIn(outputs[0] ?? "").map(({ error }) => error)).toEqual(["no connection", "no connection"]);
  expect([usageIn(outputs[1] ?? ""), asked.length, files[CACHE] === undefined]).toEqual([[], 2, false]);
});

test.each([
  [401, "this credential has no access to it (HTTP 401)"],
  [403, "this credential has no access to it (HTTP 403)"],
  [404, "this plan has no such limits (HTTP 404)"],
  [429, "asked too often, or this plan does not include it (HTTP 429)"],
  [500, "the provider failed (HTTP 500)"],
  [200, "the answer is not what was expected"],
])("HTTP %d changes neither health nor --check, and what was known before stays", async (status, error) => {
  const bad = network({ ...GOOD, "api.anthropic.com": [status, `{"error":"${ACCESS}"}`] });
  const before = await cliJson("models status --check", world());
  const after = await cliJson("models status --check --usage", world({ http: bad.http }));
  const without = ({ auth, ...rest }: Record<string, unknown>) => ({
    ...rest,
    auth: { ...(auth as object), usage: [] },
  });
  expect({ ...after, document: without(after.document) }).toEqual({ ...before, document: without(before.document) });
  expect((after.document["auth"] as { usage: object[] }).usage[0]).toMatchObject({ error, fetchedAt: null, ageMs: 0 });
  const { outputs } = await runs(
    world(network(GOOD)),
    { argv: "models status --usage" },
    { argv: "models status --usage --json", later: HOUR, http: bad.http },
  );
  expect(usageIn(outputs[1] ?? "")[0]).toMatchObject({ error, fetchedAt: NOW, ageMs: HOUR, windows: [{}, {}] });
  expect(outputs.join("")).not.toContain(ACCESS.slice(15));
});

test.each(["--offline", ""])("without a connection the cache is shown, and nobody asked (%s)", async (option) => {
  const { http, asked } = network(GOOD);
  const variables = option === "" ? { OPENCLAW_OFFLINE: "1" } : {};
  const { files } = await runs(world({ http }), { argv: "models status --usage" });
  const { stdout } = await cli(`models status --usage --json ${option}`, { files, http, variables, now: NOW + HOUR });
  expect(usageIn(stdout).map(({ profileId, ageMs }) => [profileId, ageMs])).toEqual([
    ["anthropic:me", HOUR],
    ["openrouter:default", HOUR],
  ]);
  expect(asked.length).toBe(2);
  const forbidden = `\`${option || "OPENCLAW_OFFLINE"}\` forbids every connection`;
  const said = `${forbidden}: no provider is asked what is left, and what was heard last is shown`;
  expect(JSON.parse(stdout).warnings).toEqual([said]);
  const { stderr } = await cli(`models status --usage ${option}`, { files, http, variables });
  expect(stderr).toBe(`warning: ${said}\n`);
});

const kept = (snapshot: unknown) =>
  JSON.stringify({
    version: 1,
    agents: { "/home/me/.openclaw/agents/main/agent": { anthropic: { "anthropic:me": snapshot } } },
  });
const WHOLE = { windows: [], fetchedAt: NOW, askedAt: NOW };

test.each([
  "",
  "{",
  "null",
  '{"version":2,"agents":{}}',
  '{"version":1,"agents":{"/home/me/.openclaw":{"a":{"b":7}}}}',
  kept({ ...WHOLE, windows: undefined }),
  kept({ ...WHOLE, windows: [{ label: "5h", usedPercent: "1", resetsAt: null }] }),
  kept({ ...WHOLE, windows: [{ label: "5h", usedPercent: -50, resetsAt: null }] }),
  kept({ ...WHOLE, windows: [{ label: "5h", usedPercent: 250, resetsAt: null }] }),
  kept({ ...WHOLE, windows: [{ label: "5h", usedPercent: 1, resetsAt: 0 }] }).replace(
    '"resetsAt":0',
    '"resetsAt":1e999',
  ),
  kept({ ...WHOLE, balances: [{ label: "Key" }] }),
  kept({ ...WHOLE, plan: {} }),
  kept({ ...WHOLE, askedAt: null }),
])("a cache that says %p counts as none, and is replaced", async (text) => {
  const { outputs, files } = await runs(
    world({ ...network(GOOD), files: { [CACHE]: text } }),
    { argv: "models status --json" },
    { argv: "models status --usage --json" },
  );
  expect(outputs.map((output) => usageIn(output).length)).toEqual([0, 2]);
  expect(JSON.parse(String(files[CACHE])).version).toBe(1);
});

test("what is kept holds no secret, and no agent sees another one's", async () => {
  const agents = { agents: { list: [{ id: "main", default: true }, { id: "work" }] } };
  const files = { ...authStore({ profiles: PROFILES }), ...authStore({ profiles: PROFILES }, "work") };
  const first = await runs(withConfig(agents, { ...network(GOOD), files }), { argv: "models status --usage" });
  expect(String(first.files[CACHE])).not.toContain(ACCESS.slice(15));
  const { outputs } = await runs(
    { files: first.files },
    { argv: "models status --json" },
    { argv: "models status --agent work --json" },
  );
  expect(outputs.map((output) => usageIn(output).length)).toEqual([2, 0]);
});

test("another state directory has its own", async () => {
  const first = await runs(world(network(GOOD)), { argv: "models status --usage" });
  const store = JSON.stringify({ version: 1, profiles: PROFILES });
  const files = { ...first.files, "/srv/agents/main/agent/auth-profiles.json": store };
  const variables = { OPENCLAW_STATE_DIR: "/srv" };
  const { outputs } = await runs({ files, variables }, { argv: "models status --json" });
  expect(usageIn(outputs[0] ?? "")).toEqual([]);
});

test("a key is not sent to the provider where the config gives it another address", async () => {
  const { http, asked } = network(GOOD);
  const elsewhere = { models: { providers: { openrouter: { baseUrl: "https://gateway.example/v1" } } } };
  const { document } = await cliJson("models status --usage", {
    ...withConfig(elsewhere, { http, files: authStore({ profiles: PROFILES }) }),
  });
  expect(asked.map(({ url }) => new URL(url).host)).toEqual(["api.anthropic.com"]);
  expect((document["auth"] as { usage: object[] }).usage[1]).toMatchObject({
    error: "not asked: the config gives this provider an address of its own",
  });
});

test("a variable is asked with only where a model needs it", async () => {
  const { http, asked } = network(GOOD);
  const variables = { OPENROUTER_API_KEY: ROUTER, DEEPSEEK_API_KEY: "sk-0123456789abcdef" };
  const config = { agents: { defaults: { model: "openrouter/auto" } } };
  const { document } = await cliJson("models status --usage", withConfig(config, { http, variables }));
  expect(asked.map(({ url }) => new URL(url).host)).toEqual(["openrouter.ai"]);
  expect((document["auth"] as { usage: object[] }).usage).toMatchObject([
    { profileId: "OPENROUTER_API_KEY", source: "env", balances: [{ left: 12.4 }] },
  ]);
});

test("a keyring that is locked is a note", async () => {
  const profile = { type: "token", provider: "anthropic", tokenRef: { source: "exec", provider: "keyring", id: "a" } };
  const keyring = { kind: "locked", reason: "nobody unlocked it" } as const;
  const { code, document } = await cliJson("models status --usage", world({ keyring }, { "anthropic:t": profile }));
  expect(code).toBe(0);
  expect((document["auth"] as { usage: object[] }).usage).toMatchObject([
    { profileId: "anthropic:t", windows: [], error: "the keyring is locked: nobody unlocked it", fetchedAt: null },
  ]);
});
