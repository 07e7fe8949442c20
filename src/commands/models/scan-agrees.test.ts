import { expect, test } from "bun:test";
import { EMBEDDED_AT } from "../../catalog/date.ts";
import { cli, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";
import { entry, listOf, openRouter } from "../../testing/openrouter.ts";
import { KEY } from "../../testing/scan.ts";
import { CONFIG_PATH, session } from "../../testing/session.ts";

/** Withdrawn by the built-in catalog, unknown to it, and known to it. */
const RETURNED = "openrouter/openrouter/pony-alpha";
const NEW = "openrouter/a/new:free";
const LIST = listOf(
  entry("openrouter/pony-alpha", { context_length: 200_000 }),
  entry("a/new:free", { context_length: 131_072 }),
);
const DAY = 86_400_000;
const CONFIG = {
  agents: { defaults: { model: { primary: "openrouter/openrouter/auto", fallbacks: ["openrouter/a/old:free"] } } },
};
const at = (now: number): World =>
  withConfig(CONFIG, { http: openRouter(LIST), variables: { OPENROUTER_API_KEY: KEY }, now });

test.each([
  ["after the catalog", EMBEDDED_AT + DAY],
  ["by a clock that is wrong", EMBEDDED_AT - 9 * DAY],
])("what a scan found %s is what every command says of it", async (_, now) => {
  const { codes, files } = await session(["models scan --yes"], at(now));
  expect(codes).toEqual([0]);
  const where: World = { files, now: now + DAY, variables: { OPENROUTER_API_KEY: KEY } };
  const document = async (line: string) => JSON.parse((await cli(`${line} --json`, where)).stdout);
  expect((await document("models fallbacks list")).resolved).toEqual([RETURNED, NEW]);
  const { problems, chain } = await document("models status");
  const facts = (rows: Record<string, unknown>[]) =>
    rows.slice(1, 3).map(({ ref, key, retired, free, contextWindow }) => [ref ?? key, retired, free, contextWindow]);
  const expected = [
    [RETURNED, false, true, 200_000],
    [NEW, false, true, 131_072],
  ];
  expect([problems, facts(chain)]).toEqual([[], expected]);
  expect(facts((await document("models list")).models)).toEqual(expected);
  expect((await document(`models explain ${RETURNED}`)).catalog.retired).toBe(false);
  expect((await cli("models list", where)).stdout).not.toMatch(/withdrawn|missing/);
  expect((await cli(`models list --all --provider openrouter --plain`, where)).stdout.split("\n")).toContain(NEW);
});

test("a newer catalog knows better than an older scan", async () => {
  const { files } = await session(["models scan --yes"], at(EMBEDDED_AT - DAY));
  const { stdout } = await cli("models status", { files, now: EMBEDDED_AT + DAY });
  expect(stdout).toContain(`${RETURNED} (fallback 1) has been withdrawn by its provider`);
});

test("what a provider lists itself after the catalog has not been withdrawn, in status too", async () => {
  const http = async () =>
    ({
      kind: "answer",
      status: 200,
      headers: {},
      body: '{"data":[{"id":"openrouter/pony-alpha"},{"id":"x/y"}]}',
    }) as const;
  const config = { agents: { defaults: { model: { primary: RETURNED, fallbacks: ["openrouter/x/y"] } } } };
  const variables = { OPENROUTER_API_KEY: KEY };
  const world = withConfig(config, { http, variables, now: EMBEDDED_AT + DAY });
  const before = await cli("models status", world);
  expect(before.stdout).toContain("has been withdrawn by its provider");
  const { files } = await session(["models list --refresh"], world);
  const { stdout } = await cli("models status --json", { files, variables, now: EMBEDDED_AT + 2 * DAY });
  expect(JSON.parse(stdout).problems).toEqual([]);
  expect(String(files[CONFIG_PATH])).toBe(JSON.stringify(config));
});
