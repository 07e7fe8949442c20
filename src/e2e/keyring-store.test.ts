import { expect, test } from "bun:test";
import { mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";

const TOKEN = `sk-ant-oat01-${"Tk7".repeat(30)}`;
const OTHER = `sk-ant-oat01-${"Oz4".repeat(30)}`;
const KEY = "gsk_Ke1Yf5Oq9Rg3Tu7Wx2Zb6";
const PASTE = "paste-token --provider anthropic";

const onLinux = test.skipIf(process.platform !== "linux");
const reference = (id: string) => ({ source: "exec", provider: "keyring", id });

async function expectStored(desktop: Desktop, line: string, input: string): Promise<void> {
  const { code, stderr } = await desktop.auth(line, { input });
  expect([code, stderr]).toEqual([0, ""]);
}

onLinux("a token goes into the keyring, its description into the store, and neither into any other file", () =>
  withKeyring("unlocked", async (desktop) => {
    const { code, stdout, stderr } = await desktop.auth(PASTE, { input: TOKEN });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`✓ stored anthropic:manual
  the token sk-ant-oat01-…7Tk7 is in the keyring
  described in ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
`);
    expect(await desktop.lookup("main/anthropic:manual")).toBe(TOKEN);
    expect(await desktop.accounts()).toEqual(["main/anthropic:manual"]);
    // The keyring's own files too: it encrypts.
    expect(filesWith(desktop.folder, [TOKEN, TOKEN.slice(13, 40)])).toEqual([]);
    const profile = { type: "token", provider: "anthropic", tokenRef: reference("main/anthropic:manual") };
    expect(storeOf(desktop)).toEqual({ version: 1, profiles: { "anthropic:manual": profile } });
    const status = await desktop.run([BINARY, "models", "status"]);
    expect([status.code, status.stdout]).toEqual([0, expect.stringMatching(/anthropic:manual .*in the keyring/)]);
  }),
);

onLinux.each([
  [`${PASTE} --profile-id anthropic:me@example.org`, TOKEN, "main/anthropic:me/#40example.org", "tokenRef"],
  ["setup-token", TOKEN, "main/anthropic:manual", "tokenRef"],
  ["paste-api-key --provider groq", KEY, "main/groq:default", "keyRef"],
  ["paste-api-key --provider groq --profile-id groq:Ä/#%", KEY, "main/groq:/#c3/#84/#2f/#23/#25", "keyRef"],
])("%s is found by every reader of references", (line, secret, account, field) =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, line, `${secret}\n`);
    expect([await desktop.lookup(account), await desktop.accounts()]).toEqual([secret, [account]]);
    const [profile] = Object.values(storeOf(desktop).profiles);
    expect(profile?.[field]).toEqual(reference(account));
    expect(filesWith(desktop.folder, [secret])).toEqual([]);
  }),
);

onLinux("another state directory has entries of its own, told by where it really stands", () =>
  withKeyring("unlocked", async (desktop) => {
    const state = join(desktop.folder, "elsewhere");
    mkdirSync(state);
    await expectStored(desktop, PASTE, TOKEN);
    const { code } = await desktop.auth(PASTE, { input: OTHER, variables: { OPENCLAW_STATE_DIR: state } });
    const mark = new Bun.CryptoHasher("sha256").update(realpathSync(state)).digest("hex").slice(0, 8);
    const account = `${mark}/main/anthropic:manual`;
    expect([code, await desktop.accounts()]).toEqual([0, [account, "main/anthropic:manual"].toSorted()]);
    expect([await desktop.lookup(account), await desktop.lookup("main/anthropic:manual")]).toEqual([OTHER, TOKEN]);
    expect(storeOf(desktop, state).profiles["anthropic:manual"]?.["tokenRef"]).toEqual(reference(account));
  }),
);

onLinux.each([
  ["nothing", ""],
  ["a line feed", "\n"],
  ["a carriage return and a line feed", "\r\n"],
])("%s behind a token is not of it", (_, end) =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, PASTE, TOKEN + end);
    expect(await desktop.lookup("main/anthropic:manual")).toBe(TOKEN);
  }),
);

onLinux.each([
  ["two line ends", `${TOKEN}\n\n`],
  ["two lines", `${TOKEN}\n${TOKEN}`],
  ["a blank in front", ` ${TOKEN}`],
  ["nothing at all", ""],
  ["an API key of Anthropic", "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7"],
  ["a megabyte and more", "x".repeat(1024 * 1024 + 1)],
])("%s instead of a token is refused, and stored nowhere", (_, input) =>
  withKeyring("unlocked", async (desktop) => {
    const { code, stdout, stderr } = await desktop.auth(PASTE, { input });
    expect([code, stdout, stderr.split("\n").length]).toEqual([64, "", 3]);
    expect([await desktop.accounts(), filesWith(desktop.home, [""])]).toEqual([[], []]);
  }),
);

onLinux(
  "with --store file it stands in clear in a file for one's own eyes, said every time, and the keyring stays empty",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const { code, stderr } = await desktop.auth(`${PASTE} --store file`, { input: TOKEN });
      const path = join(desktop.home, ".openclaw/agents/main/agent/auth-profiles.json");
      expect([code, stderr]).toEqual([0, `warning: the secret stands in clear in ${path}, readable by you alone\n`]);
      expect([statSync(path).mode & 0o777, filesWith(desktop.folder, [TOKEN])]).toEqual([0o600, [path]]);
      expect(storeOf(desktop).profiles["anthropic:manual"]).toMatchObject({ token: TOKEN });
      expect(await desktop.accounts()).toEqual([]);
      const { stdout } = await desktop.run([BINARY, "models", "status"]);
      expect(stdout).toContain("in clear");
    }),
);

onLinux("an id that is taken is refused before anything is asked, and replaced when that is wanted", () =>
  withKeyring("unlocked", async (desktop) => {
    await expectStored(desktop, PASTE, TOKEN);
    const store = readFileSync(desktop.storePath, "utf8");
    // Without an input stdin stays open: whoever asked for the secret would wait for ever.
    const refused = await desktop.auth(PASTE);
    expect([refused.code, refused.stderr.split("\n")[0]]).toEqual([
      64,
      "error: there is a profile `anthropic:manual` already",
    ]);
    expect([readFileSync(desktop.storePath, "utf8"), await desktop.lookup("main/anthropic:manual")]).toEqual([
      store,
      TOKEN,
    ]);
    await expectStored(desktop, `${PASTE} --replace`, OTHER);
    expect([await desktop.accounts(), await desktop.lookup("main/anthropic:manual")]).toEqual([
      ["main/anthropic:manual"],
      OTHER,
    ]);
    expect(filesWith(desktop.folder, [TOKEN, OTHER])).toEqual([]);
  }),
);

onLinux("a secret of 10,000 characters stands in parts, comes back whole, and leaves none behind", () =>
  withKeyring("unlocked", async (desktop) => {
    const long = `gsk_${"Äb3€".repeat(2499)}`;
    const line = "paste-api-key --provider groq";
    await expectStored(desktop, line, long);
    const parts = await desktop.accounts();
    expect([long.length, parts.length]).toEqual([10_000, 1 + Math.ceil(Buffer.byteLength(long) / 2400)]);
    expect(await desktop.secret("main/groq:default")).toBe(long);
    await expectStored(desktop, `${line} --replace`, KEY);
    expect([await desktop.accounts(), await desktop.lookup("main/groq:default")]).toEqual([["main/groq:default"], KEY]);
    await expectStored(desktop, `${line} --replace`, long);
    expect(await desktop.accounts()).toEqual(parts);
    const { code } = await desktop.auth("logout groq:default --yes");
    expect([code, await desktop.accounts(), storeOf(desktop).profiles]).toEqual([0, [], {}]);
  }),
);
