import { expect, test } from "bun:test";
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
  short: "sh0rtKey",
};

const CONFIG = `{
  agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["corp/big", "groq/llama-3.3-70b-versatile", "tiny/t"] } } },
  gateway: { auth: { token: "${CANARY.gateway}" } },
  env: { vars: { MISTRAL_API_KEY: "${CANARY.provider}" } },
  models: { providers: {
    corp: { baseUrl: "https://user:${CANARY.header}@corp.example/v1?key=${CANARY.provider}", apiKey: "${CANARY.config}", headers: { "X-Key": "${CANARY.header}" }, models: [{ id: "big" }] },
    tiny: { baseUrl: "https://tiny.example", apiKey: "${CANARY.short}", models: [{ id: "t" }] },
  } },
}`;

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
  },
});

const HOMES: Readonly<Record<string, Record<string, string>>> = {
  "a whole config": {
    "openclaw.json": CONFIG,
    "agents/main/agent/auth-profiles.json": STORE,
    ".env": `GROQ_API_KEY=${CANARY.dotenv}\n`,
  },
  "a config broken after a key": { "openclaw.json": CONFIG.replace('" },\n    tiny', '" ]\n    tiny') },
  "a config broken before a key": { "openclaw.json": CONFIG.replace("apiKey:", "apiKey") },
  "a key without quotes": { "openclaw.json": CONFIG.replace(`"${CANARY.config}"`, CANARY.config) },
  "a key where a number belongs": {
    "openclaw.json": `{models:{providers:{x:{models:[{id:"m",contextWindow:"${CANARY.config}"}]}}}}`,
  },
  "a key where an object belongs": { "openclaw.json": `{agents:"${CANARY.config}",auth:{profiles:"${CANARY.token}"}}` },
  "a key as a model": { "openclaw.json": CONFIG, "agents/main/agent/auth-profiles.json": STORE.slice(0, -3) },
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

/** Every run of eight characters of a canary, but for those that only hold its public beginning. */
const FRAGMENTS = Object.values(CANARY).flatMap((secret) => {
  const prefix = /^(sk-ant-api03-|sk-ant-oat01-|sk-or-v1-|gsk_)/.exec(secret)?.[0].length ?? 0;
  return Array.from({ length: Math.max(1, secret.length - 7 - prefix) }, (_, at) =>
    secret.slice(prefix + at, prefix + at + 8),
  );
});

test.each(Object.keys(HOMES))("no eight characters of a secret in any output: %s", (name) =>
  withFolder(
    Object.fromEntries(Object.entries(HOMES[name] ?? {}).map(([path, text]) => [`.openclaw/${path}`, text])),
    async (home) => {
      const before = await snapshot(home);
      const variables = {
        OPENROUTER_API_KEY: CANARY.variable,
        AWS_ACCESS_KEY_ID: "AKIA",
        AWS_SECRET_ACCESS_KEY: CANARY.header,
        FORCE_COLOR: "1",
      };
      const leaks: string[] = [];
      for (const argv of [...READING_COMMANDS, ...FAILING]) {
        for (const mode of MODES) {
          const { stdout, stderr } = runBinary([...argv, ...mode], { home, variables });
          const found = FRAGMENTS.filter((fragment) => stdout.includes(fragment) || stderr.includes(fragment));
          leaks.push(...found.map((fragment) => `${[...argv, ...mode].join(" ")}: ${fragment}`));
        }
      }
      expect(leaks).toEqual([]);
      expect(await snapshot(home)).toEqual(before);
    },
  ),
);
