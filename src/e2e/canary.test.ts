import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runBinary, snapshot, withFolder } from "../testing/binary.ts";
import { READING_COMMANDS } from "../testing/homes.ts";

/** A secret for each place in which one can stand, none like another in any eight characters. */
const CANARY = {
  config: "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7",
  header: "Hd4Gf9TjQe6WsUa1VoIpZk",
  provider: "Pv7Mn2Bx8Cz5LdKfJgHyRt",
  dotenv: "gsk_De3Rf6Tg9Yh2Uj5Ik8OlWs",
  variable: "sk-or-v1-Va1Sd4Fg7Hj0Kl3Zx6Cv9Bn2",
  token: "sk-ant-oat01-To5Ke8Nq1Wa4Es7Rd0Tf3Yg6Uh9Ij",
  access: "Ac2Ce5Ss8Xz1Qw4Er7Ty0Ui3",
  refresh: "Re6Fr9Es2Hp5Lk8Mj1Nh4Bg7",
  legacy: "Le3Ga6Cy9Vb2Nm5Qa8Wz1Sx4",
  gateway: "Ga8Te1Wy4Rt7Yu0Io3Pa6Sd9",
  included: "sk-proj-In4Cl7Ud0Ed3Qp6Wo9Ei2Ru5",
  database: "Da5Ta8Ba1Se4Mz7Nx0Bc3Vl6",
  named: "Na9Me2Dv5Ar8Pl1Ok4Ij7Uh0",
  short: "sh0rtKey",
  shortest: "Zq7#Xj",
};

const CONFIG = `{
  $include: "./more.json5",
  agents: { defaults: {
    model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["corp/big", "groq/llama-3.3-70b-versatile", "tiny/t"] },
    imageModel: { primary: "named/n", fallbacks: ["openai/gpt-5.2"] },
    models: { "corp/big": { alias: "big" } },
  } },
  gateway: { auth: { token: "${CANARY.gateway}" } }, // once ${CANARY.gateway}
  env: { vars: { MISTRAL_API_KEY: "${CANARY.provider}" } },
  models: { providers: {
    corp: { baseUrl: "https://user:${CANARY.header}@corp.example/v1?key=${CANARY.provider}", apiKey: "${CANARY.config}", headers: { "X-Key": "${CANARY.header}" }, models: [{ id: "big" }] },
    tiny: { baseUrl: "https://tiny.example", apiKey: "${CANARY.short}", models: [{ id: "t" }] },
    least: { baseUrl: "https://least.example", apiKey: "${CANARY.shortest}", models: [{ id: "l" }] },
    named: { baseUrl: "https://named.example", apiKey: { source: "env", provider: "default", id: "NAMED_KEY" }, models: [{ id: "n" }] },
  } },
}`;
const MORE = `{models:{providers:{openai:{apiKey:"${CANARY.included}"}}},gateway:{auth:{password:"${CANARY.legacy}"}}}`;
const config = (text: string) => ({ "openclaw.json": text, "more.json5": MORE });

const STORE = JSON.stringify({
  profiles: {
    "anthropic:oauth": {
      type: "oauth",
      provider: "anthropic",
      access: CANARY.access,
      refresh: CANARY.refresh,
      expires: 1,
    },
    "anthropic:token": { type: "token", provider: "anthropic", token: CANARY.token },
    "zai:key": { type: "api_key", provider: "zai", key: CANARY.legacy },
    "least:key": { type: "api_key", provider: "least", key: CANARY.shortest },
  },
});

const HOMES: Readonly<Record<string, Record<string, string>>> = {
  "a whole config": {
    ...config(CONFIG),
    "agents/main/agent/auth-profiles.json": STORE,
    ".env": `GROQ_API_KEY=${CANARY.dotenv}\n`,
  },
  "a config broken after a key": config(CONFIG.replace('" },\n    tiny', '" ]\n    tiny')),
  "a config broken before a key": config(CONFIG.replace("apiKey:", "apiKey")),
  "a key without quotes": config(CONFIG.replace(`"${CANARY.config}"`, CANARY.config)),
  "a broken included file": { ...config(CONFIG), "more.json5": MORE.replace("}},gateway", "},gateway") },
  "an included key without quotes": {
    ...config(CONFIG),
    "more.json5": MORE.replace(`"${CANARY.included}"`, CANARY.included),
  },
  "a short key in a broken line": config(CONFIG.replace(`"${CANARY.shortest}",`, `"${CANARY.shortest}"`)),
  "a short key without quotes": config(CONFIG.replace(`"${CANARY.shortest}"`, CANARY.shortest)),
  "a short key that is not closed": config(CONFIG.replace(`"${CANARY.shortest}"`, `"${CANARY.shortest}`)),
  "a short key where a number belongs": {
    "openclaw.json": `{models:{providers:{x:{models:[{id:"m",contextWindow:"${CANARY.shortest}"}]}}}}`,
  },
  "a key where a number belongs": {
    "openclaw.json": `{models:{providers:{x:{models:[{id:"m",contextWindow:"${CANARY.config}"}]}}}}`,
  },
  "a key where an object belongs": { "openclaw.json": `{agents:"${CANARY.config}",auth:{profiles:"${CANARY.token}"}}` },
  "a store that is cut off": { ...config(CONFIG), "agents/main/agent/auth-profiles.json": STORE.slice(0, -3) },
  "a broken store": { "agents/main/agent/auth-profiles.json": STORE.replace("}", "") },
  "older stores": {
    "agents/main/agent/auth.json": `{"openai":{"type":"api_key","key":"${CANARY.legacy}"}}`,
    "credentials/oauth.json": `{"chutes":{"access":"${CANARY.access}","refresh":"${CANARY.refresh}","expires":1}}`,
  },
};

const MODES = [[], ["--json"], ["--plain"]] as const;
const FAILING = [
  ["models", "explain", "nope"],
  ["models", "status", "--agent", "ghost"],
  ["models", "frob"],
  ["models", "list", "--provider", "nope"],
];
const CHANGES = [
  ["models", "set", "groq/llama-3.3-70b-versatile"],
  ["models", "set-image", "big"],
  ["models", "aliases", "add", "smart", "tiny/t"],
  ["models", "aliases", "remove", "big"],
  ["models", "fallbacks", "add", "openai/gpt-5.2"],
  ["models", "fallbacks", "remove", "big"],
  ["models", "fallbacks", "move", "tiny/t", "1"],
  ["models", "fallbacks", "clear"],
  ["models", "image-fallbacks", "add", "big"],
  ["models", "image-fallbacks", "remove", "openai/gpt-5.2"],
  ["models", "image-fallbacks", "move", "openai/gpt-5.2", "1"],
  ["models", "image-fallbacks", "clear"],
  ["models", "scan", "--offline"],
].map((argv) => argv.concat("--dry-run"));

/** Every run of eight characters of a canary, a shorter one whole, but for those that only hold its public beginning. */
const FRAGMENTS = Object.values(CANARY).flatMap((secret) => {
  const prefix = /^(sk-ant-api03-|sk-ant-oat01-|sk-or-v1-|sk-proj-|gsk_)/.exec(secret)?.[0].length ?? 0;
  return Array.from({ length: Math.max(1, secret.length - 7 - prefix) }, (_, at) =>
    secret.slice(prefix + at, prefix + at + 8),
  );
});

async function expectNoLeak(home: string): Promise<void> {
  const before = await snapshot(home);
  const variables = {
    OPENROUTER_API_KEY: CANARY.variable,
    NAMED_KEY: CANARY.named,
    AWS_ACCESS_KEY_ID: "AKIA",
    AWS_SECRET_ACCESS_KEY: CANARY.header,
    FORCE_COLOR: "1",
  };
  const leaks: string[] = [];
  for (const argv of [...READING_COMMANDS, ...FAILING, ...CHANGES]) {
    for (const mode of MODES) {
      const { stdout, stderr } = runBinary([...argv, ...mode], { home, variables });
      const found = FRAGMENTS.filter((fragment) => stdout.includes(fragment) || stderr.includes(fragment));
      leaks.push(...found.map((fragment) => `${[...argv, ...mode].join(" ")}: ${fragment}`));
    }
  }
  expect(leaks).toEqual([]);
  expect(await snapshot(home)).toEqual(before);
}

const underState = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`.openclaw/${path}`, text]));

test.each(Object.keys(HOMES))("no eight characters of a secret in any output: %s", (name) =>
  withFolder(underState(HOMES[name] ?? {}), expectNoLeak),
);

test.each([
  ["a database", STORE.replaceAll(CANARY.legacy, CANARY.database)],
  ["a database with a row that is cut off", STORE.replaceAll(CANARY.legacy, CANARY.database).slice(0, -3)],
])("no eight characters of a secret in any output: %s", (_, row) =>
  withFolder(underState(config(CONFIG)), async (home) => {
    mkdirSync(join(home, ".openclaw/state"), { recursive: true });
    const database = new Database(join(home, ".openclaw/state/openclaw.sqlite"));
    database.run("CREATE TABLE config_machine_state (state_key TEXT PRIMARY KEY, value_json TEXT) STRICT");
    database.run("INSERT INTO config_machine_state VALUES ('authProfiles.store', ?)", [row]);
    database.close();
    await expectNoLeak(home);
  }),
);

test("no eight characters of a secret beside a change: a key below `agents`, a short one in a comment", () => {
  const text = `{
  // once ${CANARY.short}
  agents: { defaults: {
    memorySearch: { remote: { apiKey: "${CANARY.provider}", headers: { "X-Key": "${CANARY.header}" } } },
    model: { primary: "openai/gpt-5.2" },
    sandbox: { docker: { env: { KEY: "${CANARY.named}" } } },
  } },
}`;
  return withFolder(underState({ "openclaw.json": text }), expectNoLeak);
});

test("the canaries are found: each home is answered or refused, and keys in use are shown by their ends", () =>
  withFolder(underState(HOMES["a whole config"] ?? {}), (home) => {
    const { code, stdout } = runBinary(["models", "status"], { home, variables: { NAMED_KEY: CANARY.named } });
    expect(code).toBe(0);
    for (const shown of ["sk-ant-api03-…XhP7", "sk-proj-…2Ru5", "gsk_…OlWs", "…7Uh0"]) expect(stdout).toContain(shown);
  }));
