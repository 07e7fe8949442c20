import { expect, test } from "bun:test";
import { KNOWLEDGE } from "../../commands/knowledge.ts";
import type { HttpResult } from "../../contracts/http.ts";
import { authStore } from "../../testing/cli.ts";
import { createFakeEnv, NOW } from "../../testing/env.ts";
import { answered, CHUTES, GRANTED, inClear, STORE_PATH, withProfile } from "../../testing/renewal.ts";
import { readSetup } from "../setup.ts";
import { renewProfile } from "./renew.ts";

const CONFIG = { "~/.openclaw/openclaw.json": '{"agents":{"list":[{"id":"main","default":true},{"id":"work"}]}}' };
const own = (profile?: object) => authStore({ profiles: profile === undefined ? {} : { [CHUTES]: profile } }, "work");

/** Renews as the agent `work`, and gives what both stores hold then. */
async function renewAs(agent: string, files: Record<string, string>, answer: HttpResult = GRANTED) {
  const world = withProfile(inClear(), answer, { files: { ...CONFIG, ...files } });
  const { env, files: after } = createFakeEnv(world);
  const renewer = { setup: await readSetup(env, KNOWLEDGE, agent), dialects: {} };
  const hint = await renewProfile(env, renewer, CHUTES, true).then(
    () => "",
    (error: unknown) => (error as { hint: string }).hint,
  );
  const profileOf = (path: string) => JSON.parse(String(after.get(path))).profiles[CHUTES];
  return { main: profileOf(STORE_PATH), work: profileOf(STORE_PATH.replace("main", "work")), hint };
}

const NEW = { access: "new-access", refresh: "new-refresh", expires: NOW + 3_600_000 };

test("an inherited profile is renewed in the main agent's store alone", async () => {
  expect(await renewAs("work", own())).toEqual({ main: inClear(NEW), work: undefined, hint: "" });
});

test("a profile of the agent's own is renewed in its own store alone", async () => {
  const { main, work } = await renewAs("work", own(inClear({ refresh: "own" })));
  expect([main, work]).toEqual([inClear(), inClear(NEW)]);
});

test.each(["main", "work"])(
  "a copy of the same tokens gets the new ones too, when they are renewed as %s",
  async (agent) => {
    const { main, work } = await renewAs(agent, own(inClear({ email: "kept" })));
    expect([main, work]).toEqual([inClear(NEW), inClear({ ...NEW, email: "kept" })]);
  },
);

test("a copy of refused tokens is refused as well, and the sign-in that is proposed is that of the agent", async () => {
  const refused = inClear({ refusedFor: NOW - 1000 });
  expect(await renewAs("work", own(inClear()), answered(400, { error: "invalid_grant" }))).toEqual({
    main: refused,
    work: refused,
    hint: "sign in again: `openclaw models auth login --provider chutes --profile-id chutes:me --replace --agent work`",
  });
});
