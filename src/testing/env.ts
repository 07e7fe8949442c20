import type { EntriesResult, Entry, Env, ReadResult, Stream, Variables } from "../contracts/env.ts";
import type { Http } from "../contracts/http.ts";
import type { Keyring, KeyringTrouble } from "../contracts/keyring.ts";
import { type Answers, type Browser, createFakeBrowser, createFakePerson } from "./desk.ts";

/** What stands in a file, or why it cannot be read. */
export type Content = string | { unreadable: string; isFolder?: true };

/** A world to run the program in: nothing of the real machine reaches it. */
export type World = {
  /** Contents by path; `~` is the home directory. `{ unreadable: reason }` stands for a file that cannot be read. */
  files?: Readonly<Record<string, Content>>;
  /** The first column of each query on a database, by path; or why it cannot be read. */
  databases?: Readonly<Record<string, Readonly<Record<string, string>> | { unreadable: string }>>;
  /** The permission bits of files and folders, by path; files are the user's own when absent, and folders too. */
  modes?: Readonly<Record<string, number>>;
  variables?: Variables;
  platform?: NodeJS.Platform;
  /** Milliseconds since 1970; the recorded clock of the fixtures when absent. */
  now?: number;
  /** Width of the terminal at stdout; no terminal when absent. */
  columns?: number;
  /** The exit code of another program of our name, if there is one. */
  other?: number;
  /** Whether every lock has to be waited for. */
  isBusy?: true;
  /** Why no file can be written, or those of these paths, if so. */
  readOnly?: string | Readonly<Record<string, string>>;
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

export const HOME = "/home/me";

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
  const files = new Map<string, Content>(
    Object.entries(world.files ?? {}).map(([path, content]) => [path.replace(/^~/, HOME), content]),
  );
  const databases = new Map(
    Object.entries(world.databases ?? {}).map(([path, rows]) => [path.replace(/^~/, HOME), rows]),
  );
  const delegated: string[][] = [];
  let clock = world.now ?? NOW;
  const out = createFakeStream(world.columns);
  const err = createFakeStream(world.columns);
  const read = (path: string): ReadResult => {
    const content = files.get(path);
    if (content === undefined) return { kind: "absent" };
    return typeof content === "string"
      ? { kind: "text", text: content }
      : { kind: "unreadable", reason: content.unreadable };
  };
  const locked: Env["writer"]["locked"] = (_, work, wait) => {
    if (world.isBusy) wait?.onBusy();
    return work();
  };
  const entriesOf = (folder: string): EntriesResult => {
    const { unreadable: reason } = Object(files.get(folder)) as { unreadable?: string };
    if (reason !== undefined) return { kind: "unreadable", reason };
    const all = [...files.keys(), ...databases.keys()];
    const inside = all.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
    if (inside.length === 0) return { kind: "absent" };
    const entries = [...new Set(inside.map((path) => path.split("/")[0] ?? ""))].map((name): Entry => {
      const isFolder =
        inside.some((path) => path.startsWith(`${name}/`)) ||
        Object.hasOwn(Object(files.get(`${folder}/${name}`)), "isFolder");
      return { name, kind: isFolder ? "folder" : "file" };
    });
    return { kind: "entries", entries };
  };
  const env: Env = {
    variables: world.variables ?? {},
    platform: world.platform ?? "linux",
    version: "0.0.0",
    home: HOME,
    workingDir: "/cwd",
    files: {
      read: async (path) => read(path),
      readAscii: async (path) => read(path),
      readAny: async (path) => read(path),
      realPath: async (path) => path,
      list: async (folder) => {
        const found = entriesOf(folder);
        return found.kind === "entries" ? { kind: "names", names: found.entries.map(({ name }) => name) } : found;
      },
      entries: async (folder) => entriesOf(folder),
      mode: async (path) => world.modes?.[path.replace(HOME, "~")] ?? (files.has(path) ? 0o600 : 0o700),
      exists: async (path) =>
        [...files.keys(), ...databases.keys()].some((known) => known === path || known.startsWith(`${path}/`)),
    },
    databases: {
      async readText(path, query) {
        const rows: Readonly<Record<string, string>> = databases.get(path) ?? {};
        const { unreadable: reason } = rows;
        if (reason !== undefined) return { kind: "unreadable", reason };
        // A database that holds any row has OpenClaw's tables.
        if (query.includes("sqlite_master")) {
          return Object.keys(rows).length > 0 ? { kind: "text", text: "table" } : { kind: "absent" };
        }
        const text = Object.entries(rows).find(([part]) => query.includes(part))?.[1];
        return text === undefined ? { kind: "absent" } : { kind: "text", text };
      },
    },
    writer: {
      locked,
      lockedStore: locked,
      async replace(changed) {
        const { readOnly = {} } = world;
        for (const { path } of changed) {
          const reason = typeof readOnly === "string" ? readOnly : readOnly[path.replace(HOME, "~")];
          if (reason !== undefined) return { kind: "refused", path, reason };
        }
        for (const { path, text } of changed) {
          if (text === undefined) files.delete(path);
          else files.set(path, text);
        }
        return { kind: "written" };
      },
    },
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
