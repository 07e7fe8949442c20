import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
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
