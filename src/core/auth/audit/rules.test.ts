import { expect, test } from "bun:test";
import { kindOf, ruleOfFile, ruleOfFolder } from "./rules.ts";

test.each([
  ["identity/device.json", "state"],
  ["exec-approvals.json", "state"],
  ["credentials/whatsapp/default/creds.json.bak", "state, a copy"],
  ["devices/paired.json.4711.0f0f.tmp", "state, a copy"],
  ["logs/config-audit.jsonl", "state"],
  ["agents/main/sessions/sessions.json", "state"],
  ["agents/main/sessions/0f0f.jsonl", "text"],
  ["agents/main/sessions/0f0f.jsonl.deleted.2026", "text"],
  ["agents/main/agent/.auth-profiles.json.lock-journal", "text"],
  ["agents/main/agent/.auth-profiles.json.lock", "text"],
  ["gateway.cmd", "service"],
  ["logs/gateway.log", "text"],
  ["memory/main.sqlite", "text"],
  [".env.local", "dotenv"],
  [".env.bak", "dotenv, a copy"],
  ["prod.env", "dotenv"],
  ["notes.md~", "text, a copy"],
  ["workspace/package.json", "text, foreign"],
  ["workspace-work/TOOLS.md", "text, foreign"],
  ["workspace/.env", "dotenv, foreign"],
  ["skills/mail/config.json", "text, foreign"],
  ["agents/main/workspace/x.json", "text, foreign"],
  ["agents/skills/x.json", "state"],
])("%s is %s", (path, expected) => {
  const { source, isCopy, isForeign } = kindOf(path.split("/"));
  expect([source, ...(isCopy ? ["a copy"] : []), ...(isForeign ? ["foreign"] : [])].join(", ")).toBe(expected);
});

test.each([
  ["photo.JPG", false],
  ["voice.ogg", false],
  ["vault.json.age", false],
  ["openclaw-backup.tar.gz", true],
  ["gateway.log.1.gz", true],
  ["state.zip", true],
])("%s is not looked at; whether it may hold a secret: %p", (name, mayHoldOne) => {
  expect(ruleOfFile(name)?.mayHoldOne).toBe(mayHoldOne);
});

test("every other file is looked at", () => {
  for (const name of [
    "a",
    "a.json",
    "a.log",
    "a.pem",
    "a.sqlite-wal",
    "id_ed25519",
    "backup.tar",
    ".netrc",
    "a.gz.txt",
  ])
    expect(ruleOfFile(name)).toBeUndefined();
});

test.each([
  ["extensions/mail/node_modules", true],
  ["workspace/.git/objects", true],
  ["browser/openclaw/user-data", true],
  ["agents/main/user-data", false],
  ["objects", false],
  ["workspace/.git", false],
])("whether a rule keeps us out of %s: %p", (path, isKeptOut) => {
  expect(ruleOfFolder(path.split("/")) !== undefined).toBe(isKeptOut);
});
