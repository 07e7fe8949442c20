import * as v from "valibot";
import { OtherSecret } from "./audit-others.ts";

const Where = v.object({
  file: v.string(),
  /**
   * What the file is: `copy` stands beside any other, `legacy` is a store of older versions, `service` starts the gateway, `state` is other data of
   * OpenClaw's, `text` a session, a log, a note.
   */
  source: v.picklist(["config", "store", "legacy", "models", "dotenv", "database", "copy", "service", "state", "text"]),
  place: v.string(),
  movable: v.boolean(),
  /** What to do about it. */
  cure: v.string(),
  /** Who may read the file, by its mode and those of its folders; `null` where the system has none. */
  readers: v.nullable(v.picklist(["owner", "group", "everyone"])),
});
/** Where something was found. */
export type Where = v.InferOutput<typeof Where>;

const Row = v.object({
  kind: v.picklist(["plaintext", "missing", "unknown"]),
  ...Where.entries,
  masked: v.nullable(v.string()),
  /** In how many places the same secret stands. */
  copies: v.number(),
  /** The places beside the first. */
  alsoIn: v.array(Where),
  note: v.string(),
});
/** Something that was found. */
export type Row = v.InferOutput<typeof Row>;

/** What was not looked at: a file, a folder, or several files of a folder. */
const Skipped = v.object({
  path: v.string(),
  count: v.number(),
  reason: v.string(),
  /** Whether a secret of OpenClaw's may stand there, so that `complete` is false. */
  isGap: v.boolean(),
});

/** The answer of `models auth audit`. */
export const Result = v.object({
  home: v.string(),
  /** How many were looked at. */
  files: v.number(),
  skipped: v.array(Skipped),
  count: v.number(),
  /** One a secret, however often it stands somewhere. */
  findings: v.array(Row),
  /** Whether everything could be looked through; what could not is warned of. */
  complete: v.boolean(),
  /** Of other programs, and theirs to keep: no finding, and not counted. */
  others: v.array(OtherSecret),
  warnings: v.array(v.string()),
});
export type Result = v.InferOutput<typeof Result>;
