import { expect, test } from "bun:test";
import { agreeing, identity } from "../../../testing/browser-login.ts";
import { authStore, cli } from "../../../testing/cli.ts";
import { NOW } from "../../../testing/env.ts";
import { session, storeIn } from "../../../testing/session.ts";

const LOGIN = "models auth login --provider chutes --method oauth --store file";
const tokensOf = (email: string, access: string) => ({
  access_token: access,
  refresh_token: `${access}-refresh`,
  id_token: identity(email),
});
const MINE = tokensOf("me@x.example", "mine");
const OTHERS = tokensOf("other@x.example", "others");

const KEPT = { access: "mine", refresh: "mine-refresh", expires: NOW + 3_600_000 };

/** What each profile of a store holds. */
const accessOf = (files: Parameters<typeof storeIn>[0]) => {
  const profiles = (storeIn(files)["profiles"] ?? {}) as Record<string, { access: string }>;
  return Object.fromEntries(Object.entries(profiles).map(([id, { access }]) => [id, access]));
};

test("the same account signs in again in its own place, another one beside it", async () => {
  const again = { ...MINE, access_token: "again" };
  const { codes, stdout, files } = await session([LOGIN, LOGIN, LOGIN], agreeing([MINE, again, OTHERS]));
  expect(codes).toEqual([0, 0, 0]);
  expect(accessOf(files)).toEqual({ "chutes:me@x.example": "again", "chutes:other@x.example": "others" });
  expect(stdout.match(/^✓.*$/gm)).toEqual([
    "✓ signed in to chutes: chutes:me@x.example",
    "✓ signed in again to chutes: chutes:me@x.example",
    "✓ signed in to chutes: chutes:other@x.example",
  ]);
});

test.each(["me\u001b[2K@x.example", "me\u202e@x.example", "a b@x.example"])(
  "an address that no terminal should show, %j, is that of nobody",
  async (email) => {
    const { codes, stdout, files } = await session([`${LOGIN} --json`], agreeing([tokensOf(email, "mine")]));
    expect([codes, JSON.parse(stdout).email]).toEqual([[0], null]);
    expect(storeIn(files)["profiles"]).toEqual({
      "chutes:default": { type: "oauth", provider: "chutes", method: "oauth", ...KEPT },
    });
  },
);

test("an address that a shell would read more into names no profile", async () => {
  const { stdout, files } = await session([LOGIN], agreeing([tokensOf("$(id)@x.example", "mine")]));
  expect(Object.keys(accessOf(files))).toEqual(["chutes:default"]);
  expect(stdout).toStartWith("✓ signed in to chutes as $(id)@x.example: chutes:default\n");
});

const named = `${LOGIN} --profile-id chutes:work`;

test("the place of another account is not taken: the sign-in is kept beside it, and that is a failure", async () => {
  const { codes, stdout, stderr, files } = await session([named, named], agreeing([MINE, OTHERS]));
  expect(codes).toEqual([0, 64]);
  expect(accessOf(files)).toEqual({ "chutes:work": "mine", "chutes:acct-2": "others" });
  expect(stdout).toContain("✓ signed in to chutes as other@x.example: chutes:acct-2\n");
  expect(stderr).toEndWith(
    "error: `chutes:work` belongs to another account, so this sign-in was stored as `chutes:acct-2`\n" +
      "hint: keep both, or remove this one: `openclaw models auth logout chutes:acct-2`; `--replace` overwrites the other\n",
  );
});

test.each<[string, string, object]>([
  ["both", `${named}`, { "chutes:work": "mine", "chutes:acct-2": "others" }],
  ["replace", `${named}`, { "chutes:work": "others" }],
])("whoever is there decides on the other's place: %s", async (answer, line, expected) => {
  const first = await session([named], agreeing([MINE]));
  const files = { ...first.files } as Record<string, string>;
  const world = agreeing([OTHERS], { files, answers: [answer] });
  const second = await session([line], { ...world, browser: () => {}, answers: ["c0de", answer] });
  expect(second.codes).toEqual([0]);
  expect(accessOf(second.files)).toEqual(expected as Record<string, string>);
});

test("--replace takes the place whoever has it", async () => {
  const { codes, files } = await session([named, `${named} --replace`], agreeing([MINE, OTHERS]));
  expect([codes, accessOf(files)]).toEqual([[0, 0], { "chutes:work": "others" }]);
});

test("a profile of which nobody knows whose it is, is refused before the browser", async () => {
  const files = authStore({ profiles: { "chutes:work": { type: "api_key", provider: "chutes", key: "k" } } });
  const world = agreeing([MINE], { files });
  const { code, stderr } = await cli(named, world);
  expect([code, world.opened]).toEqual([64, []]);
  expect(stderr).toStartWith("error: there is a profile `chutes:work` already\n");
});

test("without an email the usual name is taken once, and a second account goes beside it, with a warning", async () => {
  const tokens = [{ access_token: "one" }, { access_token: "two" }];
  const { codes, stderr, files } = await session([LOGIN, LOGIN], agreeing(tokens));
  expect([codes, accessOf(files)]).toEqual([[0, 0], { "chutes:default": "one", "chutes:acct-2": "two" }]);
  expect(stderr).toContain(
    "warning: the usual profile belongs to another account; this one is stored as chutes:acct-2\n",
  );
});

test("a file that cannot be written after all is tried once more, if somebody is there", async () => {
  const world = agreeing([MINE], { readOnly: "the disk is full", answers: ["c0de", true, false], browser: () => {} });
  const { codes, stderr, files } = await session([LOGIN], world);
  expect([codes, files]).toEqual([[73], {}]);
  expect(stderr).toContain("the disk is full");
});

test("where nobody can be asked, it is said that the sign-in could not be kept, and how to go on", async () => {
  const { codes, stderr, files } = await session([LOGIN], agreeing([MINE], { readOnly: "the disk is full" }));
  expect([codes, files]).toEqual([[73], {}]);
  expect(stderr).toEndWith(
    "error: the sign-in could not be stored: /home/me/.openclaw/agents/main/agent/auth-profiles.json cannot be changed: the disk is full\n" +
      "hint: make room: `df -h /home/me/.openclaw/agents/main/agent`; then sign in again: `openclaw models auth login --provider chutes --method oauth --store file`\n",
  );
});
