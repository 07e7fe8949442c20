import { expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, storeOf, withKeyring } from "../testing/keyring.ts";

const KEY = "gsk_Lo1Ck2Ke3Yf4Or5Te6St7";
const ACCOUNT = "main/groq:default";
const PASTE = "paste-api-key --provider groq --replace";
const EMPTY = '{\n  "version": 1,\n  "profiles": {}\n}\n';

const onLinux = test.skipIf(process.platform !== "linux");

/** Takes the lock of the store as OpenClaw does, which keeps it fresh for as long as it holds it. */
async function lockAsOpenClaw({ storePath }: Desktop): Promise<() => Promise<void>> {
  mkdirSync(dirname(storePath), { recursive: true });
  writeFileSync(storePath, EMPTY);
  return lock(storePath, { stale: 30_000, retries: 10 });
}

/** Runs a writer that dies at the beginning of its first call of a kind. */
async function dieAt(desktop: Desktop, call: string): Promise<void> {
  const inject = ["-e", `inject=${call}:signal=SIGKILL:when=1`, "-o", join(desktop.folder, "trace")];
  await desktop.run(["strace", "-f", "-qq", ...inject, BINARY, "models", "auth", ...PASTE.split(" ")], { input: KEY });
}

const isLocked = ({ storePath }: Desktop) => existsSync(`${storePath}.lock`);

async function expectPatience(desktop: Desktop): Promise<void> {
  const release = await lockAsOpenClaw(desktop);
  const { code, stdout, stderr, ms } = await desktop.auth(PASTE, { input: KEY });
  const sentence = `OpenClaw has been changing ${desktop.storePath} for 10 seconds`;
  expect([code, stdout, stderr]).toEqual([73, "", `error: ${sentence}\nhint: try again when it is done\n`]);
  expect(ms / 1000).toBeWithin(9.9, 13);
  expect([storeOf(desktop), await desktop.lookup(ACCOUNT)]).toEqual([JSON.parse(EMPTY), undefined]);
  // It is OpenClaw's still: it gives back what it holds without a complaint.
  expect(isLocked(desktop)).toBe(true);
  await release();
  expect(await desktop.auth(PASTE, { input: KEY })).toMatchObject({ code: 0, stderr: "" });
}

onLinux(
  "a store that OpenClaw is changing is waited for ten seconds, then that is said, and nothing is stored anywhere",
  async () => {
    const usual = withKeyring("unlocked", expectPatience);
    const afterDeath = withKeyring("unlocked", async (desktop) => {
      await dieAt(desktop, "rename");
      // What one of ours left is told from what OpenClaw makes at the same place later.
      rmdirSync(`${desktop.storePath}.lock`);
      await desktop.run(["secret-tool", "clear", "service", "openclaw", "username", ACCOUNT]);
      await expectPatience(desktop);
    });
    await Promise.all([usual, afterDeath]);
  },
  30_000,
);

onLinux("a lock that OpenClaw gives back meanwhile is waited for no longer", () =>
  withKeyring("unlocked", async (desktop) => {
    const release = await lockAsOpenClaw(desktop);
    const run = desktop.auth(PASTE, { input: KEY });
    // Ours is taken first, so the program has come to OpenClaw's when this one is there.
    while (!existsSync(join(dirname(desktop.storePath), ".auth-profiles.json.lock")))
      await new Promise((resolve) => setImmediate(resolve));
    await release();
    expect(await run).toMatchObject({ code: 0, stderr: "" });
    expect(await desktop.lookup(ACCOUNT)).toBe(KEY);
  }),
);

/** Calls at whose beginning a writer dies, the one after the other, and whether OpenClaw's lock is left then. */
const POINTS: readonly (readonly [call: string, about: string, isLeft: boolean])[] = [
  ["utimensat", "as soon as it has OpenClaw's lock", true],
  ["rename", "before the store is put in place", true],
  ["rmdir", "before it gives the lock back", true],
  ["unlink", "when it has given the lock back", false],
];

onLinux.each(POINTS)("killed at %s, %s, a writer hinders nobody", (call, _, isLeft) =>
  withKeyring("unlocked", async (desktop) => {
    await dieAt(desktop, call);
    expect(isLocked(desktop)).toBe(isLeft);
    const { code, stderr, ms } = await desktop.auth(PASTE, { input: KEY });
    expect([code, stderr, isLocked(desktop), ms < 5000]).toEqual([0, "", false, true]);
    expect(readdirSync(dirname(desktop.storePath)).toSorted()).toEqual([
      ".auth-profiles.json.lock",
      "auth-profiles.json",
    ]);
    expect(await desktop.accounts()).toEqual([ACCOUNT]);
  }),
);
