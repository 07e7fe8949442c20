import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runBinary, snapshot, withFolder } from "../testing/binary.ts";

const PROFILES = {
  version: 1,
  profiles: { "openai:db": { type: "api_key", provider: "openai", key: "sk-proj-0123456789abcdefghij" } },
};
const CONFIG = '{agents:{defaults:{model:{primary:"openai/gpt-5.2"}}}}';

/** The shared store of OpenClaw 2026.9.6; left open, a log stands beside it. */
function createStore(home: string): Database {
  mkdirSync(join(home, ".openclaw/state"), { recursive: true });
  const database = new Database(join(home, ".openclaw/state/openclaw.sqlite"));
  database.run("PRAGMA journal_mode = WAL");
  database.run(
    "CREATE TABLE config_machine_state (state_key TEXT PRIMARY KEY, value_json TEXT, updated_at_ms INTEGER) STRICT",
  );
  database.run("INSERT INTO config_machine_state VALUES ('authProfiles.store', ?, 0)", [JSON.stringify(PROFILES)]);
  return database;
}

function credentialIn(home: string): unknown {
  const { stdout } = runBinary(["models", "status", "--json"], { home });
  const { answering, auth } = JSON.parse(stdout) as { answering: unknown; auth: { storeKind: string } };
  return { answering, storeKind: auth.storeKind };
}

const EXPECTED = {
  answering: { ref: "openai/gpt-5.2", role: "default", credential: "openai:db" },
  storeKind: "sqlite",
};

test("the database of a newer OpenClaw is read, and not a byte beside it is written", () =>
  withFolder({ ".openclaw/openclaw.json": CONFIG }, async (home) => {
    createStore(home).close();
    const before = await snapshot(home);
    expect(credentialIn(home)).toEqual(EXPECTED);
    expect(await snapshot(home)).toEqual(before);
  }));

test("it is read while a gateway has it open", () =>
  withFolder({ ".openclaw/openclaw.json": CONFIG }, (home) => {
    const database = createStore(home);
    expect(credentialIn(home)).toEqual(EXPECTED);
    database.close();
  }));

test("what is no database is an unreadable store", () =>
  withFolder({ ".openclaw/openclaw.json": CONFIG, ".openclaw/state/openclaw.sqlite": "not a database" }, (home) => {
    const { code, stderr } = runBinary(["models", "status"], { home });
    expect({ code, first: stderr.split("\n")[0]?.replaceAll(home, "~") }).toEqual({
      code: 78,
      first: "error: ~/.openclaw/state/openclaw.sqlite cannot be read: it is not a database that can be opened",
    });
  }));

const AGENT_DATABASE = ".openclaw/agents/main/agent/openclaw-agent.sqlite";

test("an audit finds what a database holds, also what OpenClaw's own store of secrets does, and writes nothing", () =>
  withFolder({ ".openclaw/openclaw.json": CONFIG }, async (home) => {
    const database = createStore(home);
    database.run("CREATE TABLE secret_store_entries (scope_id TEXT, name TEXT, value TEXT)");
    for (const scope of ["a", "b"])
      database.run("INSERT INTO secret_store_entries VALUES (?, 'CORP', ?)", [scope, `hunter-${scope}`]);
    database.close();
    symlinkSync("openclaw.sqlite", join(home, ".openclaw/state/openclaw.sqlite.link"));
    const before = await snapshot(home);
    const { code, stdout, stderr } = runBinary(["models", "auth", "audit", "--plain", "--check"], { home });
    const file = join(home, ".openclaw/state/openclaw.sqlite");
    expect({ code, stderr, found: stdout.split("\n") }).toEqual({
      code: 1,
      stderr: "",
      found: [
        `sk-proj-…ghij profiles["openai:db"].key ${file}`,
        `*** secret_store_entries.CORP.secret ${file}`,
        `*** secret_store_entries.CORP.secret ${file}`,
        "",
      ],
    });
    expect(await snapshot(home)).toEqual(before);
  }));

test("an audit that cannot read a database does not say that all is well", () =>
  withFolder({ ".openclaw/openclaw.json": CONFIG, [AGENT_DATABASE]: "not a database" }, (home) => {
    const { code, stdout, stderr } = runBinary(["models", "auth", "audit", "--check"], { home });
    expect({ code, stdout, stderr: stderr.replaceAll(home, "~") }).toEqual({
      code: 78,
      stdout:
        "! no secret stands in clear in 1 file, but not everything could be looked at\n\nNot read: 1 (it is not a database that can be opened)\n",
      stderr: `warning: ~/${AGENT_DATABASE} cannot be read: it is not a database that can be opened\n`,
    });
  }));
