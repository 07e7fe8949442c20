import { isNameOfSecret } from "./beside.ts";
import { hasVariable, isMarker, isPlaceholder, isSecretVariable, looksRandom } from "./names.ts";
import { isCovered, type Plain, placerOf, withRest } from "./plain.ts";
import type { Search } from "./search.ts";
import { shapesIn, textOfPath } from "./shapes.ts";

/** What stands before the credential itself in a header. */
export const SCHEME = /^(?:bearer|basic|token|bot|digest)\s+/i;

/** A name, a colon or an equals sign, or a blank behind `--name`, and a value with or without quotes. */
const ASSIGNED =
  /(?<![\w$-])(?:([\w$-]+)["']?\s*[:=]|--([\w-]+)(?=\s))\s*(?:"([^"\\\n]*(?:\\.[^"\\\n]*)*)|'([^'\\\n]*(?:\\.[^'\\\n]*)*)|([^\s"'{[,}\]]+))/g;

/** What can be told of a text that is no valid document, a backup cut in half say, line by line. */
export function findInBroken(text: string): Plain[] {
  return withRest(text, findAssigned(text, 0, text.length, false));
}

/** What is assigned to the name of a secret in a part of a text. In prose a word may follow such a name by chance. */
export function findAssigned(text: string, from: number, to: number, isProse: boolean): Plain[] {
  const place = placerOf(text);
  const found: Plain[] = [];
  for (const match of text.slice(from, to).matchAll(ASSIGNED)) {
    const [whole, assigned, flag, double, single, bare] = match;
    const name = (assigned ?? flag ?? "").replace(/^--?/, "");
    const value = (double ?? single ?? bare ?? "").trim().replace(SCHEME, "");
    const isSecret = isNameOfSecret(name, value);
    const isNone = (/key$/i.test(name) && isMarker(value)) || /^[\d.-]+$/.test(bare ?? "");
    const isWord = isProse && bare !== undefined && !looksRandom(value);
    if (!isSecret || isNone || isWord || isPlaceholder(value) || hasVariable(value)) continue;
    const start = from + match.index;
    found.push(place(value, start, start + whole.length));
  }
  return found;
}

/** A variable of a systemd unit or of a script, with or without quotes about both, and the same in a property list. */
const VARIABLE =
  /(?<![\w$])([A-Z][A-Z\d_]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'<>]+))|<(?:key>([\w-]+)<\/key|string>--([\w-]+)<\/string)>\s*<string>([^<]*)<\/string>/g;

/** Every secret of what starts a service: its variables, and the arguments of its program. */
export function findInService(text: string): Plain[] {
  const place = placerOf(text);
  const found: Plain[] = [];
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, variable, double, single, bare, key, flag, string] = match;
    const name = variable ?? key ?? flag ?? "";
    const value = double ?? single ?? bare ?? string ?? "";
    const isSecret = variable === undefined ? isNameOfSecret(name, value) : isSecretVariable(name);
    if (!isSecret || isPlaceholder(value) || hasVariable(value)) continue;
    const [start, end] = [match.index, match.index + whole.length];
    found.push({ ...place(value, start, end), path: [name], place: textOfPath([name]) });
  }
  const others = findAssigned(text, 0, text.length, false).filter(({ start }) => !isCovered(start, found));
  return withRest(text, [...found, ...others]);
}

/** The password of an address. */
const PASSWORDS = /\/\/[^\s/@:"'?#\\]*:([^\s/@"'\\]{8,100})@/g;

/** More in one text are no secrets, or somebody's list of them. */
export const MOST = 1000;

/**
 * What can be told of a text without any fields, each secret once and at most `MOST` of them: keys by their looks, those
 * that are known, and, where it may be a file of settings, what is assigned to the name of a secret.
 */
export function findInText(text: string, known: Search, mayAssign: boolean): Plain[] {
  const place = placerOf(text);
  const found: Plain[] = [];
  const values = new Set<string>();
  const add = (value: string, start: number, end: number) => {
    if (values.has(value) || found.length >= MOST) return;
    values.add(value);
    found.push(place(value, start, end));
  };
  for (const { found: value, start, end } of shapesIn(text)) add(value, start, end);
  for (const { 0: url, 1: password = "", index } of text.matchAll(PASSWORDS))
    if (looksRandom(password) && !isPlaceholder(password) && !hasVariable(password))
      add(password, index, index + url.length);
  for (const { secret, start, end } of mayAssign ? findAssigned(text, 0, text.length, true) : [])
    if (looksRandom(secret.reveal()) && !isCovered(start, found)) add(secret.reveal(), start, end);
  for (const { value, at } of known(text))
    if (!values.has(value) && !isCovered(at, found)) add(value, at, at + value.length);
  return found;
}
