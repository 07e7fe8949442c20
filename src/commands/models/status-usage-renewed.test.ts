import { expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import type { Http } from "../../contracts/http.ts";
import { authStore, cliJson } from "../../testing/cli.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { answered, CHUTES, ENTRY, GRANTED, inClear, inKeyring, withProfile } from "../../testing/renewal.ts";
import { ACCESS, GOOD, HOUR, PROFILES, usageIn } from "../../testing/usage.ts";

const TOKEN = "https://api.chutes.ai/idp/token";
const USAGE = "https://api.chutes.ai/users/me/subscription_usage";
const PLAN = answered(200, { four_hour: { usage: 1, cap: 10, reset_at: NOW + HOUR } });

/** Chutes, which renews with `renewal`, and tells those who have new tokens. */
const chutes =
  (renewal = GRANTED): Http =>
  async ({ url, headers }) => {
    if (url === TOKEN) return renewal;
    return headers["authorization"] === "Bearer new-access" ? PLAN : answered(401, {});
  };

test.each([
  ["in the file", inClear()],
  ["in the keyring", inKeyring()],
  ["that ends in a minute", inClear({ expires: NOW + 60_000 })],
])("a sign-in %s that has ended is renewed before it is asked with, and shown so", async (_, profile) => {
  const world = withProfile(profile, chutes());
  const { document } = await cliJson("models status --usage", world);
  expect(world.requests.map(({ url }) => url)).toEqual([TOKEN, USAGE]);
  expect(document["auth"]).toMatchObject({
    usage: [{ profileId: CHUTES, windows: [{ label: "4h", usedPercent: 10 }] }],
    oauth: { profiles: [{ profileId: CHUTES, status: "ok", expiresAt: NOW + HOUR }] },
  });
});

test.each([
  [answered(500, {}), "chutes gave no new tokens for `chutes:me`: it answered HTTP 500"],
  [
    answered(400, { error: "invalid_grant" }),
    "chutes refuses to renew `chutes:me` (invalid_grant): the sign-in is over or was revoked, or a renewal was cut off before its answer was stored",
  ],
])("a renewal that fails is a note: %j", async (renewal, error) => {
  const world = withProfile(inClear(), chutes(renewal));
  const { code, document } = await cliJson("models status --usage", world);
  expect([code, world.requests.map(({ url }) => url)]).toEqual([0, [TOKEN]]);
  expect((document["auth"] as { usage: object[] }).usage).toMatchObject([
    { profileId: CHUTES, windows: [], error, fetchedAt: null },
  ]);
});

test("renewals of tokens in the keyring wait for no other", async () => {
  const http: Http = async () => {
    await fake.env.sleep(4000);
    return answered(500, {});
  };
  const ids = ["chutes:a", "chutes:b"];
  const account = (id: string) => `main/${id}`;
  const profiles = Object.fromEntries(
    ids.map((id) => [id, inKeyring({ keyring: { id: account(id), refreshable: true } })]),
  );
  const keyring = new Map(ids.map((id) => [account(id), ENTRY.replace("old-refresh", id)]));
  const variables = { CHUTES_OAUTH_CLIENT_ID: "my-program" };
  const fake = createFakeEnv({ http, variables, keyring, files: authStore({ profiles }) });
  await run(["models", "status", "--usage", "--json"], fake.env);
  expect(usageIn(fake.stdout()).map(({ profileId, error }) => [profileId, error])).toEqual(
    ids.map((id) => [id, `chutes gave no new tokens for \`${id}\`: it answered HTTP 500`]),
  );
});

test("slow renewals hold nobody else up, and none is begun after the deadline of all", async () => {
  const asked: string[] = [];
  const http: Http = async ({ url, headers }) => {
    asked.push(`${url} ${headers["authorization"] ?? ""}`.trim());
    if (url !== TOKEN) return url === USAGE ? answered(401, {}) : answered(...GOOD["api.anthropic.com"]);
    await fake.env.sleep(4000);
    return answered(500, {});
  };
  const profiles = {
    "anthropic:me": PROFILES["anthropic:me"],
    "chutes:a": inClear(),
    "chutes:b": inClear(),
    "chutes:c": inClear({ expires: NOW + 60_000, access: "still-good" }),
  };
  const variables = { CHUTES_OAUTH_CLIENT_ID: "my-program" };
  const fake = createFakeEnv({ http, variables, files: authStore({ profiles }) });
  await run(["models", "status", "--usage", "--json"], fake.env);
  expect(usageIn(fake.stdout()).map(({ profileId, error, ageMs }) => [profileId, error, ageMs])).toEqual([
    ["anthropic:me", undefined, 4000],
    ["chutes:a", "chutes gave no new tokens for `chutes:a`: it answered HTTP 500", 0],
    ["chutes:b", "not asked: its token has expired, and renewing those before it took too long; run this again", 0],
    ["chutes:c", "this credential has no access to it (HTTP 401)", 0],
  ]);
  expect(asked.toSorted()).toEqual([
    `https://api.anthropic.com/api/oauth/usage Bearer ${ACCESS}`,
    TOKEN,
    `${USAGE} Bearer still-good`,
  ]);
});
