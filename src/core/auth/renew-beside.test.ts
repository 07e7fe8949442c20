import { expect, test } from "bun:test";
import { KNOWLEDGE } from "../../commands/knowledge.ts";
import type { AppError } from "../../contracts/error.ts";
import type { Http } from "../../contracts/http.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import * as given from "../../testing/renewal.ts";
import { readSetup } from "../setup.ts";
import { renewProfile } from "./renew.ts";

const { ACCOUNT, CHUTES, ENTRY, GRANTED, inClear, inKeyring, NEW_ENTRY, STORE_PATH, withProfile } = given;
const HOUR = 3_600_000;

/** Changes the world while the provider is asked, as somebody does who takes no lock. */
async function renewBeside(
  profile: object,
  change: (files: Map<string, unknown>, keyring: Map<string, string>) => void,
) {
  let meanwhile = () => {};
  const http: Http = async () => {
    meanwhile();
    return GRANTED;
  };
  const world = withProfile(profile, http);
  const { env, files } = createFakeEnv(world);
  const setup = await readSetup(env, KNOWLEDGE);
  meanwhile = () => change(files, world.keyring as Map<string, string>);
  const said = await renewProfile(env, { setup, dialects: {} }, CHUTES, false).then(
    ({ access, outcome }) => [outcome, access.reveal()],
    (error: unknown) => [(error as AppError).code],
  );
  return { said, stored: JSON.parse(String(files.get(STORE_PATH))).profiles[CHUTES], keyring: world.keyring };
}
const storeText = (profile: object | undefined) => JSON.stringify({ version: 1, profiles: { [CHUTES]: profile } });

test("whoever has signed in meanwhile is never overwritten with what was asked for before", async () => {
  const theirs = inClear({ access: "theirs", refresh: "their-refresh", expires: NOW + 2 * HOUR });
  const { said, stored } = await renewBeside(inClear(), (files) => files.set(STORE_PATH, storeText(theirs)));
  expect([said, stored]).toEqual([["found", "theirs"], theirs]);
  const entry = `{"access":"theirs","refresh":"their-refresh","expires":${NOW + 2 * HOUR}}`;
  const kept = await renewBeside(inKeyring(), (_, keyring) => keyring.set(ACCOUNT, entry));
  expect([kept.said, kept.keyring]).toEqual([["found", "theirs"], new Map([[ACCOUNT, entry]])]);
});

test("whoever signs out meanwhile is not signed in again", async () => {
  const { said, stored } = await renewBeside(inClear(), (files) => files.set(STORE_PATH, storeText(undefined)));
  expect([said, stored]).toEqual([["unknown_profile"], undefined]);
});

test("new tokens take the place of those that they were given for, whatever else another program says of them", async () => {
  for (const change of [{ expires: NOW + 5 }, { expires: NOW + 5, access: "theirs" }]) {
    const { said, stored } = await renewBeside(inClear(), (files) => files.set(STORE_PATH, storeText(inClear(change))));
    expect([said, stored]).toEqual([
      ["renewed", "new-access"],
      inClear({ access: "new-access", refresh: "new-refresh", expires: NOW + HOUR }),
    ]);
  }
  const { said, keyring } = await renewBeside(inKeyring(), (_, entries) => {
    entries.set(ACCOUNT, ENTRY.replace(/\d{5,}/, `${NOW + 5}`));
  });
  expect([said, keyring]).toEqual([["renewed", "new-access"], new Map([[ACCOUNT, NEW_ENTRY]])]);
});

test("a change of something else meanwhile stays, and so do the new tokens", async () => {
  const { said, stored } = await renewBeside(inClear(), (files) =>
    files.set(STORE_PATH, storeText(inClear({ email: "x" }))),
  );
  expect([said, stored.email, stored.refresh]).toEqual([["renewed", "new-access"], "x", "new-refresh"]);
});
