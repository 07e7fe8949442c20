import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Secret } from "../../../contracts/secret.ts";
import { requireWritableStore } from "../keep.ts";
import { FIELDS } from "../migrate.ts";
import { createReaders, type Readers } from "./exposure.ts";
import { filesOf } from "./files.ts";
import { type Ground, readGround, type Target } from "./ground.ts";
import type { Source } from "./listed.ts";
import { type Looked, lookThrough } from "./look.ts";
import { createAsker, profileIdsIn, referencesIn } from "./references.ts";
import { createSearch } from "./search.ts";
import { createSkips, sentenceOf, type Skipped } from "./skipped.ts";

/** Where something was found. */
export type Place = {
  file: string;
  source: Source | "copy";
  /** The folder of an agent that the config does not name. */
  isOrphan: boolean;
  /** The file is no valid document, so that it was looked through line by line. */
  isBroken: boolean;
  place: string;
  /** What makes `models auth migrate` move it; `undefined` where it cannot. */
  option: string | undefined;
  /** Who may read the file. */
  readers: Readers;
};

/** What an audit found: a secret in clear; a reference whose secret is gone; one that could not be asked about. */
export type Finding = {
  kind: "plaintext" | "missing" | "unknown";
  secret: Secret | undefined;
  /** Everywhere that it stands, the place to mend first. */
  places: [Place, ...Place[]];
  note: string;
};

export type Audit = {
  home: string;
  findings: Finding[];
  warnings: string[];
  files: number;
  skipped: Skipped[];
  /** Whether everything could be looked through: no finding is an all-clear only then. */
  complete: boolean;
};

/**
 * Looks through everything that OpenClaw and this program write below the state directory, and goes on past what is broken;
 * asks no keyring unless told to. Throws `unknown_agent`.
 */
export async function audit(env: Env, requested: string | undefined, asksKeyring: boolean): Promise<Audit> {
  const ground = await readGround(env, requested);
  const skips = createSkips();
  const { looked, unread, files } = await lookThrough(env, await filesOf(env, ground, skips), skips);
  const findings = [...(asksKeyring ? await danglingIn(env, looked) : []), ...(await plaintextIn(env, ground, looked))];
  await addReaders(env, findings);
  const hide = createHider(findings);
  for (const place of findings.flatMap(({ places }) => places)) {
    place.place = hide(place.place);
    place.file = hide(place.file);
  }
  const skipped = skips.all();
  for (const one of skipped) one.path = hide(one.path);
  const missed = [...ground.unread, ...skipped.filter(({ isGap }) => isGap).map(sentenceOf), ...unread];
  return {
    home: ground.places.home,
    findings,
    warnings: [...new Set([...ground.warnings, ...missed].map(hide))],
    files,
    skipped,
    complete: missed.length === 0,
  };
}

/** The files that hold profiles. */
const PROFILES: ReadonlySet<Source> = new Set(["store", "legacy", "database"]);

/** The secrets in clear, each once however often it stands somewhere. */
async function plaintextIn(env: Env, ground: Ground, looked: readonly Looked[]): Promise<Finding[]> {
  const ids = new Set([
    ...ground.profileIds,
    ...looked.flatMap(({ text, source }) => (PROFILES.has(source) ? profileIdsIn(text) : [])),
  ]);
  const changeable = await changeableIn(env, ground);
  const bySecret = new Map<string, Finding>();
  for (const one of looked) {
    for (const { path, place, secret, type = "" } of one.plains) {
      const value = secret.reveal();
      // OpenClaw ≥ 2026.9 writes the id of a profile where a key would stand.
      if (one.source !== "store" && path.at(-1) === "apiKey" && ids.has(value)) continue;
      const isOfProfile = one.source === "store" && !one.isCopy && path.length === 3 && path[0] === "profiles";
      const isMovable = isOfProfile && Object.hasOwn(FIELDS, type) && FIELDS[type]?.plain === path[2];
      const found = placeOf(one, place, isMovable ? changeable.get(one.target) : undefined);
      const before = bySecret.get(value);
      if (before === undefined) bySecret.set(value, { kind: "plaintext", secret, places: [found], note: "" });
      else before.places.push(found);
    }
  }
  return [...bySecret.values()];
}

function placeOf({ file, source, isCopy, isBroken, target }: Looked, place: string, option?: string): Place {
  const isOrphan = target?.isOrphan ?? false;
  return { file, source: isCopy ? "copy" : source, isOrphan, isBroken, place, option, readers: null };
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

/** The files whose references OpenClaw follows. */
const REFERRING: ReadonlySet<Source> = new Set(["config", "store", "legacy", "models", "database"]);

/** The references that lead nowhere, or may; those of a backup no longer matter. */
async function danglingIn(env: Env, looked: readonly Looked[]): Promise<Finding[]> {
  const ask = createAsker(env);
  const findings: Finding[] = [];
  for (const one of looked) {
    if (one.isCopy || !REFERRING.has(one.source)) continue;
    for (const { place, account } of referencesIn(one.text)) {
      const answer = await ask(account);
      if (answer !== undefined) findings.push({ ...answer, secret: undefined, places: [placeOf(one, place)] });
    }
  }
  return findings;
}

async function addReaders(env: Env, findings: readonly Finding[]): Promise<void> {
  const readersOf = createReaders(env);
  for (const { places, kind } of findings)
    if (kind === "plaintext") for (const place of places) place.readers = await readersOf(place.file);
}

/** Names come out of the files too: somebody may have pasted a secret there. */
function createHider(findings: readonly Finding[]): (text: string) => string {
  const search = createSearch(findings.map(({ secret }) => secret?.reveal() ?? ""));
  return (text) => search(text).reduce((left, { value }) => left.replaceAll(value, "***"), text);
}
