import { isNameOfSecret } from "./beside.ts";
import { hasVariable, isMarker, isPlaceholder, isSecretVariable, looksRandom } from "./names.ts";
import { inLine, isCovered, type Plain, withRest } from "./plain.ts";
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
    found.push(inLine(text, value, start, start + whole.length));
  }
  return found;
}

/** A variable of a systemd unit or of a script, with or without quotes about both, and the same in a property list. */
const VARIABLE =
  /(?<![\w$])([A-Z][A-Z\d_]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'<>]+))|<(?:key>([\w-]+)<\/key|string>--([\w-]+)<\/string)>\s*<string>([^<]*)<\/string>/g;

/** Every secret of what starts a service: its variables, and the arguments of its program. */
export function findInService(text: string): Plain[] {
  const found: Plain[] = [];
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, variable, double, single, bare, key, flag, string] = match;
    const name = variable ?? key ?? flag ?? "";
    const value = double ?? single ?? bare ?? string ?? "";
    const isSecret = variable === undefined ? isNameOfSecret(name, value) : isSecretVariable(name);
    if (!isSecret || isPlaceholder(value) || hasVariable(value)) continue;
    const [start, end] = [match.index, match.index + whole.length];
    found.push({ ...inLine(text, value, start, end), path: [name], place: textOfPath([name]) });
  }
  const others = findAssigned(text, 0, text.length, false).filter(({ start }) => !isCovered(start, found));
  return withRest(text, [...found, ...others]);
}

/** The password of an address. */
const PASSWORDS = /\/\/[^\s/@:"'?#\\]*:([^\s/@"'\\]{8,100})@/g;

/**
 * What can be told of a text without any fields, each secret once: keys by their looks, those that are known, and, where
 * it may be a file of settings, what is assigned to the name of a secret.
 */
export function findInText(text: string, known: readonly string[], mayAssign: boolean): Plain[] {
  const found = new Map<string, Plain>();
  const isBinary = text.includes("\0");
  const add = (value: string, start: number, end: number) => {
    if (found.has(value)) return;
    const plain = inLine(text, value, start, end);
    found.set(value, isBinary ? { ...plain, place: `byte ${start}` } : plain);
  };
  for (const { found: value, start, end } of shapesIn(text)) add(value, start, end);
  for (const match of text.matchAll(PASSWORDS)) {
    const [url, password = ""] = match;
    if (looksRandom(password) && !isPlaceholder(password) && !hasVariable(password))
      add(password, match.index, match.index + url.length);
  }
  for (const { secret, start, end } of mayAssign ? findAssigned(text, 0, text.length, true) : [])
    if (looksRandom(secret.reveal()) && !isCovered(start, [...found.values()])) add(secret.reveal(), start, end);
  for (const value of known) {
    const start = text.indexOf(value);
    if (start >= 0 && !isCovered(start, [...found.values()])) add(value, start, start + value.length);
  }
  return [...found.values()];
}
