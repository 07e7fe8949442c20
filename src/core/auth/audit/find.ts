import { parse } from "@humanwhocodes/momoa";
import { Secret } from "../../../contracts/secret.ts";
import { findAssigned, findInText, SCHEME } from "./find-text.ts";
import { isNameOfSecret, nameBefore, nameInPair, valueOfOwnName } from "./beside.ts";
import {
  hasVariable,
  isMarker,
  isPlaceholder,
  isSecretField,
  isSecretHeader,
  isSecretVariable,
  looksRandom,
} from "./names.ts";
import { type Plain, placerOf, withRest } from "./plain.ts";
import { shapesIn, textOfPath, urlSecretsIn } from "./shapes.ts";
import { type Tree, treeOfNode, treeOfValue } from "./tree.ts";

/** Of a private key only the body is a secret. */
const PEM = /-----BEGIN /;

/** Every secret of a JSON5 document, comments included; `undefined` for what is none. */
export function findInJson(text: string): Plain[] | undefined {
  try {
    const { body, tokens = [] } = parse(text, { mode: "json5", ranges: true, tokens: true });
    const comments = tokens.filter(({ type }) => type.endsWith("Comment"));
    const inComments = comments.flatMap(({ range: [start, end] = [0, 0] }) => findAssigned(text, start, end, true));
    return withRest(text, [...findInTree(treeOfNode(body), [], undefined, {}), ...inComments]);
  } catch {
    // Not valid, or nested more deeply than anybody writes.
    return undefined;
  }
}

/** The same of data that a program wrote, in a third of the time: places are told by keys alone, as it has no comments. */
export function findInData(text: string): Plain[] | undefined {
  try {
    const found = findInTree(treeOfValue(JSON.parse(text)), [], undefined, {});
    const known = new Set(found.map(({ secret }) => secret.reveal()));
    const rest = shapesIn(text).filter(({ found: key }) => !known.has(key));
    const place = placerOf(text);
    return [...found, ...rest.map(({ found: key, start, end }) => place(key, start, end))];
  } catch {
    return findInJson(text);
  }
}

/** What a value is called by what stands beside it, where its own key does not say. */
type Beside = { name?: string | undefined; before?: string | undefined };

function findInTree(tree: Tree, path: Plain["path"], type: string | undefined, beside: Beside): Plain[] {
  if (tree.kind === "list") {
    const items = tree.items.map(textOf);
    const isOfHeaders = isHeaders(path.findLast((step) => typeof step === "string"));
    return tree.items.flatMap((item, index) => {
      const name = nameBefore(items, index, isOfHeaders);
      return findInTree(item, [...path, index], type, { name, before: items[index - 1] });
    });
  }
  if (tree.kind === "table") {
    const texts = new Map(tree.members.map(({ key, value }) => [key, textOf(value)]));
    const pair = nameInPair(texts);
    return tree.members.flatMap(({ key, value }) => {
      const name = pair === undefined ? undefined : { value: pair.name, [pair.member]: "" }[key];
      return findInTree(value, [...path, key], texts.get("type"), { name });
    });
  }
  if (tree.kind !== "text") return [];
  const found = secretsIn(tree.text, path, beside);
  if (found.length === 0) return [];
  const [place, { start, end }] = [textOfPath(path), tree];
  return found.map((secret) => ({ path, place, secret: new Secret(secret), type, start, end }));
}

function textOf(tree: Tree): string | undefined {
  return tree.kind === "text" ? tree.text : undefined;
}

function isHeaders(step: string | number | undefined): boolean {
  return typeof step === "string" && /headers?$/i.test(step);
}

/** The secrets in the value at a path: the whole of it where its name says so, else what can be told by its looks. */
function secretsIn(text: string, path: Plain["path"], beside: Beside): string[] {
  const value = text.trim().replace(SCHEME, "");
  if (isPlaceholder(value)) return [];
  const [own = "", parent = "", above = ""] = path.filter((step) => typeof step === "string").toReversed();
  // Bytes are written as `{ type: "Buffer", data: "…" }`.
  const name = beside.name ?? (own === "data" ? parent : own);
  const isHeader = isHeaders(parent) || isHeaders(own);
  const isVariable = parent === "env" || (parent === "vars" && above === "env");
  const isField = beside.name === undefined ? isSecretField : isNameOfSecret;
  const isSecret = isHeader ? isSecretHeader(name) : isVariable ? isSecretVariable(name) : isField(name, value);
  if (isSecret && !hasVariable(value) && !PEM.test(value))
    return (isHeader || /key$/i.test(name)) && isMarker(value) ? [] : [value];
  const named = valueOfOwnName(text, beside.before, isHeaders(own))?.replace(SCHEME, "");
  return named === undefined || isPlaceholder(named) || hasVariable(named) ? byLooks(text) : [named];
}

/** The secrets of a text that its looks give away. */
function byLooks(text: string): string[] {
  const inUrls = urlSecretsIn(text);
  const rest = inUrls.reduce((left, secret) => left.replaceAll(secret, ""), text);
  const certain = [...inUrls, ...shapesIn(rest).map(({ found }) => found)];
  const assigned = findAssigned(text, 0, text.length, true).map(({ secret }) => secret.reveal());
  return [...certain, ...assigned.filter((value) => !certain.some((other) => value.includes(other)))];
}

const VARIABLE =
  /^[ \t]*(#[ \t]*)?(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;

/** Every secret of a `.env` file, also one that a later line overrides or a comment keeps. */
export function findInDotEnv(text: string): Plain[] {
  const found: Plain[] = [];
  for (const match of text.matchAll(VARIABLE)) {
    const [, mark, name = "", double, single, back, bare = ""] = match;
    const quoted = double ?? single ?? back;
    const value = (quoted ?? bare.replace(/(^|\s+)#.*$/, "")).trim();
    const isWord = mark !== undefined && quoted === undefined && !looksRandom(value);
    if (isWord || isPlaceholder(value)) continue;
    const start = text.indexOf(value, match.index + name.length);
    const secrets = isSecretVariable(name) && !hasVariable(value) ? [value] : byLooks(value);
    for (const secret of secrets)
      found.push({
        path: [name],
        place: textOfPath([name]),
        secret: new Secret(secret),
        type: undefined,
        start,
        end: start + value.length,
      });
  }
  return withRest(text, found);
}

/** Every secret of a file that holds a document a line, a log say. */
export function findInJsonLines(text: string): Plain[] {
  const found: Plain[] = [];
  let start = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const place = `line ${index + 1}`;
    const inside = line.trim() === "" ? [] : (findInData(line) ?? findInText(line, () => [], true));
    for (const plain of inside) found.push({ ...plain, place, start: start + plain.start, end: start + plain.end });
    start += line.length + 1;
  }
  return found;
}
