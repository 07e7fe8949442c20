import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";
import { keptTokens, PROFILE, putTokens } from "../testing/signed-in.ts";
import { startTokenProvider, type TokenProvider } from "../testing/token-provider.ts";

const ROUNDS = Number(process.env["OPENCLAW_TEST_ROUNDS"] ?? 20);
/** From the provider's answer on, storing it takes the program about half as long. */
const STORING_MS = { keyring: 60, file: 15 } as const;
const onLinux = test.skipIf(process.platform !== "linux");

let provider: TokenProvider;
beforeAll(async () => {
  provider = await startTokenProvider();
});
afterAll(() => provider.stop());

/** Kills a renewal at some time after the provider has given new tokens away. */
async function killAfterAnswer({ folder, variables }: Desktop, withinMs: number): Promise<void> {
  const env = { ...variables, ...provider.variables };
  const streams = { stdin: "ignore", stdout: "ignore", stderr: "ignore" } as const;
  const child = Bun.spawn([BINARY, "models", "auth", "refresh", PROFILE], { cwd: folder, env, ...streams });
  const answered = Promise.withResolvers<void>();
  provider.onAnswer(() => answered.resolve());
  await Promise.race([answered.promise, child.exited]);
  const timer = setTimeout(() => child.kill("SIGKILL"), Math.random() * withinMs);
  await child.exited;
  clearTimeout(timer);
}

onLinux.each(["keyring", "file"] as const)(
  `a renewal of tokens in the %s, killed ${ROUNDS} times after the answer: old or new tokens, never half of them, and the next run renews or says what happened`,
  (store) =>
    withKeyring("unlocked", async (desktop) => {
      const secrets: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = await provider.signIn();
        secrets.push(first.access, first.refresh);
        await putTokens(desktop, store, first, Date.now() - 1000);
        await killAfterAnswer(desktop, STORING_MS[store]);
        const { access, refresh } = await keptTokens(desktop);
        const isOld = access === first.access;
        expect([typeof access, typeof refresh, refresh === first.refresh]).toEqual(["string", "string", isOld]);
        if (!isOld) expect(await provider.knows(access)).toBe(true);

        const { code, stdout, stderr, ms } = await desktop.auth(`refresh ${PROFILE}`, {
          variables: provider.variables,
        });
        expect(ms).toBeLessThan(5000);
        if (isOld) {
          expect([code, stderr]).toEqual([69, REFUSED]);
          expect(storeOf(desktop).profiles[PROFILE]).toMatchObject({ refusedFor: expect.any(Number) });
        } else {
          expect([code, stderr, stdout.startsWith("✓ ")]).toEqual([0, "", true]);
          expect(await provider.knows((await keptTokens(desktop)).access)).toBe(true);
        }
        secrets.push(...Object.values(await keptTokens(desktop)).map(String));
      }
      const litter = readdirSync(dirname(desktop.storePath)).filter((name) => !name.includes("auth-profiles.json"));
      expect(litter).toEqual([]);
      const clear = filesWith(
        desktop.folder,
        secrets.filter((secret) => secret.length > 20),
      );
      expect(clear).toEqual(store === "file" ? [desktop.storePath] : []);
    }),
  ROUNDS * 5000,
);

const REFUSED = `error: chutes refuses to renew \`${PROFILE}\` (invalid_grant): the sign-in is over or was revoked, or a renewal was cut off before its answer was stored
hint: sign in again: \`openclaw models auth login --provider chutes --profile-id ${PROFILE} --replace\`
`;
