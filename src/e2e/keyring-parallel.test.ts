import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";

/** Twenty processes keep the keyring's daemon busy for seconds, so more rounds than these are not worth their time. */
const ROUNDS = Math.min(10, Number(process.env["OPENCLAW_TEST_ROUNDS"] ?? 5));
const WRITERS = Array.from({ length: 20 }, (_, index) => index);

const onLinux = test.skipIf(process.platform !== "linux");
const keyOf = (index: number, round = 0) =>
  `gsk_${String(round).padStart(4, "0")}Pa5Ra7${String(index).padStart(2, "0")}LlEl`;
const accountOf = (index: number) => `main/groq:w${index}`;

/** Reads the store again and again until the work is done; gives how often, and every text that was no whole store. */
async function readWhile(path: string, work: Promise<unknown>): Promise<{ reads: number; broken: string[] }> {
  const state = { isDone: false };
  const end = work.finally(() => {
    state.isDone = true;
  });
  const broken: string[] = [];
  let reads = 0;
  while (!state.isDone) {
    if (existsSync(path)) {
      const text = readFileSync(path, "utf8");
      reads += 1;
      if (!isStore(text)) broken.push(text);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await end;
  return { reads, broken };
}

function isStore(text: string): boolean {
  try {
    return (JSON.parse(text) as { version?: number }).version === 1;
  } catch {
    return false;
  }
}

async function expectAll(desktop: Desktop, round: number): Promise<void> {
  const { profiles } = storeOf(desktop);
  expect(Object.keys(profiles).toSorted()).toEqual(WRITERS.map((index) => `groq:w${index}`).toSorted());
  expect(await desktop.accounts()).toEqual(WRITERS.map(accountOf).toSorted());
  for (const index of WRITERS) {
    expect(profiles[`groq:w${index}`]?.["keyRef"]).toMatchObject({ id: accountOf(index) });
    expect(await desktop.lookup(accountOf(index))).toBe(keyOf(index, round));
  }
  expect(filesWith(desktop.folder, ["Pa5Ra7"])).toEqual([]);
}

onLinux(
  `20 processes store 20 credentials at once, ${ROUNDS} times: 20 entries, 20 references, a whole store at every instant`,
  () =>
    withKeyring("unlocked", async (desktop) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const runs = WRITERS.map((index) =>
          desktop.auth(`paste-api-key --provider groq --profile-id groq:w${index} --replace`, {
            input: keyOf(index, round),
          }),
        );
        const { reads, broken } = await readWhile(desktop.storePath, Promise.all(runs));
        const results = await Promise.all(runs);
        expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(WRITERS.map(() => [0, ""]));
        expect([broken, reads > 20]).toEqual([[], true]);
        await expectAll(desktop, round);
        const config = Bun.JSON5.parse(readFileSync(join(desktop.home, ".openclaw/openclaw.json"), "utf8")) as {
          auth: { profiles: Record<string, unknown> };
        };
        expect(Object.keys(config.auth.profiles).length).toBe(20);
      }
    }),
  ROUNDS * 30_000,
);

onLinux(
  `of 20 processes that want the same id, ${ROUNDS} times, exactly one gets it, and its secret is the one that is kept`,
  () =>
    withKeyring("unlocked", async (desktop) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const line = `paste-api-key --provider groq --profile-id groq:r${round}`;
        const results = await Promise.all(WRITERS.map((index) => desktop.auth(line, { input: keyOf(index, round) })));
        const winners = WRITERS.filter((index) => results[index]?.code === 0);
        expect([winners.length, results.filter(({ code }) => code === 64).length]).toEqual([1, 19]);
        expect(await desktop.lookup(`main/groq:r${round}`)).toBe(keyOf(winners[0] ?? -1, round));
      }
      expect((await desktop.accounts()).length).toBe(ROUNDS);
    }),
  ROUNDS * 30_000,
);
