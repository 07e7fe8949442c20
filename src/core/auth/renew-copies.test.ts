import { expect, test } from "bun:test";
import type { HttpResult } from "../../contracts/http.ts";
import { NOW } from "../../testing/env.ts";
import * as given from "../../testing/renewal.ts";
import { session, storeIn } from "../../testing/session.ts";

const { ACCOUNT, answered, CHUTES, ENTRY, GRANTED, inClear, inKeyring, NEW_ENTRY, STORE_PATH, withProfile } = given;
const NEW = { access: "new-access", refresh: "new-refresh", expires: NOW + 3_600_000 };
const REFRESH = `models auth refresh ${CHUTES}`;
const STALE = `error: \`${CHUTES}\` holds a refresh token that is used up, as an older copy of a sign-in does; it was not sent again
hint: sign in again: \`openclaw models auth login --provider chutes --profile-id chutes:me --replace\`
`;
const storeOf = (profiles: object) => ({ [STORE_PATH.replace("/home/me", "~")]: JSON.stringify({ profiles }) });

const entriesOf = ({ keyring }: { keyring: unknown }) => keyring as Map<string, string>;

/** Renews the one profile of a store with others, and gives what the store says then. */
async function renewAmong(others: object, profile = inClear(), answer = GRANTED) {
  const world = withProfile(profile, answer, { files: storeOf({ [CHUTES]: profile, ...others }) });
  const { codes, files } = await session([REFRESH], world);
  return { codes, profiles: storeIn(files)["profiles"], keyring: entriesOf(world) };
}

test("the same tokens under another name in the same store get the new ones too, and nothing else does", async () => {
  const others = {
    "chutes:twin": inClear({ email: "kept", expires: 5 }),
    "chutes:other": inClear({ refresh: "another" }),
    "qwen-portal:me": inClear({ provider: "qwen-portal" }),
    "chutes:odd": 5,
  };
  expect(await renewAmong(others)).toMatchObject({
    codes: [0],
    profiles: { [CHUTES]: inClear(NEW), ...others, "chutes:twin": inClear({ ...NEW, email: "kept" }) },
  });
});

test("a refused twin is refused as well", async () => {
  const { profiles } = await renewAmong(
    { "chutes:twin": inClear() },
    inClear(),
    answered(400, { error: "invalid_grant" }),
  );
  const refused = inClear({ refusedFor: NOW - 1000 });
  expect(profiles).toEqual({ [CHUTES]: refused, "chutes:twin": refused });
});

const KEPT = inKeyring({ keyring: { id: "main/kept", refreshable: true } });

/** Renews a profile that has a copy in the keyring and one in the store, and then the copies. */
async function renewWithBoth(profile: object) {
  const world = withProfile(profile, GRANTED, {
    files: storeOf({ [CHUTES]: profile, "chutes:kept": KEPT, "chutes:clear": inClear() }),
    keyring: new Map([
      [ACCOUNT, ENTRY],
      ["main/kept", ENTRY],
    ]),
  });
  const lines = [REFRESH, "models auth refresh chutes:clear", "models auth refresh chutes:kept"];
  const { codes } = await session(lines, world);
  const sent = world.requests.map(({ body }) => /refresh_token=([\w-]+)/.exec(body ?? "")?.[1]);
  return { codes, sent, kept: entriesOf(world).get("main/kept") };
}

test("tokens in the keyring are renewed with their copies there and in clear", async () => {
  expect(await renewWithBoth(inKeyring())).toEqual({
    codes: [0, 0, 0],
    sent: ["old-refresh", "new-refresh", "new-refresh"],
    kept: NEW_ENTRY,
  });
});

test("for tokens in clear no keyring is asked; a copy in it is known by its hash once it is used", async () => {
  expect(await renewWithBoth(inClear())).toEqual({
    codes: [0, 0, 69],
    sent: ["old-refresh", "new-refresh"],
    kept: ENTRY,
  });
});

test("what two profiles keep in one entry is renewed once, and both say until when it lasts", async () => {
  const { profiles, keyring } = await renewAmong({ "chutes:twin": inKeyring() }, inKeyring() as never);
  expect([profiles, keyring.get(ACCOUNT)]).toEqual([
    { [CHUTES]: inKeyring({ expires: NEW.expires }), "chutes:twin": inKeyring({ expires: NEW.expires }) },
    NEW_ENTRY,
  ]);
});

/** Renews once, puts the profile back as it was, as out of a backup, and renews once more. */
async function renewTwice(profile: object, answer: HttpResult) {
  const world = withProfile(profile, answer);
  const { codes, files } = await session([REFRESH], world);
  entriesOf(world).set(ACCOUNT, ENTRY);
  const later = { ...world, files: { ...files, [STORE_PATH]: JSON.stringify({ profiles: { [CHUTES]: profile } }) } };
  const again = await session([REFRESH, REFRESH], later);
  return { codes: [...codes, ...again.codes], stderr: again.stderr, files: again.files, asked: world.requests.length };
}

test.each([inClear(), inKeyring()])(
  "a copy of a token that was used up is never sent, and that is told: %j",
  async (profile) => {
    const { codes, stderr, files, asked } = await renewTwice(profile, GRANTED);
    expect([codes, stderr, asked]).toEqual([[0, 69, 69], STALE + STALE, 1]);
    expect(storeIn(files)["profiles"]).toEqual({ [CHUTES]: { ...profile, refusedFor: NOW - 1000 } });
    const remembered = Object.entries(files).filter(([path]) => path.includes("spent-tokens"));
    expect(remembered.length).toBe(1);
    expect(JSON.stringify(remembered)).not.toMatch(/old-|new-/);
  },
);

test("a token that the provider takes again and again is sent again and again", async () => {
  const { codes, asked } = await renewTwice(inClear(), answered(200, { access_token: "new-access" }));
  expect([codes, asked]).toEqual([[0, 0, 0], 3]);
});

test("tokens that were lost are not sent again, and the profile counts as expired", async () => {
  const world = withProfile(inKeyring(), answered(200, { access_token: "a".repeat(70_000), refresh_token: "r" }));
  const { codes, stderr, files } = await session([REFRESH, REFRESH], world);
  expect([codes, world.requests.length]).toEqual([[69, 69], 1]);
  expect(stderr).toEndWith(STALE);
  expect(storeIn(files)["profiles"]).toEqual({ [CHUTES]: inKeyring({ refusedFor: NOW - 1000 }) });
});
