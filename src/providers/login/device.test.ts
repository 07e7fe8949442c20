import { expect, test } from "bun:test";
import { NOW } from "../../testing/env.ts";
import {
  type Answer,
  CODE,
  FORM,
  PENDING,
  refusal,
  said,
  sent,
  signInTo,
  TOKENS,
  UUID,
} from "../../testing/sign-in.ts";
import githubCopilot from "../github-copilot.ts";
import kimiCoding from "../kimi-coding.ts";
import qwenPortal from "../qwen-portal.ts";
import xai from "../xai.ts";
import { LOGIN_DIALECTS } from "./dialects.ts";

const GRANT = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
test("GitHub: refusals stand in 200s, and the token is kept as one that lives on", async () => {
  const start = { ...CODE, device_code: "d-github", interval: 5 };
  const pending = said({ error: "authorization_pending", error_description: "not yet" });
  const slower = said({ error: "slow_down", interval: 10 });
  const token = said({ access_token: "ghu_token", token_type: "bearer", scope: "read:user" });
  const { requests, seconds, granted } = await signInTo(githubCopilot, LOGIN_DIALECTS, [
    said(start),
    pending,
    slower,
    token,
  ]);
  const ask = {
    request: "POST https://github.com/login/oauth/access_token",
    headers: FORM,
    body: `grant_type=${GRANT}&client_id=Iv1.b507a08c87ecfe98&device_code=d-github`,
  };
  expect(requests.map(sent)).toEqual([
    {
      request: "POST https://github.com/login/device/code",
      headers: FORM,
      body: "client_id=Iv1.b507a08c87ecfe98&scope=read%3Auser",
    },
    ask,
    ask,
    ask,
  ]);
  expect(seconds).toEqual([0, 5, 10, 20]);
  if (granted.type !== "token") throw new Error("no token");
  expect([granted.secret.reveal(), granted.expires, granted.facts]).toEqual(["ghu_token", undefined, {}]);
});

test("GitHub: a token that does not live on says so", async () => {
  const token = said({ access_token: "ghu_token", expires_in: 28_800 });
  const { granted } = await signInTo(githubCopilot, LOGIN_DIALECTS, [said(CODE), token]);
  expect(granted.type === "token" && granted.expires).toBe(NOW + 5000 + 28_800_000);
});

test("xAI: OAuth's own flow, but with a word of its own for a denial", async () => {
  const { requests, granted } = await signInTo(xai, LOGIN_DIALECTS, [said(CODE), PENDING, said(TOKENS)]);
  expect(requests.map(sent).slice(0, 2)).toEqual([
    {
      request: "POST https://auth.x.ai/oauth2/device/code",
      headers: FORM,
      body:
        "client_id=b1a00492-073a-47ea-816f-4c329264a828" +
        "&scope=openid+profile+email+offline_access+grok-cli%3Aaccess+api%3Aaccess",
    },
    {
      request: "POST https://auth.x.ai/oauth2/token",
      headers: FORM,
      body: `grant_type=${GRANT}&client_id=b1a00492-073a-47ea-816f-4c329264a828&device_code=d-1`,
    },
  ]);
  expect(granted.type).toBe("oauth");
  const denied = await signInTo(xai, LOGIN_DIALECTS, [said(CODE), refusal("authorization_denied")]);
  expect(denied.error?.code).toBe("login_denied");
});

test("Qwen: a challenge, a numbered request, and where the account's models answer", async () => {
  const tokens = said({ ...TOKENS, resource_url: "portal.qwen.ai" });
  const { requests, granted } = await signInTo(qwenPortal, LOGIN_DIALECTS, [said(CODE), tokens]);
  expect(requests.map(sent)).toEqual([
    {
      request: "POST https://chat.qwen.ai/api/v1/oauth2/device/code",
      headers: { ...FORM, "x-request-id": expect.stringMatching(UUID) },
      body:
        "client_id=f0304373b74a44d2b584a3fb70ca9e56&scope=openid+profile+email+model.completion" +
        "&code_challenge=<code_challenge>&code_challenge_method=S256",
    },
    {
      request: "POST https://chat.qwen.ai/api/v1/oauth2/token",
      headers: FORM,
      body:
        `grant_type=${GRANT}&client_id=f0304373b74a44d2b584a3fb70ca9e56&device_code=d-1` +
        "&code_verifier=<code_verifier>",
    },
  ]);
  expect([granted.type, granted.facts]).toEqual(["oauth", { resourceUrl: "portal.qwen.ai" }]);
});

test.each<[string, Answer]>([
  ["a number", said({ access_token: "ghu_token", expires_in: 1e300 })],
  ["an endless one", said('{"access_token":"ghu_token","expires_in":1e999}')],
  ["text", said({ access_token: "ghu_token", expires_in: "1e300" })],
])("an expiry that no date can hold, as %s, is taken for ten years, or for none", async (_, answer) => {
  const { granted, shown } = await signInTo(githubCopilot, LOGIN_DIALECTS, [
    said({ ...CODE, expires_in: 1e300, interval: 1e300 }),
    answer,
  ]);
  expect(shown[0]?.expiresAt).toBe(NOW + 3_600_000);
  const { expires } = granted as { expires?: number };
  expect(expires === undefined || new Date(expires).getFullYear() === 2036).toBe(true);
});

test("Kimi: every request names the device, by nothing that is the machine's", async () => {
  const { requests, granted } = await signInTo(kimiCoding, LOGIN_DIALECTS, [said(CODE), said(TOKENS)]);
  const headers = {
    ...FORM,
    "x-msh-platform": "openclaw",
    "x-msh-version": "0.0.0",
    "x-msh-device-name": "openclaw",
    "x-msh-device-model": "linux",
    "x-msh-device-id": expect.stringMatching(/^[0-9a-f]{32}$/),
  };
  expect(requests.map(sent)).toEqual([
    {
      request: "POST https://auth.kimi.com/api/oauth/device_authorization",
      headers,
      body: "client_id=17e5f671-d194-4dfb-9706-5516cb48c098",
    },
    {
      request: "POST https://auth.kimi.com/api/oauth/token",
      headers,
      body: `grant_type=${GRANT}&client_id=17e5f671-d194-4dfb-9706-5516cb48c098&device_code=d-1`,
    },
  ]);
  expect(requests[0]?.headers["x-msh-device-id"]).toBe(requests[1]?.headers["x-msh-device-id"] ?? "");
  expect(granted.type).toBe("oauth");
});
