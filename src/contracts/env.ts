/** Environment variables by name; an absent one is `undefined`. */
export type Variables = Readonly<Record<string, string | undefined>>;

export type ReadResult = { kind: "absent" } | { kind: "text"; text: string } | { kind: "unreadable"; reason: string };

/** Files as the program sees them: every trouble is a value, so that no caller forgets one. */
export type Files = {
  /** Reads a UTF-8 file without its BOM; larger than `maxBytes`, a directory or bad UTF-8 is `unreadable`. */
  read(path: string, maxBytes?: number): Promise<ReadResult>;
  /** Whether a file or folder stands at the path. */
  exists(path: string): Promise<boolean>;
};

export type Stream = {
  /** Writes and waits; a closed pipe is not an error. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Width of the terminal in cells, or `undefined` where there is none. */
  readonly columns: number | undefined;
};

/** Rows of another program's SQLite database, by table: see `edge/sqlite.ts`. */
export type Databases = {
  /** The first column of the first row of a read-only query, or `undefined` when there is none. */
  readText(path: string, query: string): Promise<ReadResult>;
};

/** Everything outside the program; nothing but `edge/` touches the world. */
export type Env = {
  readonly variables: Variables;
  readonly platform: NodeJS.Platform;
  /** The user's home directory, absolute. */
  readonly home: string;
  readonly workingDir: string;
  readonly files: Files;
  readonly databases: Databases;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the next program of our name in PATH with these arguments; `undefined` when there is none. */
  delegate(argv: readonly string[]): Promise<number | undefined>;
};
