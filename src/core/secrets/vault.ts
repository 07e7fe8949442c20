import { AppError } from "../../contracts/error.ts";
import type { Keyring, KeyringResult, KeyringTrouble } from "../../contracts/keyring.ts";
import { sha256 } from "../hash.ts";
import { cut, joined, MAX_BYTES, needsParts, partAccount, type Parts, readHeader, writeHeader } from "./parts.ts";

/**
 * Puts a secret into the keyring and reads it back; one that stood there is replaced in one step. Every piece is in place
 * before the entry that names them, so that whoever is killed in between leaves the older secret whole.
 */
export async function saveSecret(keyring: Keyring, account: string, secret: string): Promise<KeyringResult<undefined>> {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length > MAX_BYTES)
    throw new AppError("usage", "that is too long for a credential", "at most 64 KB are kept");
  const older = await partsOf(keyring, account);
  if (older.kind !== "ok") return older;
  const parts = needsParts(bytes) ? await describe(bytes, older.value) : undefined;
  if (parts !== undefined) {
    for (const [index, piece] of cut(bytes).entries()) {
      const saved = await keyring.set(partAccount(account, parts.generation, index), piece);
      if (saved.kind !== "ok") return saved;
    }
  }
  const saved = await keyring.set(account, parts === undefined ? bytes : writeHeader(parts));
  if (saved.kind !== "ok") return saved;
  const read = await readSecret(keyring, account);
  if (read.kind !== "ok") return read;
  if (read.value !== secret) return { kind: "damaged", reason: "it gave back something else than it was given" };
  if (older.value !== undefined || parts !== undefined) await sweep(keyring, account, parts);
  return saved;
}

/** Reads a secret; `undefined` where there is none. */
export async function readSecret(keyring: Keyring, account: string): Promise<KeyringResult<string | undefined>> {
  const entry = await keyring.get(account);
  if (entry.kind !== "ok") return entry;
  if (entry.value === undefined) return { kind: "ok", value: undefined };
  const parts = readHeader(entry.value);
  if (parts === undefined)
    return { kind: "ok", value: new TextDecoder("utf-8", { ignoreBOM: true }).decode(entry.value) };
  const pieces: Uint8Array[] = [];
  for (let index = 0; index < parts.count; index++) {
    const piece = await keyring.get(partAccount(account, parts.generation, index));
    if (piece.kind !== "ok") return piece;
    if (piece.value === undefined) return { kind: "damaged", reason: "a part of the secret is missing" };
    pieces.push(piece.value);
  }
  const bytes = joined(pieces);
  if ((await sha256(bytes)) !== parts.checksum) return { kind: "damaged", reason: "a part of the secret was changed" };
  return { kind: "ok", value: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

/** Takes a secret away with all its pieces; says whether there was one. */
export async function removeSecret(keyring: Keyring, account: string): Promise<KeyringResult<boolean>> {
  const removed = await keyring.delete(account);
  if (removed.kind === "ok") await sweep(keyring, account);
  return removed;
}

/** Whether the keyring takes a secret now; asked before a person is, so that nothing is typed in vain. */
export async function tryKeyring(keyring: Keyring): Promise<KeyringResult<undefined>> {
  // Of this process alone: the keyring fails where one writes what another one takes away. No secret's account has no slash.
  const account = `trial#${crypto.randomUUID().slice(0, 8)}`;
  const saved = await keyring.set(account, new TextEncoder().encode("trial"));
  if (saved.kind !== "ok") return saved;
  const removed = await keyring.delete(account);
  return removed.kind === "ok" ? saved : removed;
}

const WORDS: Readonly<Record<KeyringTrouble, string>> = {
  locked: "the keyring is locked",
  denied: "the keyring refuses this program",
  unavailable: "there is no keyring to be reached",
  timed_out: "the keyring does not answer",
  damaged: "the keyring does not hold what was put there",
};

const CURES: Readonly<Record<KeyringTrouble, string>> = {
  locked: "unlock it, by signing in to the desktop say",
  denied: "allow it in the keyring's own settings",
  unavailable:
    "start one for a shell: `dbus-run-session -- bash`, and in it `gnome-keyring-daemon --unlock`, which reads a new password until Control-D",
  timed_out: "look whether it waits for its password, or give it longer: `OPENCLAW_KEYRING_TIMEOUT_MS=60000`",
  damaged: "store the credential once more",
};

/** Says why the keyring cannot be used, and what can be done about it. */
export function keyringError(trouble: KeyringTrouble, reason: string): AppError {
  return new AppError(`keyring_${trouble}`, `${WORDS[trouble]}: ${reason}`, CURES[trouble]);
}

/** The same for a secret that was to be stored, with the other places for it; `variable` is one that the provider knows. */
export function unsavedError(trouble: KeyringTrouble, reason: string, variable?: string): AppError {
  const error = keyringError(trouble, reason);
  const ways = [
    error.hint,
    ...(variable === undefined ? [] : [`or set ${variable}`]),
    "or keep it in clear in a file that only you can read: `--store file`",
  ];
  return error.restated(error.message, ways.join("; "));
}

async function partsOf(keyring: Keyring, account: string): Promise<KeyringResult<Parts | undefined>> {
  const entry = await keyring.get(account);
  if (entry.kind !== "ok") return entry;
  return { kind: "ok", value: entry.value === undefined ? undefined : readHeader(entry.value) };
}

/**
 * Takes away every piece that the entry does not name, also those of whoever was killed. Pieces are written from the first
 * on and removed from the last, so they never have a gap.
 */
async function sweep(keyring: Keyring, account: string, kept?: Parts): Promise<void> {
  for (const generation of ["a", "b"]) {
    const first = generation === kept?.generation ? kept.count : 0;
    let end = first;
    for (;;) {
      const piece = await keyring.get(partAccount(account, generation, end));
      if (piece.kind !== "ok") return;
      if (piece.value === undefined) break;
      end++;
    }
    while (end > first) await keyring.delete(partAccount(account, generation, --end));
  }
}

async function describe(bytes: Uint8Array, older: Parts | undefined): Promise<Parts> {
  const checksum = await sha256(bytes);
  // Never that of the one before, so its pieces stay until they are not needed.
  return { generation: older?.generation === "a" ? "b" : "a", count: cut(bytes).length, checksum };
}
