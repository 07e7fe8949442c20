import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { snapshot } from "../testing/binary.ts";
import { type Desktop, filesWith, type KeyringKind, withKeyring } from "../testing/keyring.ts";

const TOKEN = `sk-ant-oat01-${"Tk7".repeat(30)}`;
const PASTE = "paste-token --provider anthropic";
const DEADLINE_MS = 1000;

const onLinux = test.skipIf(process.platform !== "linux");

type Trouble = { kind: KeyringKind; code: string; sentence: string; address?: string | undefined };

const absent = (reason: string) => ({
  code: "keyring_unavailable",
  sentence: `there is no keyring to be reached: ${reason}`,
});
const locked = { code: "keyring_locked", sentence: "the keyring is locked: nobody has unlocked it" };
const denied = { code: "keyring_denied", sentence: "the keyring refuses this program: access denied" };
const silent = {
  code: "keyring_timed_out",
  sentence: "the keyring does not answer: it did not answer within 1 seconds",
};

const TROUBLES: Readonly<Record<string, Trouble>> = {
  "a locked keyring": { kind: "locked", ...locked },
  "a keyring that nobody has ever opened": { kind: "new", ...locked },
  "no session bus": { kind: "absent", ...absent("there is no session bus"), address: undefined },
  "a session bus that is gone": {
    kind: "absent",
    ...absent("the session bus of DBUS_SESSION_BUS_ADDRESS is gone"),
    address: "unix:path=/nonexistent/bus",
  },
  "a session bus that never answers": { kind: "absent", ...silent, address: "unix:path=mute" },
  "a session bus without a keyring": { kind: "absent", ...absent("no keyring service is running") },
  "a keyring that never answers": { kind: "silent", ...silent },
  "a keyring that refuses everything": { kind: "denying", ...denied },
  "a session bus that forbids the keyring": { kind: "forbidden", ...denied },
};

/** Runs a test for a trouble, with the variables under which the program has it. */
function withTrouble(
  name: string,
  use: (desktop: Desktop, variables: Record<string, string | undefined>, trouble: Trouble) => Promise<void>,
): Promise<void> {
  const trouble = TROUBLES[name] ?? { kind: "absent", ...absent("") };
  return withKeyring(trouble.kind, async (desktop) => {
    const limit = { OPENCLAW_KEYRING_TIMEOUT_MS: String(DEADLINE_MS) };
    const address = trouble.address?.replace("=mute", `=${join(desktop.folder, "mute")}`);
    const variables = { ...limit, ...("address" in trouble ? { DBUS_SESSION_BUS_ADDRESS: address } : {}) };
    // Takes every connection, and says nothing.
    const mute = Bun.listen({ unix: join(desktop.folder, "mute"), socket: { data() {} } });
    try {
      await use(desktop, variables, trouble);
    } finally {
      mute.stop(true);
    }
  });
}

onLinux.each(Object.keys(TROUBLES))(
  "%s is said before the secret is asked for, in time, and nothing is written",
  (name) =>
    withTrouble(name, async (desktop, variables, { sentence }) => {
      // Without an input stdin stays open: whoever asked for the secret would wait for ever.
      const { code, stdout, stderr, ms } = await desktop.auth(PASTE, { variables });
      expect([code, stdout, stderr.split("\n")[0]]).toEqual([75, "", `error: ${sentence}`]);
      expect(ms).toBeLessThan(DEADLINE_MS + 500);
      for (const way of ["ANTHROPIC_", "`--store file`"]) expect(stderr.split("\n")[1]).toContain(way);
      expect(filesWith(desktop.home, [""])).toEqual([]);
      expect(filesWith(join(desktop.folder, "tmp"), [""])).toEqual([]);
    }),
);

onLinux.each(Object.keys(TROUBLES))("%s has a word of its own for scripts", (name) =>
  withTrouble(name, async (desktop, variables, { code: word, sentence }) => {
    const { code, stdout, stderr } = await desktop.auth("paste-api-key --provider groq --json", { variables });
    expect([code, stderr]).toEqual([75, ""]);
    expect(JSON.parse(stdout).error).toMatchObject({ code: word, message: sentence });
  }),
);

onLinux.each(Object.keys(TROUBLES))("%s does not hinder `--store file`", (name) =>
  withTrouble(name, async (desktop, variables) => {
    const { code } = await desktop.auth(`${PASTE} --store file`, { variables, input: TOKEN });
    expect([code, filesWith(desktop.home, [TOKEN])]).toEqual([0, [desktop.storePath]]);
  }),
);

/** Everything in the home but the locks, which hold nothing. */
async function stateOf({ home }: Desktop): Promise<[string, string][]> {
  return Object.entries(await snapshot(home)).filter(([path]) => !path.endsWith(".lock"));
}

onLinux.each(["a locked keyring", "a keyring that never answers", "a session bus without a keyring"])(
  "with %s, what is stored stays as it is",
  (name) =>
    withTrouble(name, async (desktop, variables) => {
      const tokenRef = { source: "exec", provider: "keyring", id: "main/anthropic:manual" };
      const kept = { type: "token", provider: "anthropic", tokenRef };
      const plain = { type: "api_key", provider: "groq", key: "gsk_Ke1Yf5Oq9Rg3Tu7Wx2Zb6" };
      mkdirSync(dirname(desktop.storePath), { recursive: true });
      writeFileSync(
        desktop.storePath,
        JSON.stringify({ profiles: { "anthropic:manual": kept, "groq:default": plain } }),
      );
      const before = await stateOf(desktop);
      for (const line of [`${PASTE} --replace`, "migrate --yes"]) {
        const { code, ms } = await desktop.auth(line, { variables });
        expect([line, code, await stateOf(desktop)]).toEqual([line, 75, before]);
        expect(ms).toBeLessThan(DEADLINE_MS + 500);
      }
    }),
);

onLinux("an entry that cannot be taken out of a locked keyring keeps its reference", () =>
  withKeyring("unlocked", async (desktop) => {
    await desktop.auth(PASTE, { input: TOKEN });
    const before = await stateOf(desktop);
    await desktop.lock();
    const { code, stderr } = await desktop.auth("logout anthropic:manual --yes");
    expect([code, stderr.split("\n")[0]]).toEqual([75, `error: ${locked.sentence}`]);
    expect(await stateOf(desktop)).toEqual(before);
  }),
);

onLinux("by itself the program waits three seconds", () =>
  withKeyring("silent", async (desktop) => {
    const { code, ms } = await desktop.auth(PASTE);
    expect([code, Math.floor(ms / 500)]).toEqual([75, 6]);
  }),
);
