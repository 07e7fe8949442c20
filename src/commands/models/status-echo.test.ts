import { expect, test } from "bun:test";
import type { Http, HttpRequest, HttpResult } from "../../contracts/http.ts";
import { authStore, cli, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const KEY = "keycanary-Kq8vZt3R";
const HEADER = "headercanary-Lm5Yc2";
const EXCHANGED = "exchangedcanary-Nb7";
const CANARIES = [KEY, HEADER, EXCHANGED];

/** How a server may send a secret back. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "in capitals": (secret) => secret.toUpperCase(),
  "in base64": btoa,
  "as a user's": (secret) => btoa(`user:${secret}`),
  "as bytes": (secret) => new TextEncoder().encode(secret).toHex(),
};

const sentIn = ({ headers }: HttpRequest) =>
  CANARIES.filter((canary) => Object.values(headers).some((value) => value.includes(canary)));
const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResult => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** Each part of an answer that is shown, made of what was sent. */
const ECHOES: readonly ((text: string) => HttpResult)[] = [
  (text) => json(401, { error: { message: text, code: "no" } }),
  (text) => json(401, { error: { message: "no", code: text } }),
  (text) => json(401, { error: text }),
  (text) => json(429, {}, { "x-ratelimit-reset": text, [`x-ratelimit-${text.toLowerCase()}`]: "1" }),
  (text) => json(429, { error: { metadata: { headers: { "x-ratelimit-reset": text } } } }),
  (text) => json(200, { success: false, msg: text }),
  (text) => ({ kind: "answer", status: 500, headers: {}, body: text }),
  (text) => ({ kind: "redirect", detail: `to ${text.toLowerCase()}.example` }),
  (text) => json(200, { data: [{ id: text }, { id: "fine", name: text }, { id: "good" }] }),
];

/** A server that first gives what Copilot asks for, and then sends back whatever was sent. */
function echoing(answer: (text: string) => HttpResult, form: (secret: string) => string): Http {
  return async (request) => {
    if (request.url.endsWith("/copilot_internal/v2/token"))
      return json(200, { token: EXCHANGED, endpoints: { api: "https://api.example" } });
    return answer(sentIn(request).map(form).join(" "));
  };
}

const config = {
  agents: {
    defaults: { model: { primary: "acme/m", fallbacks: ["github-copilot/gpt-4.1", "deepseek/deepseek-chat"] } },
  },
  models: {
    providers: {
      openrouter: { baseUrl: "https://openrouter.ai/api/v1", headers: { "x-tenant": HEADER } },
      acme: { baseUrl: "https://acme.example/v1", headers: { "x-tenant": HEADER }, models: [{ id: "m" }] },
    },
  },
};
const profiles = {
  "acme:me": { type: "api_key", provider: "acme", key: KEY },
  "github-copilot:me": { type: "token", provider: "github-copilot", token: KEY },
  "deepseek:me": { type: "api_key", provider: "deepseek", key: KEY },
  "zai:me": { type: "oauth", provider: "zai", access: KEY, refresh: "r", expires: NOW * 2 },
};

const LINES = [
  "status --probe",
  "status --probe --json",
  "status --usage",
  "list --refresh --all --provider acme",
  "scan --no-probe",
];

test.each(LINES.flatMap((argv) => Object.keys(FORMS).map((form) => [argv, form] as const)))(
  "`%s` repeats nothing that was sent and comes back %s",
  async (argv, name) => {
    const form = FORMS[name] ?? btoa;
    for (const echo of ECHOES) {
      const files = authStore({ profiles });
      const { stdout, stderr } = await cli(`models ${argv}`, withConfig(config, { http: echoing(echo, form), files }));
      const seen = (stdout + stderr).toLowerCase();
      expect(CANARIES.map(form).filter((text) => seen.includes(text.toLowerCase()))).toEqual([]);
    }
  },
);

test("a model that is called what was sent is none", async () => {
  const http: Http = async () =>
    json(200, { data: [{ id: `x-${KEY}` }, { id: "fine", name: HEADER }, { id: "good" }] });
  const files = authStore({ profiles });
  const { stdout } = await cli(
    "models list --refresh --all --provider acme --plain",
    withConfig(config, { http, files }),
  );
  expect(stdout).toBe("acme/m\nacme/good\n");
});
