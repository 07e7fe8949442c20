import { expect, test } from "bun:test";
import type { StoredProfile } from "../../schema/auth-store.ts";
import { type Identity, isSameAccount, placeFor } from "./account.ts";

test.each<[Identity, Identity, boolean]>([
  [{ email: "me@x" }, { email: "ME@X" }, true],
  [{ email: "me@x" }, { email: "you@x" }, false],
  [{ accountId: "1" }, { accountId: "1" }, true],
  // Two people of one plan, and one person with two plans.
  [{ email: "me@x", accountId: "1" }, { email: "you@x", accountId: "1" }, false],
  [{ email: "me@x", accountId: "1" }, { email: "me@x", accountId: "2" }, false],
  [{ email: "me@x", accountId: "1" }, { email: "me@x" }, true],
  [{ email: "me@x" }, { accountId: "1" }, false],
  [{}, {}, false],
])("%j and %j are the same account: %p", (one, other, isSame) => {
  expect(isSameAccount(one, other)).toBe(isSame);
});

const NOW = 1000;
const oauth = (provider: string, facts: Identity = {}, expires = NOW + 1): StoredProfile => ({
  type: "oauth",
  provider,
  access: "a",
  expires,
  ...facts,
});
const copied = (provider: string, facts: Identity = {}, expires = NOW + 1): StoredProfile => ({
  ...oauth(provider, facts, expires),
  method: "import",
});
const STORED = new Map<string, StoredProfile>([
  ["p:default", oauth("p")],
  ["p:mine", oauth("p", { email: "me@x" })],
  ["p:plan@x", oauth("p", { email: "plan@x", accountId: "1" })],
  ["p:over", oauth("p", {}, NOW - 1)],
  ["p:over@x", oauth("p", { email: "over@x" }, NOW - 1)],
  ["shared", oauth("q", { email: "me@x" })],
  ["q:acct-2", oauth("q")],
  ["c:import", copied("c", { email: "me@x" })],
  ["c:acct-2", copied("c", { email: "you@x" })],
  ["c:mine", oauth("c", { email: "mine@x" })],
  ["d:import", copied("d")],
  ["q:me@x", oauth("q", { email: "other@x" })],
]);
const free = "p:acct-2";

test.each<[string, Identity, { provider?: string; named?: string; replaces?: boolean; imports?: boolean }, object]>([
  ["a new account has its email for a name", { email: "new@x" }, {}, { id: "p:new@x", replaces: false, taken: false }],
  [
    "only if a shell reads nothing into it",
    { email: "a$(id)@x" },
    { provider: "r" },
    { id: "r:default", taken: false },
  ],
  ["and if it is not too long", { email: "x".repeat(127) }, { provider: "r" }, { id: "r:default", taken: false }],
  ["an account takes its own profile again", { email: "me@x" }, {}, { id: "p:mine", replaces: true, taken: false }],
  [
    "the same email with another plan is another account",
    { email: "plan@x", accountId: "2" },
    {},
    { id: "p:plan@x", replaces: false, taken: true },
  ],
  ["nobody's name is the usual one", {}, { provider: "r" }, { id: "r:default", free: "r:acct-2", taken: false }],
  ["what is there under the usual one stays", {}, {}, { id: "p:default", replaces: false, taken: true }],
  ["unless it is to be replaced", {}, { replaces: true }, { id: "p:default", replaces: true, taken: false }],
  ["a name that is free is taken", { email: "me@x" }, { named: "p:w" }, { id: "p:w", replaces: false, taken: false }],
  ["one's own too", { email: "me@x" }, { named: "p:mine" }, { id: "p:mine", replaces: true, taken: false }],
  ["not one's own with another provider", { email: "me@x" }, { named: "shared" }, { id: "shared", taken: true }],
  ["another's not", { email: "me@x" }, { named: "p:plan@x" }, { id: "p:plan@x", replaces: false, taken: true }],
  ["one that is over, if nobody knows whose", { email: "me@x" }, { named: "p:over" }, { id: "p:over", replaces: true }],
  ["not if it is another's", { email: "me@x" }, { named: "p:over@x" }, { id: "p:over@x", taken: true }],
  ["one that is over, by who does not say who it is", {}, { named: "p:over@x" }, { id: "p:over@x", replaces: true }],
  ["a copy has a place of its own", { email: "me@x" }, { imports: true }, { id: "p:import", taken: false }],
  [
    "it is that of the same account",
    { email: "you@x" },
    { provider: "c", imports: true },
    { id: "c:acct-2", replaces: true },
  ],
  ["or of a copy that may be an older one", {}, { provider: "d", imports: true }, { id: "d:import", replaces: true }],
  ["not of another account's", { email: "new@x" }, { provider: "c", imports: true }, { id: "c:import", taken: true }],
  [
    "not that of a sign-in of one's own, be it named",
    { email: "mine@x" },
    { provider: "c", named: "c:mine", imports: true },
    { id: "c:mine", taken: true },
  ],
  ["nor does a sign-in take that of a copy", { email: "you@x" }, { provider: "c" }, { id: "c:you@x", taken: false }],
  ["unless it is named", { email: "you@x" }, { provider: "c", named: "c:acct-2" }, { id: "c:acct-2", replaces: true }],
  [
    "a free id is one that nobody has",
    { email: "me@x" },
    { provider: "q" },
    { id: "shared", replaces: true, free: "q:acct-3" },
  ],
  [
    "an email that no id can hold is none",
    { email: "a b@x" },
    { provider: "r" },
    { id: "r:default", free: "r:acct-2" },
  ],
])("%s", (_, account, { provider = "p", named, replaces = false, imports = false }, expected) => {
  const place = placeFor(
    account,
    { provider, named, usualName: imports ? "import" : "default", imports, replaces, now: NOW, canonicalId: String },
    STORED,
  );
  expect(place).toMatchObject({ ...(provider === "p" ? { free } : {}), ...expected });
});
