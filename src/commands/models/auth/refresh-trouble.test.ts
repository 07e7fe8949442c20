import { expect, test } from "bun:test";
import type { HttpResult } from "../../../contracts/http.ts";
import { cli, cliJson } from "../../../testing/cli.ts";
import type { World } from "../../../testing/env.ts";
import {
  ACCOUNT,
  answered,
  CHUTES,
  GRANTED,
  inClear,
  inKeyring,
  STORE_PATH,
  withProfile,
} from "../../../testing/renewal.ts";

const REFRESH = `models auth refresh ${CHUTES}`;
const LOGIN = "sign in again: `openclaw models auth login --provider chutes --profile-id chutes:me --replace`";
const AGAIN = "try again: `openclaw models auth refresh chutes:me`";
const FOR_NOW = ["did not renew `chutes:me`", `nothing was changed; ${AGAIN}`] as const;
const PERHAPS = [
  "gave no new tokens for `chutes:me`",
  `nothing was changed here, but it may have used up the refresh token; ${AGAIN}, and if that is refused, ${LOGIN}`,
] as const;

test.each<[string, HttpResult, readonly [string, string]]>([
  ["its answer holds no token", answered(200, { token_type: "Bearer" }), PERHAPS],
  ["its answer holds no token", answered(200, { access_token: "" }), PERHAPS],
  ["it did not answer as documented (HTTP 200)", answered(200, "<html>"), PERHAPS],
  ["it did not answer as documented (HTTP 200)", answered(200, [1]), PERHAPS],
  ["it did not answer as documented (HTTP 403)", answered(403, "<html>"), FOR_NOW],
  ["it answered HTTP 500", answered(500, { error: "server_error" }), PERHAPS],
  ["it says rate_limited", answered(429, { error: "rate_limited" }), FOR_NOW],
  ["it says invalid_client", answered(401, { error: "invalid_client" }), FOR_NOW],
  ["it says another error", answered(400, { error: "old-refresh is unknown" }), FOR_NOW],
  ["the host is not known", { kind: "network", detail: "the host is not known", isUnsent: true }, FOR_NOW],
  ["the connection was reset", { kind: "network", detail: "the connection was reset" }, PERHAPS],
  ["it leads elsewhere, to other.example", { kind: "redirect", detail: "to other.example" }, FOR_NOW],
  ["no answer within 8000 ms", { kind: "timeout", detail: "no answer within 8000 ms" }, PERHAPS],
])("%s: that is told, what became of the refresh token, and how to go on", async (said, answer, [what, next]) => {
  const code = answer.kind === "timeout" ? "renewal_timed_out" : "renewal_failed";
  const error = { code, message: `chutes ${what}: ${said}`, hint: next };
  for (const profile of [inKeyring(), inClear()])
    expect(await cliJson(REFRESH, withProfile(profile, answer))).toEqual({
      code: 69,
      document: { schemaVersion: 1, error },
    });
});

/** A keyring or a disk that takes nothing more once the provider has answered. */
function failing(profile: object, answer: HttpResult) {
  const world = withProfile(profile, () => {
    if ("keyring" in profile) world.keyring = { kind: "locked", reason: "it has just been locked" };
    else world.readOnly = "the disk is full";
    return Promise.resolve(answer);
  });
  return world;
}

test.each([
  ["keyring", inKeyring(), 75, "the keyring is locked: it has just been locked", "unlock it"],
  ["file", inClear(), 73, `${STORE_PATH} cannot be changed: the disk is full`, "make room: "],
])("new tokens that the %s does not take are lost, and that is told", async (_, profile, exit, why, cure) => {
  const lost = "chutes has renewed `chutes:me`, but the new tokens could not be stored, and the ones before are void";
  const { code, stderr } = await cli(REFRESH, failing(profile, GRANTED));
  expect([code, stderr.split("\n")[0]]).toEqual([exit, `error: ${lost}: ${why}`]);
  expect(stderr).toMatch(new RegExp(`^hint: ${cure}.*; then sign in again: `, "m"));
});

test("tokens that are too long for a keyring are lost, and that is told", async () => {
  const long = answered(200, { access_token: "a".repeat(70_000), refresh_token: "new-refresh" });
  expect(await cli(REFRESH, withProfile(inKeyring(), long))).toEqual({
    code: 69,
    stdout: "",
    stderr: `error: chutes has renewed \`chutes:me\`, but the new tokens could not be stored, and the ones before are void: that is too long for a credential\nhint: at most 64 KB are kept; then ${LOGIN}\n`,
  });
  expect((await cli(REFRESH, withProfile(inClear(), long))).code).toBe(0);
});

test("where the refresh token stays, losing the access token is no loss", async () => {
  const answer = answered(200, { access_token: "new-access", expires_in: 60 });
  const { stderr } = await cli(REFRESH, failing(inClear(), answer));
  expect(stderr).toContain("could not be stored, and the refresh token is still good: ");
  expect(stderr).toContain(`; then ${AGAIN}\n`);
});

const EMPTY = "the keyring does not hold what was put there";
test.each<[string, NonNullable<World["keyring"]>, string, string]>([
  ["gone", new Map(), `${EMPTY}: there is no entry \`main/chutes:me\``, LOGIN],
  ["none", new Map([[ACCOUNT, "old-access"]]), `${EMPTY}: the entry \`main/chutes:me\` holds no tokens`, LOGIN],
  [
    "locked away",
    { kind: "locked", reason: "nobody has unlocked it" },
    "the keyring is locked: nobody has unlocked it",
    "unlock it, by signing in to the desktop say",
  ],
])(
  "tokens that are %s are asked for from nobody, and the hint is what can be done",
  async (_, keyring, message, hint) => {
    const world = withProfile(inKeyring(), GRANTED, { keyring });
    expect(await cli(REFRESH, world)).toEqual({ code: 75, stdout: "", stderr: `error: ${message}\nhint: ${hint}\n` });
    expect(world.requests).toEqual([]);
  },
);
