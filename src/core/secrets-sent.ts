import type { HttpRequest } from "../contracts/http.ts";
import { type Hide, hideSent } from "./sent.ts";

/** Headers that say nothing of whoever sends them. */
const PUBLIC =
  /^(accept(-.*)?|content-(type|length)|user-agent|(http-)?referer|origin|x-title|(anthropic|openai)-(version|beta)|api-version)$/i;
/** Names that say that their value is a secret, be it as short and plain as it may. */
const TELLING =
  /(^|[-_])(auth|authorization|(api|access)?key|\w*token|\w*secret|passw\w*|cookie|session\w*|credentials?|sig(nature)?)($|[-_])/i;
const SCHEME = /^(basic|bearer|digest|key|token)\s+/i;
/** A name of somebody or something, a number, a version, a date. */
const PLAIN = /^([a-z]+([-_./ ][a-z]+)*|\d{1,4}([.:-]\d{1,4})*)$/i;
const LONGEST_PLAIN = 24;
/** Anything else that is shorter stands in too many texts by chance. */
const SHORTEST = 6;

/**
 * Whatever in a request may be a secret, so that it can be hidden in what comes back: a key, but also the values of headers
 * and queries that only the config knows. What is plainly none stays out: `anthropic` in a header of a gateway's, say.
 */
export function secretsSentIn({ url, headers }: Pick<HttpRequest, "url" | "headers">): string[] {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const signedIn = [address?.username ?? "", address?.password ?? ""].map(decoded);
  const named = [...Object.entries(headers), ...(address?.searchParams ?? [])];
  return [...signedIn, ...named.flatMap(([name, value]) => secretsOf(name, value))];
}

/** Of thousands of names a shorter one is a part by chance. */
const SHORTEST_IN_NAMES = 8;

/** Makes what hides the secrets of a request in the names of a long list that answers it. */
export function hideInNames(request: Pick<HttpRequest, "url" | "headers">): Hide {
  return hideSent(secretsSentIn(request).filter(({ length }) => length >= SHORTEST_IN_NAMES));
}

function secretsOf(name: string, value: string): string[] {
  if (PUBLIC.test(name)) return [];
  const whole = value.replace(SCHEME, "").trim();
  const parts = [whole, ...partsOf(whole), ...partsOf(fromBase64(whole))].filter(isTooOdd);
  return TELLING.test(name) ? [whole, ...parts] : parts;
}

/** What stands in a cookie, a list, a piece of JSON, or behind a user's name. */
function partsOf(text: string): string[] {
  const words = text.split(/[\s;,"'{}[\]]+/);
  return words.flatMap((word) => [word, word.slice(word.search(/[=:]/) + 1)]);
}

function isTooOdd(text: string): boolean {
  return text.length >= SHORTEST && !(text.length <= LONGEST_PLAIN && PLAIN.test(text));
}

/** As `Basic` sends a name and a password. */
function fromBase64(text: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.fromBase64(text));
  } catch {
    return "";
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
