import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { snapshot } from "../testing/binary.ts";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";

const TOKEN = `sk-ant-oat01-${"Pr0Mp2T".repeat(12)}`;
const PLAIN = "gsk_Pl1Ai2Nt3Ex4Ts5Ec6Re7";
const PASTE = "models auth paste-token --provider anthropic";
const [CTRL_C, ENTER, BACKSPACE, DOWN] = ["\u0003", "\r", "\u007f", "\u001b[B"];

const onLinux = test.skipIf(process.platform !== "linux");

/** Everything in the home but the locks, which hold nothing. */
async function stateOf({ home }: Desktop): Promise<[string, string][]> {
  return Object.entries(await snapshot(home)).filter(([path]) => !path.endsWith(".lock"));
}

/** No eight characters of the token that were not public anyway, but for the last four that a mask shows. */
function expectUnseen(screen: string): void {
  const fragments = Array.from({ length: TOKEN.length - 20 }, (_, at) => TOKEN.slice(13 + at, 21 + at));
  expect(fragments.filter((fragment) => screen.includes(fragment))).toEqual([]);
}

/** A home with one credential in the keyring and one in clear. */
async function furnish(desktop: Desktop): Promise<void> {
  mkdirSync(dirname(desktop.storePath), { recursive: true });
  const profile = { type: "api_key", provider: "groq", key: PLAIN };
  writeFileSync(desktop.storePath, JSON.stringify({ version: 1, profiles: { "groq:default": profile } }));
  const { code } = await desktop.auth("paste-token --provider anthropic --profile-id anthropic:kept", { input: TOKEN });
  expect(code).toBe(0);
}

const ADD: readonly Step[] = [
  ["What do you have?", ENTER],
  ["Under which profile id?", ENTER],
];
/** Every question that is asked about credentials, by the command and the steps up to it. */
const PROMPTS: readonly (readonly [question: string, command: string, steps: readonly Step[]])[] = [
  ["token of anthropic", PASTE, []],
  ["API key of groq", "models auth paste-api-key --provider groq --replace", []],
  ["setup-token of", "models auth setup-token", []],
  ["Which provider?", "models auth paste-token", []],
  ["Which provider?", "models auth paste-api-key", []],
  ["token of anthropic", "models auth paste-token", [["Which provider?", ENTER]]],
  ["Which provider?", "models auth add", []],
  ["What do you have?", "models auth add --provider groq", []],
  ["Under which profile id?", "models auth add --provider groq", ADD.slice(0, 1)],
  ["API key of groq", "models auth add --provider groq --replace", ADD],
  [
    "In how many days",
    "models auth add --provider groq",
    [
      ["What do you have?", DOWN + ENTER],
      ["Under which profile id?", ENTER],
    ],
  ],
  ["Remove anthropic:kept?", "models auth logout anthropic:kept", []],
  ["Move 1 secret into the keyring?", "models auth migrate", []],
];

onLinux.each(PROMPTS)("Control-C at `%s` of %s cancels, restores the terminal, and changes nothing", (...row) =>
  withKeyring("unlocked", async (desktop) => {
    const [question, command, steps] = row;
    await furnish(desktop);
    const before = [await stateOf(desktop), await desktop.accounts()];
    const { code, screen, isRestored } = await onTerminal(desktop, command, [...steps, [question, CTRL_C]]);
    expect([code, isRestored, screen.includes("error: cancelled\r\n")]).toEqual([130, true, true]);
    expect([await stateOf(desktop), await desktop.accounts()]).toEqual(before);
  }),
);

onLinux.each([
  ["typed", [...TOKEN, ENTER]],
  ["pasted at once with its line end", [TOKEN + ENTER]],
  ["corrected while it is typed", [`${TOKEN}xy`, BACKSPACE, BACKSPACE, ENTER]],
])("a token that is %s is stored, and never shown", (_, keys) =>
  withKeyring("unlocked", async (desktop) => {
    const type: Step[] = keys.map((key, at) => [at === 0 ? "token of anthropic" : "", key]);
    const { code, screen, isRestored } = await onTerminal(desktop, PASTE, type);
    expect([code, isRestored, await desktop.lookup("main/anthropic:manual")]).toEqual([0, true, TOKEN]);
    expect(screen).toContain("the token sk-ant-oat01-…Mp2T is in the keyring");
    expectUnseen(screen);
    expect(filesWith(desktop.folder, [TOKEN])).toEqual([]);
  }),
);

onLinux.each([
  ["is locked", (desktop: Desktop) => desktop.lock(), "the keyring is locked"],
  ["hangs", async (desktop: Desktop) => desktop.freeze(), "the keyring does not answer"],
])("when the keyring %s while a token is typed, it is not lost: another store is offered", (_, happens, sentence) =>
  withKeyring("unlocked", async (desktop) => {
    const fails: Step[] = [
      ["token of anthropic", () => happens(desktop)],
      ["", `${TOKEN}${ENTER}`],
    ];
    const variables = { OPENCLAW_KEYRING_TIMEOUT_MS: "1000" };
    const question = "Keep it in clear instead";
    const cancelled = await onTerminal(desktop, PASTE, [...fails, [question, CTRL_C]], variables);
    expect([cancelled.code, cancelled.isRestored]).toEqual([130, true]);
    expect(cancelled.screen).toContain(sentence);
    expect(filesWith(desktop.home, [TOKEN, "profiles"])).toEqual([]);
    expectUnseen(cancelled.screen);
  }),
);

onLinux.each([
  ["y", 0],
  ["n", 75],
])("the offer to keep a token in clear, answered with %s, is %i", (key, code) =>
  withKeyring("unlocked", async (desktop) => {
    const steps: Step[] = [
      ["token of anthropic", () => desktop.lock()],
      ["", `${TOKEN}${ENTER}`],
      ["Keep it in clear instead", key],
    ];
    const { screen, ...end } = await onTerminal(desktop, PASTE, steps);
    expect(end).toEqual({ code, isRestored: true });
    expect(filesWith(desktop.home, [TOKEN])).toEqual(code === 0 ? [desktop.storePath] : []);
    if (code === 0) expect(storeOf(desktop).profiles["anthropic:manual"]).toMatchObject({ token: TOKEN });
    expectUnseen(screen);
  }),
);

onLinux("whoever sits there is told that the keyring is waited for, and may stop it", () =>
  withKeyring("silent", async (desktop) => {
    const { code, isRestored } = await onTerminal(desktop, PASTE, [["waiting for the keyring …", CTRL_C]]);
    expect([code, isRestored, filesWith(desktop.home, [""])]).toEqual([130, true, []]);
  }),
);

onLinux.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s at the hidden prompt gives back an ordinary terminal", (signal, wanted) =>
  withKeyring("unlocked", async (desktop) => {
    const kill = (child: { kill(signal: NodeJS.Signals): void }) => child.kill(signal);
    const { code, isRestored } = await onTerminal(desktop, PASTE, [["token of anthropic", kill]]);
    expect([code, isRestored]).toEqual([wanted, true]);
    expect(await desktop.accounts()).toEqual([]);
  }),
);
