import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runBinary, snapshot, withFolder } from "../testing/binary.ts";

const CONFIG = ".openclaw/openclaw.json";
const STORE = ".openclaw/agents/main/agent/auth-profiles.json";

/** What stands in a home that is broken, and the sentence about it (`~` is the home). */
const BROKEN: Readonly<Record<string, [files: Record<string, string | Uint8Array>, message: string]>> = {
  "broken JSON5": [
    { [CONFIG]: "{\n  agents: {\n    defaults: [\n  }\n}\n" },
    "~/.openclaw/openclaw.json:4:3 is not valid JSON5: `}` is not expected there\n    }\n    ^",
  ],
  "JSON5 that is cut off": [
    { [CONFIG]: "{\n  agents: {\n    defaults: {\n\n" },
    "~/.openclaw/openclaw.json:3:16 is not valid JSON5: it ends too early\n      defaults: {\n                 ^",
  ],
  "a wrong type": [
    { [CONFIG]: "{agents:{defaults:{model:{primary:5}}}}" },
    "agents.defaults.model.primary in ~/.openclaw/openclaw.json must be text, not a number",
  ],
  "a wrong type where two are right": [
    { [CONFIG]: "{agents:{defaults:{model:5}}}" },
    "agents.defaults.model in ~/.openclaw/openclaw.json must be text or an object, not a number",
  ],
  "a list for the config": [
    { [CONFIG]: "[]" },
    "the config in ~/.openclaw/openclaw.json must be an object, not a list",
  ],
  "a file for the state directory": [
    { ".openclaw": "x" },
    "~/.openclaw/.env cannot be read: ~/.openclaw is no directory",
  ],
  "a missing variable": [
    { [CONFIG]: '{models:{providers:{x:{apiKey:"${NOPE}"}}}}' },
    "models.providers.x.apiKey in the config needs the variable NOPE, which is not set",
  ],
  "an include loop": [
    { [CONFIG]: '{$include:"./a.json5"}', ".openclaw/a.json5": '{$include:"./openclaw.json"}' },
    "~/.openclaw/openclaw.json includes itself (~/.openclaw/openclaw.json → ~/.openclaw/a.json5 → ~/.openclaw/openclaw.json)",
  ],
  "a missing include": [
    { [CONFIG]: '{$include:"./nope.json5"}' },
    "~/.openclaw/openclaw.json includes ~/.openclaw/nope.json5, which does not exist",
  ],
  "50 MB": [
    { [CONFIG]: new Uint8Array(50 * 1024 * 1024).fill(32) },
    "~/.openclaw/openclaw.json cannot be read: it is larger than 10 MB",
  ],
  "binary garbage": [
    { [CONFIG]: new Uint8Array([0, 159, 146, 150, 255, 254, 1]) },
    "~/.openclaw/openclaw.json cannot be read: it is not UTF-8 text",
  ],
  "a .env of another alphabet": [
    { ".openclaw/.env": new Uint8Array(Buffer.from("# caf\u00e9\nA_KEY=k1\n", "latin1")) },
    "~/.openclaw/.env cannot be read: it is not UTF-8 text",
  ],
  "a .env of PowerShell": [
    { ".openclaw/.env": new Uint8Array(Buffer.from("\ufeffA_KEY=k1\r\n", "utf16le")) },
    "~/.openclaw/.env cannot be read: it is not UTF-8 text",
  ],
  "a bottomless pit": [{ [CONFIG]: "[".repeat(100_000) }, "~/.openclaw/openclaw.json is nested too deeply to be read"],
  "a broken store": [{ [STORE]: '{"profiles":' }, "~/.openclaw/agents/main/agent/auth-profiles.json is not valid JSON"],
  "a list for the profiles": [
    { [STORE]: '{"profiles":[]}' },
    "~/.openclaw/agents/main/agent/auth-profiles.json is no credential store: profiles has the wrong type",
  ],
};

test.each(Object.keys(BROKEN))("%s: one sentence, a hint, 78, nothing changed", (name) => {
  const [files, message] = BROKEN[name] ?? [{}, ""];
  return withFolder(files, async (home) => {
    const before = await snapshot(home);
    const { code, stdout, stderr } = runBinary(["models", "status"], { home });
    const [first, hint] = stderr.replaceAll(home, "~").split("\nhint: ");
    expect({ code, stdout, first }).toEqual({ code: 78, stdout: "", first: `error: ${message}` });
    expect(hint?.trim().split("\n")).toHaveLength(1);
    const json = runBinary(["models", "status", "--json"], { home });
    const document = JSON.parse(json.stdout) as { error: { message: string } };
    expect({ ...json, stdout: document.error.message.replaceAll(home, "~") }).toEqual({
      code: 78,
      stdout: message.replaceAll("\n  ", "\n  "),
      stderr: "",
    });
    expect(await snapshot(home)).toEqual(before);
  });
});

test("a directory where the config should be is named", () =>
  withFolder({}, (home) => {
    mkdirSync(join(home, CONFIG), { recursive: true });
    const { code, stderr } = runBinary(["models"], { home });
    expect({ code, stderr: stderr.replaceAll(home, "~") }).toEqual({
      code: 78,
      stderr:
        "error: ~/.openclaw/openclaw.json cannot be read: it is a directory\nhint: check the file: `ls -ld ~/.openclaw/openclaw.json`\n",
    });
  }));

test("a pipe where the config should be does not make it wait", () =>
  withFolder({ ".openclaw/.keep": "" }, (home) => {
    Bun.spawnSync(["mkfifo", join(home, CONFIG)]);
    expect(runBinary(["models"], { home }).code).toBe(78);
  }));

test.each([
  ["an unknown agent", ["models", "status", "--agent", "ghost"], 66],
  ["an empty agent", ["models", "status", "--agent", ""], 64],
  ["an empty model", ["models", "explain", ""], 64],
  ["half a reference", ["models", "explain", "/x"], 64],
  ["an unknown provider", ["models", "list", "--provider", "nope"], 66],
  ["a control character in a name", ["models", "explain", "a\u001b[31m"], 66],
  ["a profile with a slash", ["--profile", "../x", "models"], 64],
] as const)("%s is refused in one sentence without a stack", (_, argv, expected) =>
  withFolder({}, (home) => {
    const { code, stdout, stderr } = runBinary(argv, { home });
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(stderr).toMatch(/^error: \P{Cc}+\nhint: \P{Cc}+\n$/u);
  }),
);

test("nothing at all is no error: every reading command answers in an empty home, and leaves it empty", () =>
  withFolder({}, async (home) => {
    for (const argv of [
      ["models"],
      ["models", "list"],
      ["models", "aliases", "list"],
      ["models", "fallbacks", "list"],
    ]) {
      expect(runBinary(argv, { home }).code).toBe(0);
    }
    expect(await snapshot(home)).toEqual({});
  }));
