import { afterAll, beforeAll, expect, test } from "bun:test";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, withKeyring } from "../testing/keyring.ts";
import { keptTokens, PROFILE, putTokens } from "../testing/signed-in.ts";
import { startTokenProvider, type TokenProvider } from "../testing/token-provider.ts";

const onLinux = test.skipIf(process.platform !== "linux");
let provider: TokenProvider;
beforeAll(async () => {
  provider = await startTokenProvider();
});
afterAll(() => provider.stop());

type End = Pick<Bun.Subprocess, "signalCode" | "exitCode">;
const COMMANDS = {
  "the command": [BINARY, "models", "auth", "refresh", PROFILE],
  "a probe": [BINARY, "models", "status", "--probe", "--json", "--probe-profile", PROFILE],
};
const byIt = (signalCode: NodeJS.Signals): End => ({ signalCode, exitCode: null });

/** Runs to the end with these signals sent in the very moment in which the provider gives new tokens away. */
async function endedBy(
  { folder, variables }: Desktop,
  command: readonly string[],
  signals: readonly NodeJS.Signals[],
): Promise<End> {
  const env = { ...variables, ...provider.variables };
  const child = Bun.spawn([...command], { cwd: folder, env, stdin: "ignore", stdout: "ignore", stderr: "ignore" });
  provider.onAnswer(() => signals.forEach((signal) => child.kill(signal)));
  await child.exited;
  provider.onAnswer(() => {});
  const { signalCode, exitCode } = child;
  return { signalCode, exitCode: signalCode === null ? exitCode : null };
}

onLinux.each<[keyof typeof COMMANDS, readonly NodeJS.Signals[], End]>([
  ["the command", ["SIGINT"], byIt("SIGINT")],
  ["the command", ["SIGTERM"], byIt("SIGTERM")],
  ["the command", ["SIGHUP"], byIt("SIGHUP")],
  ["the command", ["SIGQUIT"], byIt("SIGQUIT")],
  ["the command", ["SIGTERM", "SIGTERM"], byIt("SIGTERM")],
  ["a probe", ["SIGINT"], { signalCode: null, exitCode: 130 }],
  ["a probe", ["SIGTERM"], byIt("SIGTERM")],
  ["a probe", ["SIGHUP"], byIt("SIGHUP")],
])("%s is given tokens and %j at once: it stores them before it ends, and the sign-in lives", (name, signals, end) =>
  withKeyring("unlocked", async (desktop) => {
    for (const store of ["keyring", "file"] as const) {
      const first = await provider.signIn();
      await putTokens(desktop, store, first, Date.now() - 1000);
      expect(await endedBy(desktop, COMMANDS[name], signals)).toEqual(end);
      const { access } = await keptTokens(desktop);
      expect([access === first.access, await provider.knows(access)]).toEqual([false, true]);
      const { code, stderr } = await desktop.auth(`refresh ${PROFILE}`, { variables: provider.variables });
      expect([code, stderr]).toEqual([0, ""]);
    }
  }),
);

// The library of OpenClaw's lock listens to signals too, and ends a program in which it finds nobody else who does.
onLinux.each(["keyring", "file"] as const)(
  "Control-C ends a probe that has renewed what is in the %s as any other",
  (store) =>
    withKeyring("unlocked", async ({ folder, variables, ...desktop }) => {
      await putTokens({ folder, variables, ...desktop }, store, await provider.signIn(), Date.now() - 1000);
      const env = { ...variables, ...provider.variables };
      const child = Bun.spawn(COMMANDS["a probe"], {
        cwd: folder,
        env,
        stdin: "ignore",
        stdout: "pipe",
        stderr: "ignore",
      });
      provider.onQuestion(() => {
        child.kill("SIGINT");
        return child.exited;
      });
      const stdout = await new Response(child.stdout).text();
      await child.exited;
      provider.onQuestion(() => Promise.resolve());
      expect([child.signalCode, child.exitCode]).toEqual([null, 130]);
      expect(JSON.parse(stdout)).toMatchObject({ auth: { probes: { interrupted: true } } });
    }),
);
