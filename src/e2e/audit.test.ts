import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runBinary, withFolder } from "../testing/binary.ts";

const AGENTS = ".openclaw/agents";
const STORE = '{"profiles":{"groq:a":{"type":"api_key","provider":"groq","key":"k1"}}}';
const FILES = {
  ".openclaw/openclaw.json": "{agents:{list:[{id:'main'},{id:'work'}]}}",
  [`${AGENTS}/main/agent/auth-profiles.json`]: STORE,
  [`${AGENTS}/.DS_Store`]: "a stray file",
};

function auditOf(home: string): unknown {
  const { code, stdout, stderr } = runBinary(["models", "auth", "audit", "--plain", "--check"], { home });
  return { code, stdout: stdout.replaceAll(home, "~"), stderr: stderr.replaceAll(home, "~") };
}

const ONCE = { code: 1, stdout: `~/${AGENTS}/main/agent/auth-profiles.json profiles["groq:a"].key ***\n`, stderr: "" };

test("a stray file among the folders of the agents is no trouble", () =>
  withFolder(FILES, (home) => {
    expect(auditOf(home)).toEqual(ONCE);
  }));

test("a file is looked at once whatever links lead to it", () =>
  withFolder(FILES, (home) => {
    symlinkSync(".openclaw", join(home, ".clawdbot"));
    mkdirSync(join(home, AGENTS, "work"));
    symlinkSync("../main/agent", join(home, AGENTS, "work/agent"));
    symlinkSync("auth-profiles.json", join(home, AGENTS, "main/agent/auth-profiles.json.bak"));
    expect(auditOf(home)).toEqual(ONCE);
  }));
