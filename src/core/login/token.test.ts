import { expect, test } from "bun:test";
import type { HttpRequest, HttpResult } from "../../contracts/http.ts";
import type { OAuth } from "../../contracts/oauth.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { clientOf, post } from "./token.ts";

const URL_OF = "https://auth.example/token";

async function asked(answer: HttpResult, body: OAuth["body"] = "form") {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    return answer;
  };
  const { env } = createFakeEnv({ http });
  const said = await post(env, URL_OF, { code: "a b", left: undefined, empty: "" }, { body, deadlineMs: 9 });
  return { said, request: requests[0] };
}
const answered = (status: number, body: unknown): HttpResult => ({
  kind: "answer",
  status,
  headers: {},
  body: typeof body === "string" ? body : JSON.stringify(body),
});

test.each([
  ["form", "application/x-www-form-urlencoded", "code=a+b"],
  ["json", "application/json", '{"code":"a b"}'],
] as const)("fields go out as %s, without those that are empty", async (kind, type, text) => {
  const { request } = await asked(answered(200, {}), kind);
  expect([request?.headers["content-type"], request?.body, request?.deadlineMs]).toEqual([type, text, 9]);
});

test.each<[string, HttpResult, object]>([
  ["tokens", answered(200, { access_token: "t" }), { kind: "granted", body: { access_token: "t" } }],
  [
    "a refusal in a 400",
    answered(400, { error: "invalid_grant", error_description: "gone" }),
    { kind: "refused", error: "invalid_grant", description: "gone" },
  ],
  [
    "a refusal in a 200",
    answered(200, { error: "slow_down", interval: 9 }),
    { kind: "refused", error: "slow_down", description: "", body: { error: "slow_down", interval: 9 } },
  ],
  [
    "a refusal in an object",
    answered(401, { error: { type: "invalid_grant", message: "gone" } }),
    { kind: "refused", error: "invalid_grant", description: "gone" },
  ],
  ...["", null, {}, { code: "" }, false].map((error): [string, HttpResult, object] => [
    `tokens beside the error ${JSON.stringify(error)}`,
    answered(200, { access_token: "t", error }),
    { kind: "granted", body: { access_token: "t", error } },
  ]),
  [
    "a redirection",
    { kind: "redirect", detail: "to other.example" },
    { kind: "trouble", detail: "it leads elsewhere, to other.example" },
  ],
  ["a 500 with a word", answered(500, { error: "server_error" }), { kind: "trouble", detail: "it answered HTTP 500" }],
  ["a 404", answered(404, {}), { kind: "trouble", detail: "it answered HTTP 404", status: 404 }],
  ["a page", answered(200, "<html>"), { kind: "trouble", detail: "it did not answer as documented (HTTP 200)" }],
  ["a list", answered(200, []), { kind: "trouble", detail: "it did not answer as documented (HTTP 200)" }],
  [
    "nothing",
    { kind: "network", detail: "the host is not known" },
    { kind: "trouble", detail: "the host is not known" },
  ],
])("%s", async (_, answer, expected) => {
  expect((await asked(answer)).said).toMatchObject(expected);
});

const CODE = "c0de/Xq4Lz8Rt2+WvKp6";

test.each<[string, string]>([
  ["as it is", CODE],
  ["in an address", encodeURIComponent(CODE)],
  ["in a form", new URLSearchParams({ code: CODE }).toString().slice(5)],
  ["in base64", Buffer.from(`code ${CODE}`).toString("base64")],
])(
  "a secret that was sent and comes back %s is in no sentence of a refusal, be it in a field or a header",
  async (_, text) => {
    for (const sent of [
      { fields: { code: CODE } },
      { headers: { authorization: `Bearer ${CODE}` } },
      { secrets: [CODE] },
    ]) {
      const http = async () => answered(400, { error: `no ${text}`, error_description: `not known: ${text}` });
      const { fields = {}, ...more } = { fields: {}, ...sent };
      const said = await post(createFakeEnv({ http }).env, URL_OF, fields, { body: "form", deadlineMs: 9, ...more });
      const { error, description } = said as { error: string; description: string };
      for (const told of [error, description]) {
        expect(told).toContain("***");
        expect([told.includes(text), told.includes(CODE)]).toEqual([false, false]);
      }
    }
  },
);

test("what everybody knows of a request stays in a refusal", async () => {
  const fields = { client_id: "program", grant_type: "authorization_code", redirect_uri: "http://localhost/back" };
  const http = async () => answered(400, { error: "x", error_description: Object.values(fields).join(" ") });
  const said = await post(createFakeEnv({ http }).env, URL_OF, fields, { body: "form", deadlineMs: 9 });
  expect(said).toMatchObject({ description: "program authorization_code http://localhost/back" });
});

const oauth = { token: URL_OF, scopes: "", body: "form" } as const;

test("a program of the user's own is named by a variable, which an error tells", () => {
  const own = { ...oauth, clientId: ["MY_ID"], clientSecret: ["MY_SECRET"] };
  expect(clientOf(own, { MY_ID: "id", MY_SECRET: "secret" })).toEqual({ id: "id", secret: "secret" });
  expect(() => clientOf(own, {})).toThrow("this provider knows only programs that are registered with it");
});

test("a program that the provider knows needs nothing, and neither does one that wants no name", () => {
  expect(clientOf({ ...oauth, clientId: "known" }, {})).toEqual({ id: "known", secret: undefined });
  expect(clientOf({ ...oauth, clientId: [] }, {})).toEqual({ id: "", secret: undefined });
});
