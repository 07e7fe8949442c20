import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";
import { trace } from "../testing/trace.ts";

const scratch = mkdtempSync(join(tmpdir(), "openclaw-strace-"));
const empty = join(scratch, "empty");

beforeAll(async () => {
  writeFileSync(`${empty}.ts`, "export {};\n");
  const compile = { outfile: empty, autoloadBunfig: false, autoloadDotenv: false };
  await Bun.build({ entrypoints: [`${empty}.ts`], target: "bun", compile });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const opened = (lines: readonly string[]) =>
  new Set(
    lines.flatMap((line) => (/ENOENT/.test(line) ? [] : (/\bopen(?:at2?)?\([^"]*"([^"]+)"/.exec(line)?.[1] ?? []))),
  );

/** Names of threads and processes vary; only their kind matters. */
const settled = (path: string) => path.replace(/\/proc\/(self|\d+)(\/task\/\d+)?/, "/proc/self");

const bulk = Array.from({ length: 40 }, (_, provider) => [
  `bulk${provider}`,
  { baseUrl: "http://127.0.0.1:9/v1", models: Array.from({ length: 200 }, (__, id) => ({ id: `model-${id}` })) },
]);
const crowd = Array.from({ length: 1000 }, (_, id) => [
  `groq:${id}`,
  { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" },
]);
/** 8,000 models of its own, and 1,000 profiles. */
const BIG_HOME = {
  ".openclaw/openclaw.json": JSON.stringify({ models: { providers: Object.fromEntries(bulk) } }),
  ".openclaw/agents/main/agent/auth-profiles.json": JSON.stringify({ profiles: Object.fromEntries(crowd) }),
};

/** What a scan has kept. */
const SCANNED = {
  ".cache/openclaw-cli/free-models.json": JSON.stringify({
    version: 2,
    // SHA-256 of that address.
    key: "051e0609abb5b28b9b4f39c7ee10daebade72a6537df07f04f032057759ac2da",
    about: { url: "https://openrouter.ai/api/v1/models", from: "network", fetchedAt: 1, models: 1 },
    models: [],
  }),
};

const TAB = [
  "",
  "models set ",
  "models set groq/",
  "models list --provider ",
  "models auth logout ",
  "models set bulk3",
].map((line) => ["__complete", "zsh", "--"].concat(line.split(" ")));
const COMMANDS = [...READING_COMMANDS, ["models", "status", "--json"], ["models", "set", "fast", "--dry-run"]].map(
  (argv) => [FULL_HOME, argv] as const,
);
const RUNS = [
  ...COMMANDS,
  [SCANNED, ["models", "scan", "--offline"]] as const,
  ...[FULL_HOME, BIG_HOME].flatMap((home) => TAB.map((argv) => [home, argv] as const)),
];

test.skipIf(process.platform !== "linux").each(RUNS.map(([files, argv]) => [argv.join(" "), files, argv] as const))(
  "%s opens no socket, takes no lock, starts no child, and reads only what is the user's OpenClaw's, or its own cache",
  (_, files, argv) =>
    withFolder(files, (home) => {
      const lines = trace([BINARY, ...argv], home, FULL_VARIABLES);
      expect(
        lines.filter((line) => /\b(socket|connect|bind|rename|unlink|mkdir|flock)\(|F_(OFD_)?SETLK/.test(line)),
      ).toEqual([]);
      expect(lines.filter((line) => /\bexecve(at)?\(/.test(line)).length).toBe(1);
      // A clone that shares no memory is a process; threads share it.
      expect(lines.filter((line) => /\b(fork|vfork)\(|\bclone3?\(/.test(line) && !line.includes("CLONE_VM"))).toEqual(
        [],
      );
      const known = new Set([...opened(trace([empty], home, FULL_VARIABLES))].map(settled));
      const ours = [...opened(lines)]
        .map(settled)
        .filter((path) => !known.has(path) && !`${path}/`.startsWith(`${home}/.openclaw/`))
        .filter((path) => !path.startsWith(`${home}/.cache/`));
      expect(ours.filter((path) => path !== BINARY)).toEqual([]);
    }),
);
