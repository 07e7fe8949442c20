import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Secret } from "../../../contracts/secret.ts";
import { requireWritableStore } from "../keep.ts";
import { FIELDS } from "../migrate.ts";
import { filesOf, type Source } from "./files.ts";
import { type Ground, readGround, type Target } from "./ground.ts";
import { type Looked, lookThrough } from "./look.ts";
import { createAsker, profileIdsIn, referencesIn } from "./references.ts";

/** What an audit found: a secret in clear; a reference whose secret is gone; one that could not be asked about. */
export type Finding = {
  kind: "plaintext" | "missing" | "unknown";
  file: string;
  source: Source | "copy";
  /** The folder of an agent that the config does not name. */
  isOrphan: boolean;
  /** The file is no valid document, so that it was looked through line by line. */
  isBroken: boolean;
  place: string;
  secret: Secret | undefined;
  /** What makes `models auth migrate` move it; `undefined` where it cannot. */
  option: string | undefined;
  /** In how many places the same secret stands. */
  copies: number;
  note: string;
};

export type Audit = {
  home: string;
  findings: Finding[];
  warnings: string[];
  files: number;
  /** Whether everything could be looked through: no finding is an all-clear only then. */
  complete: boolean;
};

/**
 * Looks through everything that OpenClaw and this program write below the state directory, and goes on past what is broken;
 * asks no keyring unless told to. Throws `unknown_agent`.
 */
export async function audit(env: Env, requested: string | undefined, asksKeyring: boolean): Promise<Audit> {
  const ground = await readGround(env, requested);
  const { listed, unread: unlisted } = await filesOf(env, ground);
  const { looked, unread, files } = await lookThrough(env, listed);
  const dangling = asksKeyring ? await danglingIn(env, looked) : [];
  const plaintext = await plaintextIn(env, ground, looked);
  const missed = [...ground.unread, ...unlisted, ...unread];
  const hide = createHider(plaintext);
  const findings = [...dangling, ...plaintext];
  for (const finding of findings) finding.place = hide(finding.place);
  return {
    home: ground.places.home,
    findings,
    warnings: [...new Set([...ground.warnings, ...missed])].map(hide),
    files,
    complete: missed.length === 0,
  };
}

async function plaintextIn(env: Env, ground: Ground, looked: readonly Looked[]): Promise<Finding[]> {
  const ids = new Set([...ground.profileIds, ...looked.flatMap(({ text }) => profileIdsIn(text))]);
  const changeable = await changeableIn(env, ground);
  const copies = new Map<string, number>();
  const findings: Finding[] = [];
  for (const one of looked) {
    for (const { path, place, secret, type = "" } of one.plains) {
      const value = secret.reveal();
      // OpenClaw ≥ 2026.9 writes the id of a profile where a key would stand.
      if (one.source !== "store" && path.at(-1) === "apiKey" && ids.has(value)) continue;
      copies.set(value, (copies.get(value) ?? 0) + 1);
      const isOfProfile = one.source === "store" && !one.isCopy && path.length === 3 && path[0] === "profiles";
      const isMovable = isOfProfile && Object.hasOwn(FIELDS, type) && FIELDS[type]?.plain === path[2];
      const option = isMovable ? changeable.get(one.target) : undefined;
      findings.push({ ...placeOf(one), kind: "plaintext", place, secret, option, copies: 0, note: "" });
    }
  }
  for (const finding of findings) finding.copies = copies.get(finding.secret?.reveal() ?? "") ?? 1;
  return findings;
}

function placeOf({
  file,
  source,
  isCopy,
  isBroken,
  target,
}: Looked): Pick<Finding, "file" | "source" | "isOrphan" | "isBroken"> {
  return { file, source: isCopy ? "copy" : source, isOrphan: target?.isOrphan ?? false, isBroken };
}

/** The folders whose store `models auth migrate` would change, with the option that makes it be about each. */
async function changeableIn(env: Env, { targets, ...place }: Ground): Promise<Map<Target | undefined, string>> {
  const changeable = new Map<Target | undefined, string>();
  for (const target of targets) {
    if (target.command === undefined) continue;
    const { agent, option } = target.command;
    try {
      await requireWritableStore(env, { ...place, agent });
      changeable.set(target, option);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return changeable;
}

/** The references that lead nowhere, or may; those of a backup no longer matter. */
async function danglingIn(env: Env, looked: readonly Looked[]): Promise<Finding[]> {
  const ask = createAsker(env);
  const findings: Finding[] = [];
  for (const one of looked) {
    if (one.isCopy || one.source === "dotenv") continue;
    for (const { place, account } of referencesIn(one.text)) {
      const answer = await ask(account);
      if (answer === undefined) continue;
      findings.push({ ...placeOf(one), ...answer, place, secret: undefined, option: undefined, copies: 0 });
    }
  }
  return findings;
}

/** Names come out of the files too: somebody may have pasted a secret there. */
function createHider(findings: readonly Finding[]): (text: string) => string {
  const values = new Set(findings.map(({ secret }) => secret?.reveal() ?? "").filter(({ length }) => length >= 8));
  return (text) => [...values].reduce((left, value) => left.replaceAll(value, "***"), text);
}
