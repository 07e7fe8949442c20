import { expect, test } from "bun:test";
import { KNOWLEDGE } from "../../commands/knowledge.ts";
import { AppError } from "../../contracts/error.ts";
import type { HttpResult } from "../../contracts/http.ts";
import { createFakeEnv, NOW, type World } from "../../testing/env.ts";
import * as given from "../../testing/renewal.ts";
import { readCredentials, readSetup } from "../setup.ts";
import { renewProfile } from "./renew.ts";
import { createReveal } from "./reveal.ts";

const { answered, ACCOUNT, CHUTES, ENTRY, GRANTED, inClear, inKeyring, NEW_ENTRY, STORE_PATH, withProfile } = given;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Renews as a probe does it or as the command does it, and looks at what is there then. */
async function renew(world: World, how: "probe" | "command" = "probe") {
  const { env: quiet, files } = createFakeEnv(world);
  const notes: string[] = [];
  const env = { ...quiet, progress: { ...quiet.progress, note: async (text: string) => void notes.push(text) } };
  const setup = await readSetup(env, KNOWLEDGE);
  const renewer = { setup, dialects: {} };
  const source = (await (await readCredentials(env, setup, 0)).of("chutes")).sources[0];
  const ask =
    how === "command" || source === undefined
      ? renewProfile(env, renewer, CHUTES, true).then(({ access }) => access)
      : createReveal(env, renewer)(source);
  const said = await ask.then(
    (secret) => secret?.reveal(),
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
  const stored = () => JSON.parse(String(files.get(STORE_PATH))).profiles[CHUTES];
  return { said, stored, files, notes, keyring: world.keyring as Map<string, string>, source };
}

test("tokens in the file are replaced where they stand, and all else of the profile stays", async () => {
  const world = withProfile(inClear({ email: "me@example.com", more: 1, refusedFor: 5 }), GRANTED);
  const { said, stored } = await renew(world);
  const tokens = { access: "new-access", refresh: "new-refresh", expires: NOW + HOUR };
  expect([said, stored()]).toEqual(["new-access", { ...inClear({ email: "me@example.com", more: 1 }), ...tokens }]);
});

test("tokens in the keyring are replaced there, and the store says until when they last", async () => {
  const { said, stored, keyring } = await renew(withProfile(inKeyring(), GRANTED));
  expect([said, stored()]).toEqual(["new-access", inKeyring({ expires: NOW + HOUR })]);
  expect(Object.fromEntries(keyring)).toEqual({ [ACCOUNT]: NEW_ENTRY });
});

test("what a provider tells beside the tokens is kept up, and a refresh token that it does not change stays", async () => {
  const claims = Buffer.from('{"email":"new@example.com"}').toString("base64url");
  const body = { access_token: "new-access", expires_in: 3600, id_token: `e30.${claims}.sig` };
  const { stored } = await renew(withProfile(inClear({ email: "old@example.com" }), answered(200, body)));
  const tokens = { access: "new-access", expires: NOW + HOUR, email: "new@example.com" };
  expect(stored()).toEqual({ ...inClear(), ...tokens });
});

test.each([
  ["ended", -MINUTE, 1],
  ["ends within five minutes", 5 * MINUTE, 1],
  ["lives longer", 5 * MINUTE + 1, 0],
])("a token that %s is asked for so often before it is used", async (_, left, asked) => {
  for (const profile of [inClear({ expires: NOW + left }), inKeyring({ expires: NOW + left })]) {
    const world = withProfile(profile, GRANTED, {
      keyring: new Map([[ACCOUNT, ENTRY.replace(/\d{5,}/, `${NOW + left}`)]]),
    });
    expect([(await renew(world)).said, world.requests.length]).toEqual([asked ? "new-access" : "old-access", asked]);
  }
});

test("a profile that several questions need is renewed once in a run", async () => {
  const world = withProfile(inClear(), GRANTED);
  const { env } = createFakeEnv(world);
  const setup = await readSetup(env, KNOWLEDGE);
  const source = (await (await readCredentials(env, setup, 0)).of("chutes")).used;
  const reveal = createReveal(env, { setup, dialects: {} });
  const secrets = source === undefined ? [] : await Promise.all([reveal(source), reveal(source), reveal(source)]);
  expect([secrets.map((secret) => secret?.reveal()), world.requests.length]).toEqual([
    ["new-access", "new-access", "new-access"],
    1,
  ]);
});

const REFUSALS: [string, HttpResult][] = [
  ["invalid_grant", answered(400, { error: "invalid_grant" })],
  ["OpenAI's word for a used one", answered(401, { error: { code: "refresh_token_reused", message: "used" } })],
  ["Qwen's sentence", answered(400, { error: "invalid_request", error_description: "Invalid refresh token" })],
];
test.each(REFUSALS)("%s marks the profile as expired, and the provider is not asked again", async (_, answer) => {
  for (const profile of [inClear(), inKeyring()]) {
    const world = withProfile(profile, answer);
    const { said, stored, files } = await renew(world);
    expect([said, stored()]).toEqual(["renewal_refused", { ...profile, refusedFor: NOW - 1000 }]);
    const later = { ...world, files: Object.fromEntries(files) };
    const { source, said: again } = await renew(later, "command");
    expect([source?.state, again, world.requests.length]).toEqual(["expired", "renewal_refused", 1]);
  }
});

test.each<[string, HttpResult]>([
  ["refuses", answered(400, { error: "invalid_grant" })],
  ["is down", answered(503, "")],
  ["cannot be reached", { kind: "network", detail: "no connection" }],
])("a token that still lives is used although its provider %s", async (_, answer) => {
  const expires = NOW + MINUTE;
  const entry = ENTRY.replace(/\d{5,}/, `${expires}`);
  for (const profile of [inClear({ expires }), inKeyring({ expires })]) {
    const { said, notes } = await renew(withProfile(profile, answer, { keyring: new Map([[ACCOUNT, entry]]) }));
    expect([said, notes]).toEqual([
      "old-access",
      [expect.stringMatching(/^chutes (refuses to|did not) renew|^chutes gave no/)],
    ]);
  }
});

test.each<[string, HttpResult]>([
  ["no connection", { kind: "network", detail: "the connection was refused", isUnsent: true }],
  ["a 500", answered(500, { error: "server_error" })],
  ["a 429", answered(429, { error: "rate_limited" })],
  ["a page", answered(200, "<html>")],
  ["no token", answered(200, { refresh_token: "new-refresh" })],
  ["a program that is not known", answered(401, { error: "invalid_client" })],
])("%s leaves every byte as it was, and may be asked for again", async (_, answer) => {
  for (const profile of [inClear(), inKeyring()]) {
    const world = withProfile(profile, answer);
    const { said, files, keyring } = await renew(world);
    expect([said, files.get(STORE_PATH), [...keyring]]).toEqual([
      "renewal_failed",
      JSON.stringify({ version: 1, profiles: { [CHUTES]: profile } }),
      [[ACCOUNT, ENTRY]],
    ]);
  }
});

test("whoever was killed between the keyring and the store left new tokens: they are used, and the store catches up", async () => {
  for (const mark of [{}, { refusedFor: NOW - 1000 }]) {
    const world = withProfile(inKeyring(mark), GRANTED, { keyring: new Map([[ACCOUNT, NEW_ENTRY]]) });
    const { said, stored } = await renew(world, mark.refusedFor === undefined ? "probe" : "command");
    expect([said, stored()]).toEqual(["new-access", inKeyring({ expires: NOW + HOUR })]);
  }
});

test("tokens of the keyring that are refused are marked by their own expiry, although the store was behind", async () => {
  const entry = `{"access":"a","refresh":"r","expires":${NOW - 5}}`;
  const refusal = answered(400, { error: "invalid_grant" });
  const { stored, said } = await renew(withProfile(inKeyring(), refusal, { keyring: new Map([[ACCOUNT, entry]]) }));
  expect([said, stored()]).toEqual(["renewal_refused", inKeyring({ expires: NOW - 5, refusedFor: NOW - 5 })]);
});
