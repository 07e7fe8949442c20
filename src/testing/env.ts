import type { Env, Stream, Variables } from "../contracts/env.ts";
import type { Http } from "../contracts/http.ts";
import type { Keyring, KeyringTrouble } from "../contracts/keyring.ts";
import { type Answers, type Browser, createFakeBrowser, createFakePerson } from "./desk.ts";
import { type Content, createFakeDisk, type DiskWorld, HOME } from "./disk.ts";

/** A world to run the program in: nothing of the real machine reaches it. */
export type World = DiskWorld & {
  variables?: Variables;
  platform?: NodeJS.Platform;
  /** Milliseconds since 1970; the recorded clock of the fixtures when absent. */
  now?: number;
  /** Width of the terminal at stdout; no terminal when absent. */
  columns?: number;
  /** The exit code of another program of our name, if there is one. */
  other?: number;
  /** What stands in the keyring, by account; or why it cannot be used. Each entry holds 2,560 bytes, as on Windows. */
  keyring?: Map<string, string> | { kind: KeyringTrouble; reason: string };
  /** Who answers over the network; nobody when absent. */
  http?: Http;
  /** What a person at the terminal answers, in turn; nobody is there when absent. `null` is Control-C. */
  answers?: Answers;
  /** Gets what that person reads: questions for secrets and choices, and why an answer is refused. */
  screen?: string[];
  /** What stdin holds. */
  input?: string;
  /** Nobody's browser is there when absent. */
  browser?: Browser;
};

/** 2026-02-10T12:00:00Z, the clock at which the recordings of OpenClaw 2026.2.6-3 were made. */
export const NOW = 1_770_724_800_000;

/** Makes an Env out of a world, and keeps what is written to its streams. */
export function createFakeEnv(world: World): {
  env: Env;
  stdout(): string;
  stderr(): string;
  delegated: string[][];
  files: Map<string, Content>;
} {
  const { disk, files } = createFakeDisk(world);
  const delegated: string[][] = [];
  let clock = world.now ?? NOW;
  const out = createFakeStream(world.columns);
  const err = createFakeStream(world.columns);
  const env: Env = {
    variables: world.variables ?? {},
    platform: world.platform ?? "linux",
    version: "0.0.0",
    home: HOME,
    workingDir: "/cwd",
    ...disk,
    http: world.http ?? (async () => ({ kind: "network", detail: "there is no network in this test" })),
    offline: undefined,
    heed: () => {},
    keyring: createFakeKeyring(world),
    ...createFakeBrowser(world.browser),
    person: createFakePerson(world.answers, world.screen),
    readInput: async (maxBytes) => ((world.input ?? "").length > maxBytes ? undefined : (world.input ?? "")),
    stdout: out.stream,
    stderr: err.stream,
    now: () => clock,
    async sleep(milliseconds, signal) {
      // Whatever is ready by now comes first.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) clock += milliseconds;
    },
    uninterrupted: (work) => work(() => {}),
    isWaiting: () => false,
    wantsDocument: false,
    progress: { row: async () => {}, pending: () => {}, note: async () => {} },
    interrupt: () => new AbortController().signal,
    async delegate(argv) {
      delegated.push([...argv]);
      return world.other;
    },
  };
  return { env, stdout: out.text, stderr: err.text, delegated, files };
}

const ENTRY_BYTES = 2560;

/** What the world says at that moment: a keyring can be locked while the program runs. */
function createFakeKeyring(world: World): Keyring {
  const none = new Map<string, string>();
  const use = async <T>(ask: (content: Map<string, string>) => T) => {
    const { keyring = none } = world;
    return keyring instanceof Map ? { kind: "ok" as const, value: ask(keyring) } : keyring;
  };
  return {
    get: (account) =>
      use((content) => {
        const text = content.get(account);
        return text === undefined ? undefined : Uint8Array.from(Buffer.from(text, "latin1"));
      }),
    set: (account, bytes) =>
      use((content) => {
        if (bytes.length > ENTRY_BYTES) throw new Error("longer than the platform limit");
        content.set(account, Buffer.from(bytes).toString("latin1"));
        return undefined;
      }),
    delete: (account) => use((content) => content.delete(account)),
  };
}

function createFakeStream(columns: number | undefined): { stream: Stream; text(): string } {
  let text = "";
  return {
    text: () => text,
    stream: {
      isTerminal: columns !== undefined,
      columns,
      async write(more) {
        text += more;
      },
    },
  };
}
