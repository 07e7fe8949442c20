import type { Style } from "./style.ts";
import type { Http } from "./http.ts";
import type { Keyring } from "./keyring.ts";
import type { Listen } from "./listen.ts";

/** Environment variables by name; an absent one is `undefined`. */
export type Variables = Readonly<Record<string, string | undefined>>;

export type ReadResult = { kind: "absent" } | { kind: "text"; text: string } | { kind: "unreadable"; reason: string };

export type ListResult =
  | { kind: "absent" }
  | { kind: "names"; names: string[] }
  | { kind: "unreadable"; reason: string };

/** What stands in a folder under one name; a link is not followed. */
export type Entry = { name: string; kind: "file" | "folder" | "link" | "other" };

export type EntriesResult =
  | { kind: "absent" }
  | { kind: "entries"; entries: Entry[] }
  | { kind: "unreadable"; reason: string };

/** Files as the program sees them: every trouble is a value, so that no caller forgets one. */
export type Files = {
  /** Reads a UTF-8 file without its BOM; larger than `maxBytes`, a directory or bad UTF-8 is `unreadable`. */
  read(path: string, maxBytes?: number): Promise<ReadResult>;
  /**
   * Reads a file of this program's own, quickly: what is not of printable ASCII, tabs and line ends alone is `unreadable`,
   * so that unsafe characters can only stand there behind a backslash.
   */
  readAscii(path: string): Promise<ReadResult>;
  /** Reads a file of whatever kind as text: UTF-16 by its mark, else what is no UTF-8 byte by byte. */
  readAny(path: string, maxBytes: number): Promise<ReadResult>;
  /** Whether a file or folder stands at the path. */
  exists(path: string): Promise<boolean>;
  /** The names of what stands in a folder. */
  list(folder: string): Promise<ListResult>;
  /** The same with what each is. */
  entries(folder: string): Promise<EntriesResult>;
  /** The permission bits of what the path leads to; `undefined` where nothing stands, or the system has none. */
  mode(path: string): Promise<number | undefined>;
  /** The path without any links; the path itself where nothing stands there. */
  realPath(path: string): Promise<string>;
};

export type Stream = {
  /** Writes and waits; throws `ClosedPipe` when nobody reads any more. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Width of the terminal in cells, or `undefined` where there is none. */
  readonly columns: number | undefined;
};

/** Another program's SQLite databases; see `edge/sqlite.ts`. */
export type Databases = {
  /** The first column of the first row of a query; without a row, or a text in it, it is `absent`. */
  readText(path: string, query: string): Promise<ReadResult>;
};

export type NewFile = {
  path: string;
  /** The text that the change was made of: a file that says something else by now is left alone. */
  before?: string | undefined;
  /** `undefined` takes the file away. */
  text: string | undefined;
  /** So many bytes more must have room on the disk, for what is to come; refused where they have not. */
  roomBytes?: number;
  /** Holds secrets, so what it held before may stand nowhere else. */
  keepsNoBackup?: true;
  /**
   * No secret, and easily made again: everybody may read it and no backup is kept. The folders to it are made where they
   * are missing, and taken away with it when nothing else is in them, but only below this one.
   */
  publicBelow?: string;
  /** No secret, and easily made again: whatever stands there is replaced, and no backup of it is kept. */
  isCache?: true;
};

/** How a lock is waited for that somebody else holds. */
export type Wait = {
  /** So long instead of 10 seconds. */
  timeoutMs: number;
  /** Called when the waiting begins; a store has two locks, so it can begin twice. */
  onBusy(): void;
  /** Ends the waiting with `cancelled`. */
  signal?: AbortSignal | undefined;
};

/** Changes to files, each whole or not at all. */
export type Writer = {
  /** Runs `work` while no other process of ours holds the lock of a file; throws `store_locked` after 10 seconds. */
  locked<T>(path: string, work: () => Promise<T>, wait?: Wait): Promise<T>;
  /** The same for a credential store, under the lock that OpenClaw takes for it too. */
  lockedStore<T>(path: string, work: () => Promise<T>, wait?: Wait): Promise<T>;
  /**
   * Replaces files, each in one step, once all of them are ready; mode, owner, links and BOM are kept, and the one before
   * goes to `<file>.bak`. Says which one the system refuses, and why; then nothing has changed.
   */
  replace(files: readonly NewFile[]): Promise<{ kind: "written" } | { kind: "refused"; path: string; reason: string }>;
};

export type Progress = {
  /** Writes a row of the answer as soon as it is known. */
  row(text: (style: Style) => string): Promise<void>;
  /** What is going on right now, on a line that is overwritten; an empty text takes it away. */
  pending(text: string): void;
  /** A remark for whoever watches. */
  note(text: string): Promise<void>;
};

/** A person at a terminal. Every question throws `cancelled` when it is answered with Control-C, or else with Control-D. */
export type Person = {
  /** Whether somebody is there to be asked: stdin and stderr are terminals. */
  readonly isThere: boolean;
  /** Asks for something that must not be seen; what `refuse` has a sentence for is asked once more. */
  secret(question: string, refuse: (text: string) => string | undefined): Promise<string>;
  text(question: string, proposal: string): Promise<string>;
  choose(question: string, answers: readonly { value: string; label: string; hint?: string }[]): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** Lets some of the answers be ticked, `ticked` being so at first; gives them in the order of ticking. */
  order(
    question: string,
    answers: readonly { value: string; label: string }[],
    ticked: readonly string[],
  ): Promise<string[]>;
  /**
   * Asks for a text that may come some other way meanwhile: `undefined` once the signal takes the question back, or somebody
   * does with Control-D. What `refuse` has a sentence for is asked once more.
   */
  paste(
    question: string,
    options: { signal: AbortSignal; refuse(text: string): string | undefined },
  ): Promise<string | undefined>;
};

/** Everything outside the program; nothing but `edge/` touches the world. */
export type Env = {
  readonly variables: Variables;
  readonly platform: NodeJS.Platform;
  /** Of this program, as it names itself to providers. */
  readonly version: string;
  /** The user's home directory, absolute. */
  readonly home: string;
  readonly workingDir: string;
  readonly files: Files;
  readonly databases: Databases;
  readonly writer: Writer;
  readonly keyring: Keyring;
  readonly http: Http;
  /** What forbids every connection, `--offline` say; `http` refuses then, whoever asks it. */
  readonly offline: "--offline" | "OPENCLAW_OFFLINE" | undefined;
  /** Takes note of the variables that hold once the config has been read; one may forbid every connection. */
  heed(variables: Variables): void;
  /** Answers the browsers of this machine, and no one else's. */
  readonly listen: Listen;
  /** Starts the browser of whoever sits there; says whether it seems to start. */
  openBrowser(url: string): Promise<boolean>;
  readonly person: Person;
  /** Reads stdin to its end; `undefined` when it is longer, or no UTF-8. */
  readInput(maxBytes: number): Promise<string | undefined>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; ends at once when the signal says so. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Whether the answer is wanted as a JSON document; then nobody at the terminal is asked. */
  readonly wantsDocument: boolean;
  /** Rows that a person sees while a command still runs; silent where a document is wanted. */
  readonly progress: Progress;
  /** Aborts when the user presses Control-C; from then on that no longer ends the program by itself. */
  interrupt(): AbortSignal;
  /**
   * Runs work that must not end half way once it has begun, because what it is given can be had only once: from `begin` on,
   * Control-C and every other signal that ends a program count when all is done.
   */
  uninterrupted<T>(work: (begin: () => void) => Promise<T>): Promise<T>;
  /** Whether a call was given up that is still under way, so that the process would not end by itself. */
  isWaiting(): boolean;
  /** Runs the next program of our name in PATH with these arguments; `undefined` when there is none. */
  delegate(argv: readonly string[]): Promise<number | undefined>;
};
