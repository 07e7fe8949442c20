import { expect, test } from "bun:test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, storeOf, withKeyring } from "../testing/keyring.ts";

const OLD = "gsk_Ol1Dk2Ey3Re4Fu5Se6D7";
const NEW = "gsk_Ne1Wk2Ey3Re4Fu5Se6D7";
const LONG = `gsk_${"Lo1Ng2".repeat(1000)}`;
const PASTE = "paste-api-key --provider groq";
const ACCOUNT = "main/groq:default";

const onLinux = test.skipIf(process.platform !== "linux");

async function expectStored(desktop: Desktop, line: string, input: string): Promise<void> {
  expect(await desktop.auth(line, { input })).toMatchObject({ code: 0, stderr: "" });
}

/** Runs a command whose first rename fails, as on a disk that has just become read-only. */
const withBrokenRename = (desktop: Desktop, line: string, input: string) => {
  const inject = ["-o", join(desktop.folder, "trace"), "-e", "inject=rename:error=EROFS:when=1"];
  return desktop.run(["strace", "-f", "-qq", ...inject, BINARY, "models", "auth", ...line.split(" ")], { input });
};

onLinux.each([
  ["a short secret", NEW],
  ["a long one", LONG],
])("when the store cannot be written, %s is in the keyring no more", (_, secret) =>
  withKeyring("unlocked", async (desktop) => {
    const { code, stderr } = await withBrokenRename(desktop, PASTE, secret);
    expect([code, stderr.split("\n")[0]]).toEqual([
      73,
      `error: ${desktop.storePath} cannot be changed: the file system is read-only`,
    ]);
    expect(await desktop.accounts()).toEqual([]);
  }),
);

onLinux.each([
  ["a short secret by a short one", OLD, NEW],
  ["a long secret by a short one", LONG, NEW],
  ["a short secret by a long one", OLD, LONG],
])("when the store cannot be written, replacing %s changes nothing", (_, older, newer) =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, PASTE, older);
    const amount = (await desktop.accounts()).length;
    const store = readFileSync(desktop.storePath, "utf8");
    expect((await withBrokenRename(desktop, `${PASTE} --replace`, newer)).code).toBe(73);
    expect(readFileSync(desktop.storePath, "utf8")).toBe(store);
    expect([(await desktop.accounts()).length, await desktop.secret(ACCOUNT)]).toEqual([amount, older]);
  }),
);

onLinux("a secret that goes into a file instead leaves the keyring; where it is locked, that is said", () =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, PASTE, LONG);
    const inClear = `${PASTE} --replace --store file`;
    expect((await desktop.auth(inClear, { input: NEW })).code).toBe(0);
    expect(await desktop.accounts()).toEqual([]);
    await expectStored(desktop, `${PASTE} --replace`, OLD);
    await desktop.lock();
    const { code, stderr } = await desktop.auth(inClear, { input: NEW });
    expect([code, storeOf(desktop).profiles["groq:default"]?.["key"]]).toEqual([0, NEW]);
    expect(stderr).toContain(`warning: the keyring still holds the secret, as \`${ACCOUNT}\`\n`);
  }),
);

onLinux("no agent and no profile has a name by which another one's secret would be overwritten", () =>
  withKeyring("unlocked", async (desktop) => {
    mkdirSync(join(desktop.home, ".openclaw"));
    const agents = { list: [{ id: "main" }, { id: "openclaw" }] };
    writeFileSync(join(desktop.home, ".openclaw/openclaw.json"), JSON.stringify({ agents }));
    await expectStored(desktop, `${PASTE} --agent openclaw --profile-id trial`, OLD);
    await expectStored(desktop, PASTE, NEW);
    expect(await desktop.accounts()).toEqual([ACCOUNT, "openclaw/trial"]);
    expect([await desktop.lookup("openclaw/trial"), await desktop.lookup(ACCOUNT)]).toEqual([OLD, NEW]);
  }),
);

onLinux("an entry that stands there twice is said, with a way out that works", () =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, PASTE, OLD);
    const twin = ["service", "openclaw", "username", ACCOUNT, "made-by", "somebody"];
    await desktop.run(["secret-tool", "store", "--label=twin", ...twin], { input: "twin" });
    const { code, stderr } = await desktop.auth(`${PASTE} --replace`, { input: NEW });
    expect([code, stderr]).toEqual([75, expect.stringContaining("the entry stands there more than once")]);
    const [, way = ""] = /`(secret-tool clear [^`]*)`/.exec(stderr) ?? [];
    expect(way).toBe(`secret-tool clear service openclaw username ${ACCOUNT}`);
    await desktop.run(way.split(" "));
    await expectStored(desktop, `${PASTE} --replace`, NEW);
    expect(await desktop.lookup(ACCOUNT)).toBe(NEW);
  }),
);
