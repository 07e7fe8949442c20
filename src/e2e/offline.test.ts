import { expect, test } from "bun:test";
import { BINARY, runBinaryBeside, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";
import { startProxy } from "../testing/proxy.ts";
import { connections, trace } from "../testing/trace.ts";
import { modelsDev } from "../testing/api.ts";

const canTrace = process.platform === "linux" && Bun.which("strace") !== null;

/** Everything that would open a connection without that variable. */
const ASKING = [
  ["models", "refresh"],
  ["models", "list", "--refresh"],
  ["models", "status", "--probe"],
  ["models", "status", "--probe-all", "--json"],
  ["models", "status", "--usage"],
  ["models", "scan"],
  ["models", "scan", "--recheck"],
  ["models", "auth", "login", "--provider", "anthropic", "--method", "oauth"],
  ["models", "auth", "login", "--provider", "xai", "--device-code"],
  ["models", "auth", "login-github-copilot"],
  ["models", "auth", "refresh", "anthropic:default"],
];
const RUNS = [
  ...[...ASKING, ...READING_COMMANDS].map((argv) => [argv, { OPENCLAW_OFFLINE: "1" }] as const),
  ...[...ASKING, ["models", "status"], ["models", "list"]].map((argv) => [[...argv, "--offline"], {}] as const),
];

test.skipIf(!canTrace).each(RUNS.map(([argv, variables]) => [argv.join(" "), variables, argv] as const))(
  "`%s` with %j opens no socket (needs strace)",
  (_, variables, argv) =>
    withFolder(FULL_HOME, (home) => {
      const lines = trace([BINARY, ...argv], home, { ...FULL_VARIABLES, ...variables });
      expect(lines.length).toBeGreaterThan(5);
      expect(connections(lines)).toEqual([]);
    }),
);

test.skipIf(!canTrace).each(ASKING.map((argv) => [argv.join(" "), argv] as const))(
  "`%s` opens none where `.env` of the state directory says so (needs strace)",
  (_, argv) =>
    withFolder({ ...FULL_HOME, ".openclaw/.env": "OPENCLAW_OFFLINE=1\n" }, (home) => {
      const lines = trace([BINARY, ...argv], home, FULL_VARIABLES);
      expect(lines.length).toBeGreaterThan(5);
      expect(connections(lines)).toEqual([]);
    }),
);

test.skipIf(!canTrace).each(ASKING.slice(0, 3))("without it %s %s %s does open one (needs strace)", (...argv) =>
  withFolder(FULL_HOME, (home) => {
    const words = argv.filter((word) => word !== undefined);
    expect(connections(trace([BINARY, ...words], home, FULL_VARIABLES))).not.toEqual([]);
  }),
);

test("a server that would answer is not asked", () =>
  withFolder(FULL_HOME, async (home) => {
    // Started here: the ports on which local models answer are asked above.
    const { proxy, stop } = await startProxy();
    const asked = await proxy.forAnyRequest().thenReply(200, modelsDev({ a: 1 }));
    const argv = ["models", "refresh", "--from", `http://127.0.0.1:${proxy.port}/api.json`];
    const offline = await runBinaryBeside(argv, { home, variables: { ...FULL_VARIABLES, OPENCLAW_OFFLINE: "true" } });
    expect([offline.code, offline.stdout, (await asked.getSeenRequests()).length]).toEqual([69, "", 0]);
    const online = await runBinaryBeside(argv, { home, variables: { ...FULL_VARIABLES, OPENCLAW_OFFLINE: "0" } });
    expect([online.code, online.stderr, (await asked.getSeenRequests()).length]).toEqual([0, "", 1]);
    await stop();
  }));
