import { expect, test } from "bun:test";
import { run } from "../../../cli/run.ts";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { createFakeEnv, type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const AGENT = `${STATE}/agents/main/agent`;
const profile = (type: string, more: object) => ({ type, provider: "groq", ...more });
type Place = { file: string; place: string; movable: boolean; alsoIn?: Place[] };
/** Every place in which a secret stands. */
const rows = async (world: World) =>
  ((await cliJson("models auth audit", world)).document["findings"] as Place[]).flatMap((first) =>
    [first].concat(first.alsoIn ?? []),
  );
const places = async (world: World) =>
  (await rows(world)).map(({ file, place }) => `${file.replace(`${HOME}/.openclaw/`, "")} ${place}`);

test("only the secret of an API key or a token can be moved", async () => {
  const profiles = {
    a: profile("api_key", { key: "k1", token: "t1" }),
    b: profile("token", { token: "t2", metadata: { token: "t3" } }),
    c: profile("oauth", { access: "a1", key: "k2" }),
    d: { key: "k3" },
  };
  const found = await rows({ files: authStore({ profiles }) });
  expect(found.filter(({ movable }) => movable).map(({ place }) => place)).toEqual([
    "profiles.a.key",
    "profiles.b.token",
  ]);
  const forbidden = await rows({ files: authStore({ profiles }), variables: { OPENCLAW_CONFIG_READONLY: "1" } });
  expect(forbidden.some(({ movable }) => movable)).toBe(false);
});

test("a config that names a profile in the place of a key holds no secret", async () => {
  const config = {
    models: { providers: { groq: { apiKey: "groq:manual" }, xai: { apiKey: "xai:manual" } } },
    auth: { profiles: { "xai:manual": { provider: "xai" } } },
  };
  expect(
    await places(withConfig(config, { files: authStore({ profiles: { "groq:manual": profile("api_key", {}) } }) })),
  ).toEqual([]);
});

test("includes are looked through over many files, and round in a circle", async () => {
  const files = {
    [`${STATE}/openclaw.json`]: `{ $include: ["./a.json5", "./sub/b.json5"], a: { $include: "./c.json5" } }`,
    [`${STATE}/a.json5`]: `{ $include: "./openclaw.json", token: "t1" }`,
    [`${STATE}/sub/b.json5`]: `{ $include: "./d.json5"`,
    [`${STATE}/sub/d.json5`]: `{ token: "t2" }`,
    [`${STATE}/c.json5.bak`]: `{ token: "t3" }`,
    [`${STATE}/c.json5`]: "{}",
  };
  const { stdout } = await cli("models auth audit --plain", { files });
  expect(stdout.replaceAll(`${HOME}/.openclaw/`, "")).toBe(
    "*** token a.json5\n*** token sub/d.json5\n*** token c.json5.bak\n",
  );
});

test("whatever stands beside a file under a longer name is a copy of it, but for its lock, and is looked at before the rest", async () => {
  const token = `{ token: "t1" }`;
  const names = [
    "openclaw.json.bak",
    "openclaw.json.bak.1",
    "openclaw.json.bak.4",
    "openclaw.json.last-good",
    "openclaw.json.bak.5",
    "openclaw.json~",
    "openclaw.json.4711.0f0f0f0f.tmp",
    "openclaw.json.lock",
    "openclaw.jsonl",
  ];
  const own = [
    "auth-profiles.json.bak",
    "auth-profiles.json.migrated-2-b",
    "auth-profiles.json.migrated-1-a",
    "models.json.bak.3",
  ];
  const all = [...names.map((name) => `${STATE}/${name}`), ...own.map((name) => `${AGENT}/${name}`)];
  const found = await places({
    files: { [`${STATE}/openclaw.json`]: "{}", ...Object.fromEntries(all.map((path) => [path, token])) },
  });
  expect(found).toEqual([
    "openclaw.json.4711.0f0f0f0f.tmp token",
    "openclaw.json.bak token",
    "openclaw.json.bak.1 token",
    "openclaw.json.bak.4 token",
    "openclaw.json.bak.5 token",
    "openclaw.json.last-good token",
    "openclaw.json~ token",
    "agents/main/agent/auth-profiles.json.bak token",
    "agents/main/agent/auth-profiles.json.migrated-1-a token",
    "agents/main/agent/auth-profiles.json.migrated-2-b token",
    "agents/main/agent/models.json.bak.3 token",
    "openclaw.jsonl line 1",
    "openclaw.json.lock token",
  ]);
});

const rowOf = (key: string) => JSON.stringify({ profiles: { "groq:a": profile("api_key", { key }) } });
const databases = {
  [`${STATE}/state/openclaw.sqlite`]: {
    "authProfiles.store": rowOf("s1"),
    secret_store_entries: `{"secret_store_entries": {"N": {"secret": "n1"}}}`,
  },
  [`${AGENT}/openclaw-agent.sqlite`]: { auth_profile_store: rowOf("m1") },
  [`${STATE}/agents/work/agent/openclaw-agent.sqlite`]: { auth_profile_store: rowOf("w1") },
};

test("the databases of a newer OpenClaw are looked into, each once, and nothing beside them can be moved", async () => {
  const world = withConfig(
    { agents: { list: [{ id: "main" }, { id: "work" }] } },
    { databases, files: authStore({ profiles: { a: profile("api_key", { key: "k1" }) } }) },
  );
  const { code, stdout, stderr } = await cli("models auth audit --plain", world);
  expect({ code, stdout: stdout.replaceAll(`${HOME}/.openclaw/`, ""), stderr }).toEqual({
    code: 0,
    stdout: `*** profiles["groq:a"].key state/openclaw.sqlite
*** secret_store_entries.N.secret state/openclaw.sqlite
*** profiles.a.key agents/main/agent/auth-profiles.json
*** profiles["groq:a"].key agents/main/agent/openclaw-agent.sqlite
*** profiles["groq:a"].key agents/work/agent/openclaw-agent.sqlite
`,
    stderr: "",
  });
  const { stdout: json } = await cli("models auth audit --json", world);
  expect(json).not.toContain('"movable": true');
});

test("after `models auth migrate` nothing that it moved is found any more", async () => {
  const key = "Pv7Mn2Bx8Cz5LdKfJgHyRt";
  const store = authStore({ profiles: { "groq:a": profile("api_key", { key }) } });
  const files = { ...store, [`${AGENT}/auth-profiles.json.bak`]: Object.values(store)[0] ?? "" };
  const { env, stdout } = createFakeEnv({ files });
  expect(await run(["models", "auth", "audit", "--check"], env)).toBe(1);
  expect(await run(["models", "auth", "migrate", "--yes"], env)).toBe(0);
  expect(await run(["models", "auth", "audit", "--check", "--keyring"], env)).toBe(0);
  expect(stdout()).toEndWith("✓ no secret stands in clear in 2 files\n");
});

test("what starts the gateway is looked into, wherever `openclaw gateway install` put it", async () => {
  const units = "~/.config/systemd/user";
  const agents = "~/Library/LaunchAgents";
  const key = "Pv7Mn2Bx8Cz5LdKfJgHyRt";
  const files = {
    [`${STATE}/openclaw.json`]: `{gateway: {auth: {token: "${key}"}}}`,
    [`${units}/openclaw-gateway.service`]: `[Service]
ExecStart=/usr/bin/node /x/index.js gateway --port 18789 --password hunter1
Environment=HOME=/home/me
Environment=OPENCLAW_GATEWAY_TOKEN=${key}
Environment="GEMINI_API_KEY=g1" "LANG=C"
Environment=TELEGRAM_BOT_TOKEN=\${TELEGRAM_BOT_TOKEN}
Environment=OPENCLAW_SERVICE_MANAGED_ENV_KEYS=A_KEY,B_KEY
`,
    [`${units}/openclaw-gateway.service.d/override.conf`]: "[Service]\nEnvironment=BRAVE_API_KEY=b1\n",
    [`${units}/other.service`]: "Environment=OTHER_TOKEN=o1\n",
    [`${agents}/ai.openclaw.gateway.plist`]: `<dict><key>ProgramArguments</key><array>
  <string>gateway</string><string>--token</string><string>p1</string><string>--port</string><string>5</string></array>
  <key>EnvironmentVariables</key><dict><key>HOME</key><string>/home/me</string>
  <key>HF_TOKEN</key>
  <string>h1</string><key>X_TOKEN</key><string></string></dict></dict>`,
    [`${STATE}/gateway.cmd`]: `@echo off\r\nset "XAI_API_KEY=x1"\r\nset A_KEY=%A_KEY%\r\n`,
  };
  const { stdout } = await cli("models auth audit --plain", { files });
  expect(stdout.replaceAll(HOME, "~").split("\n").slice(0, -1)).toEqual([
    "…HyRt gateway.auth.token ~/.openclaw/openclaw.json",
    `…HyRt OPENCLAW_GATEWAY_TOKEN ${units}/openclaw-gateway.service`,
    `*** GEMINI_API_KEY ${units}/openclaw-gateway.service`,
    `*** line-2 ${units}/openclaw-gateway.service`,
    `*** BRAVE_API_KEY ${units}/openclaw-gateway.service.d/override.conf`,
    `*** token ${agents}/ai.openclaw.gateway.plist`,
    `*** HF_TOKEN ${agents}/ai.openclaw.gateway.plist`,
    "*** XAI_API_KEY ~/.openclaw/gateway.cmd",
  ]);
});

test("it explains itself", async () => {
  const { code, stdout } = await cli("models auth audit --help");
  expect(code).toBe(0);
  expect(stdout).toContain("Ask the keyring whether it holds what the stores refer to");
});
