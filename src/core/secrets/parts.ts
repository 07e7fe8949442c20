/** Windows takes 2,560 bytes an entry; the rest is room for its own encodings. */
const PART_BYTES = 2400;

/** More is no credential of any kind. */
export const MAX_BYTES = 64 * 1024;

const HEADER = "openclaw-parts:1:";

/** A secret in several entries: which writing of it, how many, and the SHA-256 of the whole. */
export type Parts = { generation: string; count: number; checksum: string };

/** Cuts a secret into pieces of at most `PART_BYTES`. */
export function cut(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, index) =>
    bytes.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  );
}

/** Whether a secret needs more than its own entry: it is too long, or would be taken for a header. */
export function needsParts(bytes: Uint8Array): boolean {
  return bytes.length > PART_BYTES || new TextDecoder().decode(bytes.subarray(0, HEADER.length)) === HEADER;
}

export function writeHeader({ generation, count, checksum }: Parts): Uint8Array {
  return new TextEncoder().encode(`${HEADER}${generation}:${count}:${checksum}`);
}

/** Reads a header; `undefined` for an entry that is the secret itself. */
export function readHeader(bytes: Uint8Array): Parts | undefined {
  if (bytes.length > 200) return undefined;
  const text = new TextDecoder().decode(bytes);
  const [, generation, count, checksum] = /^openclaw-parts:1:([ab]):(\d{1,3}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (generation === undefined || count === undefined || checksum === undefined) return undefined;
  return { generation, count: Number(count), checksum };
}

/** The account of a piece; it stands beside the account of the whole. */
export function partAccount(account: string, generation: string, index: number): string {
  return `${account}#${generation}.${index}`;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
