import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, storeOf, withKeyring } from "../testing/keyring.ts";
import { keptTokens, PROFILE, putTokens } from "../testing/signed-in.ts";
import { startTokenProvider, type TokenProvider } from "../testing/token-provider.ts";

const onLinux = test.skipIf(process.platform !== "linux");
let provider: TokenProvider;
beforeAll(async () => {
  provider = await startTokenProvider();
});
afterAll(() => provider.stop());

const MINUTE = 60_000;
const PROBE = [BINARY, "models", "status", "--probe", "--check", "--json", "--probe-profile", PROFILE];
const rowOf = (stdout: string) => JSON.parse(stdout).auth.probes.results[0] as Record<string, unknown>;

const FAILED = `chutes did not renew \`${PROFILE}\``;
const NOTHING = `chutes gave no new tokens for \`${PROFILE}\``;
const TROUBLES: [string, { status: number; body: string }, string][] = [
  ["a 500", { status: 500, body: '{"error":"server_error"}' }, `${NOTHING}: it answered HTTP 500`],
  ["a 429", { status: 429, body: '{"error":"rate_limited"}' }, `${FAILED}: it says rate_limited`],
  ["a page", { status: 200, body: "<html>sorry</html>" }, `${NOTHING}: it did not answer as documented (HTTP 200)`],
  ["other JSON", { status: 200, body: "[1]" }, `${NOTHING}: it did not answer as documented (HTTP 200)`],
  [
    "an answer without a token",
    { status: 200, body: '{"token_type":"Bearer"}' },
    `${NOTHING}: its answer holds no token`,
  ],
];

/** Does this with tokens in the keyring, then in the file; nothing that is said may hold one of them. */
async function withTokens(
  expires: number,
  use: (desktop: Desktop, run: (command: readonly string[]) => ReturnType<Desktop["run"]>) => Promise<void>,
): Promise<void> {
  await withKeyring("unlocked", async (desktop) => {
    for (const store of ["keyring", "file"] as const) {
      const tokens = await provider.signIn();
      await putTokens(desktop, store, tokens, expires);
      writeFileSync(join(desktop.home, ".openclaw/openclaw.json"), '{ agents: { defaults: { model: "chutes/m" } } }');
      await use(desktop, async (command) => {
        const run = await desktop.run(command, { variables: provider.variables });
        const secrets = [...Object.values(tokens), ...Object.values(await keptTokens(desktop))].map(String);
        const said = run.stdout + run.stderr;
        expect(secrets.filter((secret) => secret.length > 20 && said.includes(secret))).toEqual([]);
        return run;
      });
    }
  });
}

onLinux.each(TROUBLES)("%s leaves expired tokens as they were, and the probe says why", async (_, answer, said) => {
  provider.answer(answer);
  await withTokens(Date.now() - MINUTE, async (desktop, run) => {
    const before = [readFileSync(desktop.storePath, "utf8"), await keptTokens(desktop)];
    expect(rowOf((await run(PROBE)).stdout)).toMatchObject({
      status: "unknown",
      reason: "unresolved",
      error: said,
    });
    expect([readFileSync(desktop.storePath, "utf8"), await keptTokens(desktop)]).toEqual(before);
  });
  provider.answer(undefined);
});

onLinux("tokens that are good for another minute are used where they cannot be renewed", async () => {
  provider.answer({ status: 500, body: "" });
  await withTokens(Date.now() + MINUTE, async (_, run) => {
    const { code, stdout } = await run(PROBE);
    expect([code, rowOf(stdout)]).toMatchObject([0, { status: "ok" }]);
  });
  provider.answer(undefined);
});

onLinux(
  "a refused sign-in is an expired one from then on, for the probe, for --check and for the next renewal",
  async () => {
    await withTokens(Date.now() - MINUTE, async (desktop, run) => {
      const { refresh } = await keptTokens(desktop);
      await provider.revoke(refresh);
      const asked = provider.requests();
      const { stdout } = await run(PROBE);
      expect(rowOf(stdout)).toMatchObject({ status: "auth", reason: "auth_expired" });
      expect(JSON.parse(stdout).auth.oauth.profiles).toMatchObject([{ status: "expired", refreshable: false }]);
      const { expires, refusedFor } = storeOf(desktop).profiles[PROFILE] ?? {};
      expect(refusedFor).toBe(expires);
      const again = await run([BINARY, "models", "auth", "refresh", PROFILE]);
      expect([again.code, again.stderr]).toEqual([
        69,
        `error: chutes has refused to renew \`${PROFILE}\`, and is not asked again
hint: sign in again: \`openclaw models auth login --provider chutes --profile-id ${PROFILE} --replace\`
`,
      ]);
      expect([rowOf((await run(PROBE)).stdout)["error"], provider.requests() - asked]).toEqual(["expired", 1]);
    });
  },
);

onLinux("an older copy that comes back is not sent, so that the provider ends no sign-in that lives", async () => {
  await withTokens(Date.now() - MINUTE, async (desktop, run) => {
    const refresh = [BINARY, "models", "auth", "refresh", PROFILE];
    const older = await keptTokens(desktop);
    expect((await run(refresh)).code).toBe(0);
    const newer = await keptTokens(desktop);
    await putTokens(desktop, "file", older, older.expires);
    const asked = provider.requests();
    const { code, stderr } = await run(refresh);
    expect([code, stderr.split("\n")[0], provider.requests()]).toEqual([
      69,
      `error: \`${PROFILE}\` holds a refresh token that is used up, as an older copy of a sign-in does; it was not sent again`,
      asked,
    ]);
    expect(await provider.knows(newer.access)).toBe(true);
    await putTokens(desktop, "file", newer, newer.expires);
    expect((await run(refresh)).code).toBe(0);
  });
});
