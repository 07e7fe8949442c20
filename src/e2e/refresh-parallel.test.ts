import { afterAll, beforeAll, expect, test } from "bun:test";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { filesWith, withKeyring } from "../testing/keyring.ts";
import { keptTokens, PROFILE, putTokens } from "../testing/signed-in.ts";
import { startTokenProvider, type TokenProvider } from "../testing/token-provider.ts";

const PROCESSES = Array.from({ length: 20 }, (_, index) => index);
const onLinux = test.skipIf(process.platform !== "linux");

let provider: TokenProvider;
beforeAll(async () => {
  provider = await startTokenProvider();
});
afterAll(() => provider.stop());

const PROBE = [BINARY, "models", "status", "--probe", "--json", "--probe-profile", PROFILE];

onLinux.each(["keyring", "file"] as const)(
  "20 processes with one expired profile in the %s ask for tokens once, and all of them are answered with the new one",
  (store) =>
    withKeyring("unlocked", async (desktop) => {
      const { variables } = provider;
      const first = await provider.signIn();
      await putTokens(desktop, store, first, Date.now() - 1000);
      const before = provider.requests();
      const runs = await Promise.all(PROCESSES.map(() => desktop.run(PROBE, { variables })));
      const rows = runs.flatMap(({ stdout }) => JSON.parse(stdout).auth.probes.results);
      expect(rows.map(({ profileId, status }) => [profileId, status])).toEqual(PROCESSES.map(() => [PROFILE, "ok"]));
      expect([provider.requests() - before, runs.map(({ stderr }) => stderr).join("")]).toEqual([1, ""]);

      const second = await keptTokens(desktop);
      expect([second.access === first.access, await provider.knows(second.access)]).toEqual([false, true]);
      expect(second.expires).toBeGreaterThan(Date.now() + 3_500_000);

      // The family lives: nobody has shown the provider a refresh token twice.
      const { code, stderr } = await desktop.auth(`refresh ${PROFILE}`, { variables });
      const third = await keptTokens(desktop);
      expect([code, stderr, third.refresh === second.refresh]).toEqual([0, "", false]);
      expect(await provider.knows(third.access)).toBe(true);

      const secrets = [first, second, third].flatMap(({ access, refresh }) => [access, refresh]);
      const said = runs.map(({ stdout, stderr: talk }) => stdout + talk).join("");
      expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
      const clear = store === "file" ? [desktop.storePath] : [];
      expect(filesWith(desktop.folder, secrets)).toEqual(clear);
    }),
  60_000,
);

onLinux(
  "of 20 processes that are told to renew at once, all end with a token of the same living family",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const { variables } = provider;
      await putTokens(desktop, "keyring", await provider.signIn(), Date.now() - 1000);
      const runs = await Promise.all(PROCESSES.map(() => desktop.auth(`refresh ${PROFILE} --json`, { variables })));
      expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(PROCESSES.map(() => [0, ""]));
      const { access } = await keptTokens(desktop);
      expect(await provider.knows(access)).toBe(true);
    }),
  60_000,
);

onLinux(
  "20 agents, each with a copy of the same tokens as OpenClaw makes it, ask once together and share what they get",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const { variables } = provider;
      const ids = PROCESSES.map((index) => `a${index}`);
      await putTokens(desktop, "file", await provider.signIn(), Date.now() - 1000);
      writeFileSync(
        join(desktop.home, ".openclaw/openclaw.json"),
        JSON.stringify({ agents: { list: ids.map((id) => ({ id })) } }),
      );
      const storeOfAgent = (id: string) => desktop.storePath.replace("/main/", `/${id}/`);
      for (const id of ids) {
        mkdirSync(dirname(storeOfAgent(id)), { recursive: true });
        copyFileSync(desktop.storePath, storeOfAgent(id));
      }
      const before = provider.requests();
      const runs = await Promise.all(ids.map((id) => desktop.run([...PROBE, "--agent", id], { variables })));
      const rows = runs.flatMap(({ stdout }) => JSON.parse(stdout).auth.probes.results);
      expect(rows.map(({ status }) => status)).toEqual(PROCESSES.map(() => "ok"));
      expect(provider.requests() - before).toBe(1);
      const texts = new Set([desktop.storePath, ...ids.map(storeOfAgent)].map((path) => readFileSync(path, "utf8")));
      expect(texts.size).toBe(1);
    }),
  60_000,
);
