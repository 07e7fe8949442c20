import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runBinary, snapshot, withFolder } from "../testing/binary.ts";

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

const ONCE = { code: 1, stdout: `*** profiles["groq:a"].key ~/${AGENTS}/main/agent/auth-profiles.json\n`, stderr: "" };

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

const SLACK = "xoxb-123456789012-Co3Mm6En9Tt2Uj5Ik8OlWs";
const skippedOf = (home: string) => {
  const { code, stdout } = runBinary(["models", "auth", "audit", "--json", "--check"], { home });
  const { skipped, findings, files } = JSON.parse(stdout) as { skipped: object; findings: object[]; files: number };
  return { code, files, findings: findings.length, skipped: JSON.parse(JSON.stringify(skipped).replaceAll(home, "~")) };
};

test.skipIf(process.platform === "win32")(
  "what is no file, leads elsewhere or is too large is not read, and said",
  () =>
    withFolder({ ".openclaw/logs/a.log": "fine", "else/secret.log": SLACK, "else/x/secret.log": SLACK }, (home) => {
      const state = join(home, ".openclaw");
      Bun.spawnSync(["mkfifo", join(state, "logs/pipe.log"), join(state, "openclaw.json.bak")]);
      symlinkSync("../../else/secret.log", join(state, "logs/link.log"));
      symlinkSync("../else/x", join(state, "sessions"));
      symlinkSync("logs", join(state, "same"));
      symlinkSync("nowhere", join(state, "dangling"));
      symlinkSync("..", join(state, "logs/round"));
      truncateSync(join(state, "logs/a.log"), 65 * 1024 * 1024);
      const gap = (path: string, reason: string, isGap = true) => ({
        path: `~/.openclaw/${path}`,
        count: 1,
        reason,
        isGap,
      });
      expect(skippedOf(home)).toEqual({
        code: 78,
        files: 0,
        findings: 0,
        skipped: [
          gap("sessions", "it is a link that leads elsewhere"),
          gap("logs/link.log", "it is a link that leads elsewhere"),
          gap("logs/pipe.log", "it is no regular file", false),
          gap("openclaw.json.bak", "it is not a regular file"),
          gap("logs/a.log", "it is larger than 64 MB"),
        ],
      });
    }),
);

test("what a database keeps beside credentials is found by its looks, and so is what was deleted from it", () =>
  withFolder({ ".openclaw/openclaw.json": "{}" }, async (home) => {
    mkdirSync(join(home, ".openclaw/memory"));
    for (const [index, name] of ["memory/main.sqlite", "agents.db"].entries()) {
      const database = new Database(join(home, ".openclaw", name));
      database.run("CREATE TABLE chunks (text TEXT)");
      database.run("INSERT INTO chunks VALUES (?)", [`the token is ${SLACK}${index}`]);
      if (index === 1) database.run("DELETE FROM chunks");
      database.close();
    }
    const before = await snapshot(home);
    const { code, stdout, stderr } = runBinary(["models", "auth", "audit", "--plain", "--check"], { home });
    expect({
      code,
      stderr,
      found: stdout
        .replaceAll(home, "~")
        .replace(/byte-\d+/g, "byte-N")
        .split("\n"),
    }).toEqual({
      code: 1,
      stderr: "",
      found: ["xoxb-…lWs1 byte-N ~/.openclaw/agents.db", "xoxb-…lWs0 byte-N ~/.openclaw/memory/main.sqlite", ""],
    });
    expect(await snapshot(home)).toEqual(before);
  }));

test("a file in UTF-16 or in bytes of another alphabet is looked through all the same", () =>
  withFolder({}, (home) => {
    mkdirSync(join(home, ".openclaw/workspace"), { recursive: true });
    writeFileSync(join(home, ".openclaw/workspace/.env"), Buffer.from("\ufeffA_TOKEN=hunter2\r\n", "utf16le"));
    writeFileSync(join(home, ".openclaw/workspace/prod.env"), Buffer.from("# caf\u00e9\nB_TOKEN=hunter3\n", "latin1"));
    const { stdout, stderr } = runBinary(["models", "auth", "audit", "--plain"], { home });
    expect({ stdout: stdout.replaceAll(home, "~"), stderr }).toEqual({
      stdout: "*** A_TOKEN ~/.openclaw/workspace/.env\n*** B_TOKEN ~/.openclaw/workspace/prod.env\n",
      stderr: "",
    });
  }));

test.skipIf(process.platform === "win32")(
  "who may read a file is told by its mode and by those of the folders to it",
  () =>
    withFolder({ ".openclaw/openclaw.json": "{gateway:{auth:{token:'t1'}}}" }, (home) => {
      const readers = () => {
        const { stdout } = runBinary(["models", "auth", "audit", "--json"], { home });
        return (JSON.parse(stdout) as { findings: { readers: string }[] }).findings.map((finding) => finding.readers);
      };
      chmodSync(home, 0o755);
      chmodSync(join(home, ".openclaw"), 0o755);
      chmodSync(join(home, ".openclaw/openclaw.json"), 0o644);
      expect(readers()).toEqual(["everyone"]);
      chmodSync(join(home, ".openclaw"), 0o700);
      expect(readers()).toEqual(["owner"]);
    }),
);

test("thousands of sessions are looked through, and the one that quotes a secret is named", () =>
  withFolder({ ".openclaw/openclaw.json": `{channels:{slack:{botToken:"${SLACK}"}}}` }, (home) => {
    const folder = join(home, ".openclaw/agents/main/sessions");
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < 5000; index++)
      writeFileSync(join(folder, `${index}.jsonl`), `{"text":"nothing of note"}\n${index === 4321 ? SLACK : ""}`);
    const { code, stdout } = runBinary(["models", "auth", "audit", "--json", "--check"], { home });
    const { files, count, findings } = JSON.parse(stdout) as {
      files: number;
      count: number;
      findings: { alsoIn: object }[];
    };
    expect({ code, files, count, alsoIn: findings[0]?.alsoIn }).toMatchObject({
      code: 1,
      files: 5001,
      count: 1,
      alsoIn: [{ file: join(folder, "4321.jsonl"), place: "line 2" }],
    });
  }));
