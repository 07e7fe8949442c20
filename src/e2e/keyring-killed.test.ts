import { expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";

const ROUNDS = Number(process.env["OPENCLAW_TEST_ROUNDS"] ?? 20);
const ACCOUNT = "main/groq:manual";
const MOVED = "main/groq:default";
const PASTE = "paste-token --provider groq --replace";

const onLinux = test.skipIf(process.platform !== "linux");

/** Every second one needs several entries. */
const secretOf = (round: number) => `gsk_${round}Ki6Ll9${"Ed".repeat(round % 2 === 0 ? 20 : 3000)}`;

/** Starts a command and ends it after a part of the time that it usually takes. */
async function killSometime(
  desktop: Desktop,
  line: string,
  input: string,
  usualMs: number,
  signal: NodeJS.Signals = "SIGKILL",
): Promise<void> {
  const child = Bun.spawn([BINARY, "models", "auth", ...line.split(" ")], {
    cwd: desktop.folder,
    env: desktop.variables,
    stdin: new Blob([input]),
    stdout: "ignore",
    stderr: "ignore",
  });
  const timer = setTimeout(() => child.kill(signal), Math.random() * usualMs * 1.3);
  await child.exited;
  clearTimeout(timer);
}

/** The same command at once succeeds, far sooner than a lock is waited for. */
async function expectSuccess(desktop: Desktop, line: string, input?: string): Promise<number> {
  const { code, stderr, ms } = await desktop.auth(line, input === undefined ? {} : { input });
  expect([code, stderr.replace(/^warning: .*\n/gm, ""), ms < 5000]).toEqual([0, "", true]);
  return ms;
}

/** What whoever was killed leaves is taken away by the next: the native part, temporary files, pieces of a secret. */
async function expectNoLitter(desktop: Desktop): Promise<void> {
  const cache = join(desktop.home, ".cache/openclaw-cli");
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
  expect(readdirSync(join(desktop.folder, "tmp"))).toEqual([]);
  expect(readdirSync(dirname(desktop.storePath)).toSorted()).toEqual([
    ".auth-profiles.json.lock",
    "auth-profiles.json",
  ]);
  expect((await desktop.accounts()).filter((account) => account.startsWith("main/"))).toEqual([]);
}

/** What an audit says that may ask the keyring: its exit code, and where a reference leads nowhere or may. */
async function auditOf(desktop: Desktop): Promise<[code: number, missing: string[], warnings: string[]]> {
  const { code, stdout } = await desktop.auth("audit --keyring --check --json");
  const document = JSON.parse(stdout) as { findings: { kind: string; place: string }[]; warnings: string[] };
  return [code, document.findings.map(({ kind, place }) => `${kind} ${place}`), document.warnings];
}

onLinux(
  `paste-token killed at ${ROUNDS} random points: never a reference without a whole secret, as an audit finds too, and the next run succeeds`,
  () =>
    withKeyring("unlocked", async (desktop) => {
      const given = [secretOf(1)];
      const usualMs = await expectSuccess(desktop, PASTE, secretOf(1));
      for (let round = 2; round < ROUNDS + 2; round += 1) {
        if (round % 3 === 0) await expectSuccess(desktop, "logout groq:manual --yes");
        given.push(secretOf(round));
        await killSometime(desktop, PASTE, secretOf(round), usualMs);
        if (Object.hasOwn(storeOf(desktop).profiles, "groq:manual"))
          expect(given).toContain((await desktop.secret(ACCOUNT)) ?? "nothing");
        expect(await auditOf(desktop)).toEqual([0, [], []]);
        given.push(secretOf(-round));
        await expectSuccess(desktop, PASTE, secretOf(-round));
        expect(await desktop.secret(ACCOUNT)).toBe(secretOf(-round));
      }
      expect(filesWith(desktop.folder, ["Ki6Ll9"])).toEqual([]);
      await expectSuccess(desktop, "logout groq:manual --yes");
      await expectNoLitter(desktop);
    }),
  ROUNDS * 5000,
);

onLinux(
  `paste-token ended in good order at ${ROUNDS} random points leaves a secret and what describes it, or neither`,
  () =>
    withKeyring("unlocked", async (desktop) => {
      const usualMs = await expectSuccess(desktop, PASTE, secretOf(1));
      for (let round = 2; round < ROUNDS + 2; round += 1) {
        await expectSuccess(desktop, "logout groq:manual --yes");
        const signal = (["SIGTERM", "SIGHUP", "SIGINT"] as const)[round % 3];
        await killSometime(desktop, PASTE, secretOf(round), usualMs, signal);
        const isDescribed = Object.hasOwn(storeOf(desktop).profiles, "groq:manual");
        expect(await desktop.secret(ACCOUNT)).toBe(isDescribed ? secretOf(round) : undefined);
        if (!isDescribed) await expectSuccess(desktop, PASTE, secretOf(round));
      }
    }),
  ROUNDS * 5000,
);

onLinux("an audit that may ask the keyring notices a reference without its secret, and no other does", () =>
  withKeyring("unlocked", async (desktop) => {
    await expectSuccess(desktop, PASTE, secretOf(1));
    await desktop.run(["secret-tool", "clear", "service", "openclaw", "username", ACCOUNT]);
    expect(await auditOf(desktop)).toEqual([1, ['missing profiles["groq:manual"].tokenRef'], []]);
    expect((await desktop.auth("audit --check")).code).toBe(0);
    await expectSuccess(desktop, PASTE, secretOf(2));
    expect(await auditOf(desktop)).toEqual([0, [], []]);
  }),
);

onLinux(
  `migrate killed at ${ROUNDS} random points: never a lost secret, and the next run goes on`,
  () =>
    withKeyring("unlocked", async (desktop) => {
      mkdirSync(dirname(desktop.storePath), { recursive: true });
      const fill = (round: number) => {
        const profile = { type: "api_key", provider: "groq", key: secretOf(round) };
        const text = JSON.stringify({ version: 1, profiles: { "groq:default": profile } });
        for (const ending of ["", ".bak"]) writeFileSync(desktop.storePath + ending, text);
      };
      fill(1);
      const usualMs = await expectSuccess(desktop, "migrate --yes");
      for (let round = 2; round < ROUNDS + 2; round += 1) {
        fill(round);
        await killSometime(desktop, "migrate --yes", "", usualMs);
        const profile = storeOf(desktop).profiles["groq:default"];
        expect(profile?.["key"] ?? (await desktop.secret(MOVED))).toBe(secretOf(round));
        await expectSuccess(desktop, "migrate --yes");
        expect([await desktop.secret(MOVED), filesWith(desktop.home, ["Ki6Ll9"])]).toEqual([secretOf(round), []]);
        expect(readFileSync(`${desktop.storePath}.bak`, "utf8")).toContain('"key":"moved-into-the-keyring"');
      }
      expect(Object.keys(storeOf(desktop).profiles["groq:default"] ?? {})).not.toContain("key");
      await desktop.run(["rm", `${desktop.storePath}.bak`]);
      await expectSuccess(desktop, "logout groq:default --yes");
      await expectNoLitter(desktop);
    }),
  ROUNDS * 5000,
);
