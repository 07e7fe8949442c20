import type { Target } from "./ground.ts";

/**
 * What a file is, which decides on how it is read and what to do about a secret in it. `service` starts the gateway,
 * `state` is OpenClaw's own data, `text` everything else: sessions, logs, notes.
 */
export type Source = "config" | "store" | "legacy" | "models" | "dotenv" | "database" | "service" | "state" | "text";

/** A file to look through; a copy is whatever stands beside a file under a longer name: a backup, a half-written one. */
export type Listed = {
  file: string;
  /** The path without links, where it is known. */
  real?: string;
  source: Source;
  isCopy: boolean;
  /** Not OpenClaw's own: what people and packages put below the state directory. */
  isForeign: boolean;
  target: Target | undefined;
};
