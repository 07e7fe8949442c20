import { expect, test } from "bun:test";
import { cli, cliJson } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const AGENT = `${STATE}/agents/main/agent`;
const ref = (id: string) => ({ source: "exec", provider: "keyring", id });

/** A secret for each place, none like another in any eight characters. */
const S = {
  config: "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7",
  header: "Hd4Gf9TjQe6WsUa1VoIpZk",
  user: "Us3Er9Pa5Ss1Wo7Rd",
  gateway: "Ga8Te1Wy4Rt7Yu0Io3Pa6Sd9",
  comment: "gsk_Co3Mm6En9Tt2Uj5Ik8OlWs",
  included: "sk-proj-In4Cl7Ud0Ed3Qp6Wo9Ei2Ru5",
  dotenv: "De3Rf6Tg9Yh2Uj5Ik8OlWs",
  key: "Pv7Mn2Bx8Cz5LdKfJgHyRt",
  token: "sk-ant-oat01-To5Ke8Nq1Wa4Es7Rd0Tf3Yg6Uh9Ij",
  access: "Ac2Ce5Ss8Xz1Qw4Er7Ty0Ui3",
  backup: "xai-Ba5Ta8Ba1Se4Mz7Nx0Bc3Vl6",
  models: "Mo9De2Ls5Ar8Pl1Ok4Ij7Uh0",
};
const config = `{
  $include: "./more.json5", // once ${S.comment}
  models: { providers: {
    corp: { baseUrl: "https://me:${S.user}@corp.example/v1", apiKey: "${S.config}", headers: { "X-Api-Key": "${S.header}" } },
    fine: { baseUrl: "https://fine.example", apiKey: "\${FINE_KEY}", models: [{ id: "max-tokens-key", maxTokens: 5 }] },
    ref: { baseUrl: "https://ref.example", apiKey: { source: "env", provider: "default", id: "REF_KEY" } },
  } },
  gateway: { auth: { token: "${S.gateway}" } },
}`;
const files = {
  [`${STATE}/openclaw.json`]: config,
  [`${STATE}/openclaw.json.bak.2`]: `{ models: { providers: { openai: { apiKey: "${S.backup}" } } } }`,
  [`${STATE}/more.json5`]: `{ models: { providers: { openai: { apiKey: "${S.included}" } } } }`,
  [`${STATE}/.env`]: `GROQ_API_KEY=${S.dotenv}\nEDITOR=vi\n`,
  [`${AGENT}/auth-profiles.json`]: JSON.stringify({
    profiles: {
      "openai:work": { type: "api_key", provider: "openai", key: S.key },
      "anthropic:t": { type: "token", provider: "anthropic", token: S.token },
      "anthropic:o": { type: "oauth", provider: "anthropic", access: S.access, refresh: S.key, expires: 5 },
      "groq:ring": { type: "api_key", provider: "groq", keyRef: ref("main/groq:ring") },
      "groq:gone": { type: "api_key", provider: "groq", keyRef: ref("main/groq:gone") },
    },
  }),
  [`${AGENT}/models.json`]: JSON.stringify({ providers: { corp: { apiKey: S.models } } }),
  [`${AGENT}/auth-profiles.json.migrated-1-a`]: JSON.stringify({ profiles: { x: { key: S.token } } }),
};
const keyring = () => new Map([["main/groq:ring", "gsk_0123456789abcdefghij"]]);
const world: World = { files, keyring: keyring(), variables: { FINE_KEY: "f", REF_KEY: "r" } };

test("every secret in clear is found, with its file and place, and nothing else", async () => {
  const { document } = await cliJson("models auth audit", world);
  type Place = { file: string; place: string; movable: boolean };
  const placeOf = ({ file, place, movable }: Place) => [file.replace(`${HOME}/.openclaw/`, ""), place, movable];
  const found = (document["findings"] as (Place & { alsoIn: Place[] })[]).flatMap((first) =>
    [placeOf(first)].concat(first.alsoIn.map((also) => ["also", ...placeOf(also)])),
  );
  const store = "agents/main/agent/auth-profiles.json";
  expect(found).toEqual([
    ["openclaw.json", "models.providers.corp.baseUrl", false],
    ["openclaw.json", "models.providers.corp.apiKey", false],
    ["openclaw.json", "models.providers.corp.headers.X-Api-Key", false],
    ["openclaw.json", "gateway.auth.token", false],
    ["openclaw.json", "line 2", false],
    ["more.json5", "models.providers.openai.apiKey", false],
    [".env", "GROQ_API_KEY", false],
    [store, 'profiles["openai:work"].key', true],
    ["also", store, 'profiles["anthropic:o"].refresh', false],
    [store, 'profiles["anthropic:t"].token', true],
    ["also", `${store}.migrated-1-a`, "profiles.x.key", false],
    [store, 'profiles["anthropic:o"].access', false],
    ["agents/main/agent/models.json", "providers.corp.apiKey", false],
    ["openclaw.json.bak.2", "models.providers.openai.apiKey", false],
  ]);
});

test("a person sees it by file, with the cure", async () => {
  const { code, stdout } = await cli("models auth audit", world);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "✗ 12 secrets stand in clear, in 14 places

    ~/.openclaw/openclaw.json
      models.providers.corp.baseUrl
      models.providers.corp.apiKey    sk-ant-api03-…XhP7
      models.providers.corp.headers.X-Api-Key …IpZk
      gateway.auth.token              …6Sd9
      → write \`\${NAME}\` in its place, and set the variable
      line 2                          gsk_…OlWs
      → take it out of the text

    ~/.openclaw/more.json5
      models.providers.openai.apiKey  sk-proj-…2Ru5
      → write \`\${NAME}\` in its place, and set the variable

    ~/.openclaw/.env
      GROQ_API_KEY                    …OlWs
      → \`openclaw models auth add\` keeps it in the keyring; then take the line out

    ~/.openclaw/agents/main/agent/auth-profiles.json
      profiles["openai:work"].key     …HyRt
        also profiles["anthropic:o"].refresh
          → OpenClaw keeps it there itself; see that only you can read the file
      profiles["anthropic:t"].token   sk-ant-oat01-…h9Ij
        also ~/.openclaw/agents/main/agent/auth-profiles.json.migrated-1-a profiles.x.key
          → delete this copy when you need it no more
      → \`openclaw models auth migrate\`
      profiles["anthropic:o"].access  …0Ui3
      → OpenClaw keeps it there itself; see that only you can read the file

    ~/.openclaw/agents/main/agent/models.json
      providers.corp.apiKey           …7Uh0
      → OpenClaw writes it there out of the config: mend it there, then delete this file

    ~/.openclaw/openclaw.json.bak.2
      models.providers.openai.apiKey  xai-…3Vl6
      → delete this copy when you need it no more
    "
  `);
});

test("--check is 1 with a secret in clear, 0 without; an empty home is clean", async () => {
  expect((await cli("models auth audit --check", world)).code).toBe(1);
  expect(await cli("models auth audit --check")).toEqual({
    code: 0,
    stdout: "✓ no secret stands in clear in 0 files\n",
    stderr: "",
  });
});
