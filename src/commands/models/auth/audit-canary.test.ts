import { expect, test } from "bun:test";
import { authStore, cli } from "../../../testing/cli.ts";
import type { World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
/** None like another in any eight characters, with the public beginning that a mask shows. */
const SECRETS: readonly (readonly [prefix: string, body: string])[] = [
  ["sk-ant-api03-", "Kq8vZt3RwLm5Yc2NbXhP7"],
  ["sk-ant-oat01-", "To5Ke8Nq1Wa4Es7Rd0Tf3Yg6Uh9Ij"],
  ["gsk_", "Co3Mm6En9Tt2Uj5Ik8OlWs"],
  ["AIzaSy", "Go3Og6Le9Tt2Uj5Ik8OlWq4Zx"],
  ["", "Hd4Gf9TjQe6WsUa1VoIpZk"],
  ["", "Ga8Te1Wy4Rt7Yu0Io3Pa6Sd9"],
  ["", "sh0rtKey"],
  ["", "Us3Er9Pa5Ss1Wo7Rd"],
];
const [api, setup, groq, google, header, gateway, short, user] = SECRETS.map(([prefix, body]) => prefix + body);

const CONFIG = `{
  $include: "./more.json5", // once ${gateway}, ${groq}
  "${api}": { "${header}": { key: "${header}" } },
  env: { vars: { GROQ_API_KEY: "${groq}" } },
  models: { providers: {
    corp: { baseUrl: "https://me:${user}@x.example/?key=${google}", apiKey: "${api}", headers: { "X-Key": "${header}" } },
    "${header}": { apiKey: "${short}", note: "my key is ${gateway}", "https://me:${user}@y": { token: "${user}" } },
  } },
  gateway: { auth: { token: "${gateway}", password: "${short}" } },
  agents: { list: [{ id: "main" }] },
}`;
const STORE = authStore({
  profiles: {
    [`openai:${gateway}`]: { type: "api_key", provider: gateway, key: header },
    "anthropic:t": { type: "token", provider: "anthropic", token: setup },
    "anthropic:o": { type: "oauth", provider: "anthropic", access: user, refresh: short },
    [setup ?? ""]: {
      type: "api_key",
      provider: "groq",
      keyRef: { source: "exec", provider: "keyring", id: "main/gone" },
    },
  },
});
const FILES = {
  [`${STATE}/openclaw.json`]: CONFIG,
  [`${STATE}/more.json5`]: `{ tools: { web: { apiKey: "${google}" } } }`,
  [`${STATE}/.env`]: `GROQ_API_KEY=${groq}\nPROXY=http://me:${user}@p\n# ${gateway} ${api}\n`,
  [`${STATE}/logs/${gateway}.log`]: `Authorization: Bearer ${header}1 ${api} --token ${setup}\n`,
  [`${STATE}/${setup}.zip`]: "",
  [`${STATE}/cron/jobs.json`]: `{"args": ["--api-key", "${user}", "https://x:${header}@y"], "${gateway}": ["--token=${header}"]}`,
  ...STORE,
  ...Object.fromEntries(Object.entries(STORE).map(([path, text]) => [`${path}.bak`, text])),
};
const databases = {
  [`${STATE}/agents/main/agent/openclaw-agent.sqlite`]: { auth_profile_store: Object.values(STORE)[0] ?? "" },
};
const WORLDS: Readonly<Record<string, World>> = {
  whole: { files: FILES, databases },
  "cut off": { files: Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, text.slice(0, -9)])) },
  "without quotes": { files: { ...FILES, [`${STATE}/openclaw.json`]: CONFIG.replace(/"/g, "") } },
  "of another shape": {
    files: { ...FILES, [`${STATE}/openclaw.json`]: CONFIG.replace("list: [", `list: "${gateway}", x: [`) },
  },
  "on one line": { files: { ...FILES, [`${STATE}/openclaw.json`]: CONFIG.replace(/\n/g, " ") } },
};

const MODES = ["", "--json", "--plain", "--check", "--keyring", "--keyring --json", "--agent main", "--agent ghost"];

test.each(Object.keys(WORLDS).flatMap((name) => MODES.map((mode) => [name, mode] as const)))(
  "no eight characters of a secret are shown: files that are %s, `audit %s`",
  async (name, mode) => {
    const { stdout, stderr } = await cli(`models auth audit ${mode}`.trim(), WORLDS[name]);
    const said = stdout + stderr;
    expect(said).not.toBe("");
    for (const [prefix, body] of SECRETS)
      for (let at = 0; at + 8 <= body.length; at++) expect(`${prefix}: ${said}`).not.toContain(body.slice(at, at + 8));
  },
);
