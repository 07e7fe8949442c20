import { expect, test } from "bun:test";
import type { Tokens } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { KNOWLEDGE } from "../../commands/knowledge.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { readCredentials, readSetup } from "../setup.ts";
import { healthOf } from "./health.ts";
import { removeProfile } from "./remove-profile.ts";
import { createReveal } from "./reveal.ts";
import { saveProfile, type SecretStore } from "./save-profile.ts";
import { packTokens, unpackTokens } from "./tokens.ts";

const STORE = `${HOME}/.openclaw/agents/main/agent/auth-profiles.json`;
const tokens: Tokens = { access: new Secret("the-access"), refresh: new Secret("the-refresh"), expires: NOW + 1 };
const profile = {
  id: "anthropic:me",
  provider: "anthropic",
  method: "oauth",
  type: "oauth" as const,
  tokens,
  facts: { email: "me@example.com" },
};

async function saved(store: SecretStore) {
  const keyring = new Map<string, string>();
  const world = createFakeEnv({ keyring });
  const setup = await readSetup(world.env, KNOWLEDGE);
  await saveProfile(world.env, setup, profile, store, false);
  const { used } = await (await readCredentials(world.env, setup, 0)).of("anthropic");
  const secret = used && (await createReveal(world.env, { setup, dialects: {} })(used));
  return { ...world, keyring, setup, used, secret, stored: JSON.parse(String(world.files.get(STORE))).profiles };
}

test("tokens go into the keyring as one entry, and the store says which", async () => {
  const { keyring, used, secret, stored } = await saved("keyring");
  expect(Object.fromEntries(keyring)).toEqual({
    "main/anthropic:me": `{"access":"the-access","refresh":"the-refresh","expires":${NOW + 1}}`,
  });
  expect(stored).toEqual({
    "anthropic:me": {
      type: "oauth",
      provider: "anthropic",
      email: "me@example.com",
      method: "oauth",
      expires: NOW + 1,
      keyring: { id: "main/anthropic:me", refreshable: true },
    },
  });
  expect([used?.storage, used?.health?.status, secret?.reveal()]).toEqual(["keyring", "ok", "the-access"]);
});

test("tokens that go into the file stand there as OpenClaw has them", async () => {
  const { keyring, used, secret, stored } = await saved("file");
  expect(keyring.size).toBe(0);
  expect(stored).toEqual({
    "anthropic:me": {
      type: "oauth",
      provider: "anthropic",
      email: "me@example.com",
      method: "oauth",
      access: "the-access",
      refresh: "the-refresh",
      expires: NOW + 1,
    },
  });
  expect([used?.storage, secret?.reveal()]).toEqual(["file", "the-access"]);
});

test("a removal takes the tokens out of the keyring too", async () => {
  const { env, keyring, setup } = await saved("keyring");
  expect(await removeProfile(env, setup, "anthropic:me")).toMatchObject({ changed: true, secret: "removed" });
  expect(keyring.size).toBe(0);
});

test.each(["", "{", "null", "[]", '"text"', '{"refresh":"r"}', '{"access":1}'])("%p holds no tokens", (text) => {
  expect(unpackTokens(new Secret(text))).toBeUndefined();
});

test("tokens without one to renew them with, or without an expiry, come back without", () => {
  const packed = packTokens({ access: new Secret("a") });
  expect([packed.reveal(), Object.keys(unpackTokens(packed) ?? {})]).toEqual(['{"access":"a"}', ["access"]]);
});

test.each([
  [{ refreshable: true }, {}, { status: "ok", refreshable: true }],
  [{ refreshable: false }, {}, { status: "expired", refreshable: false }],
  [{ refreshable: true }, { refusedFor: NOW - 1 }, { status: "expired", refreshable: false }],
  [{ refreshable: true }, { refusedFor: NOW - 2 }, { status: "ok", refreshable: true }],
])("expired tokens of the keyring that are %j and %j are %j", (kept, more, expected) => {
  const expired = { type: "oauth" as const, provider: "anthropic", expires: NOW - 1, ...more };
  expect(healthOf({ ...expired, keyring: { id: "main/x", ...kept } }, NOW, 0)).toMatchObject(expected);
});
