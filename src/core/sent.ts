/** Hides in a text what must not be seen in it. */
export type Hide = (text: string) => string;

/** A shorter one stands in too many texts by chance. */
const SHORTEST = 4;
/** Of its encodings only those are looked for that are as long as this; shorter ones are words of any text. */
const SHORTEST_ENCODED = 8;

const HIDDEN = "***";

/**
 * Makes what hides everything that was sent to a server in what comes back from it: servers quote keys, tokens and whole
 * headers in their errors, as they came or as they were encoded on the way.
 */
export function hideSent(sent: Iterable<string>): Hide {
  const forms = new Set([...sent].flatMap((secret) => formsOf(secret.trim())));
  if (forms.size === 0) return (text) => text;
  // The longest first, so that none leaves a piece of another.
  const all = [...forms].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(all.map((form) => RegExp.escape(form)).join("|"), "gi");
  return (text) => text.replace(pattern, HIDDEN);
}

/** A secret as it may come back: as it is, in an address or a form, in JSON, in hexadecimal digits, in base64. */
function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST) return [];
  const bytes = new TextEncoder().encode(secret);
  const encoded = [
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    bytes.toHex(),
    ...[0, 1, 2].flatMap((offset) => base64In(bytes, offset)),
  ];
  return [secret, ...encoded.filter((form) => form.length >= SHORTEST_ENCODED)];
}

/** The letters of base64 that say nothing but these bytes, where so many stand before them, as in `user:key`. */
function base64In(bytes: Uint8Array, offset: number): string[] {
  const whole = new Uint8Array(offset + bytes.length);
  whole.set(bytes, offset);
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return (["base64", "base64url"] as const).map((alphabet) => whole.toBase64({ alphabet }).slice(first, last));
}
