import { expect, test } from "bun:test";
import { NOW } from "../../testing/env.ts";
import { CODE, FORM, refusal, said, sent, signInTo } from "../../testing/sign-in.ts";
import meta from "../meta.ts";
import { LOGIN_DIALECTS } from "./dialects.ts";

const GRANT = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";

test("Meta: the token that says who somebody is makes the key, and renews it", async () => {
  const identity = said({ access_token: "identity", token_type: "bearer" });
  const { requests, granted } = await signInTo(meta, LOGIN_DIALECTS, [said(CODE), identity, said({ api_key: "key" })]);
  expect(requests.map(sent)).toEqual([
    {
      request: "POST https://auth.meta.com/oidc/device/authorization/",
      headers: FORM,
      body: "client_id=1031625952748946",
    },
    {
      request: "POST https://auth.meta.com/oidc/device/token/",
      headers: FORM,
      body: `grant_type=${GRANT}&client_id=1031625952748946&device_code=d-1`,
    },
    {
      request: "POST https://api.meta.ai/muse-code/key",
      headers: {
        ...FORM,
        "content-type": "application/json",
        authorization: "Bearer identity",
        "x-api-version": "1.0.0",
      },
      body: "{}",
    },
  ]);
  if (granted.type !== "oauth") throw new Error("no tokens");
  const { access, refresh, expires } = granted.tokens;
  expect([access.reveal(), refresh?.reveal(), expires]).toEqual(["key", "identity", NOW + 5000 + 86_400_000]);
});

test("Meta: an account that is not set up yet is told where, and gets nothing", async () => {
  const page = "https://meta.ai/setup?token=secret";
  const { error } = await signInTo(meta, LOGIN_DIALECTS, [
    said(CODE),
    said({ access_token: "identity" }),
    said({ action_url: page }),
  ]);
  expect(error).toEqual({
    code: "login_failed",
    message: "meta gives no key to this account yet",
    hint: "finish its setup at https://meta.ai/setup, then `openclaw models auth login --provider example`",
  });
});

test.each([
  ["a refusal", refusal("forbidden"), "it says “forbidden”"],
  ["nothing", said({}), "it gave no tokens"],
])("Meta: %s instead of a key ends the sign-in", async (_, answer, why) => {
  const { error } = await signInTo(meta, LOGIN_DIALECTS, [said(CODE), said({ access_token: "identity" }), answer]);
  expect(error?.message).toBe(`example did not finish the sign-in: ${why}`);
});

test("Meta: no token of the first answer comes back in what refuses the trade, or in the page of the setup", async () => {
  const first = { access_token: "identity-Xq4Lz8", refresh_token: "renewing-Rt2WvK" };
  const quoting = refusal("forbidden", { error_description: "not identity-Xq4Lz8, nor renewing-Rt2WvK" });
  const refused = await signInTo(meta, LOGIN_DIALECTS, [said(CODE), said(first), quoting]);
  expect(refused.error?.message).toEndWith("it says “not ***, nor ***”");
  const setUp = said({ action_url: "https://meta.ai/setup/identity-Xq4Lz8" });
  const { error } = await signInTo(meta, LOGIN_DIALECTS, [said(CODE), said(first), setUp]);
  expect(error?.hint).toStartWith("finish its setup at https://meta.ai/setup/***, then ");
});

test.each(["javascript:alert(1)", "http://meta.ai/setup", "https://me@meta.ai/setup", "meta.ai"])(
  "Meta: %s is no page to finish a setup at",
  async (page) => {
    const answers = [said(CODE), said({ access_token: "identity" }), said({ action_url: page })];
    expect((await signInTo(meta, LOGIN_DIALECTS, answers)).error?.message).toEndWith("it gave no tokens");
  },
);
