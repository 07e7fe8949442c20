import { isSecretField, isSecretHeader, isSecretVariable, looksRandom } from "./names.ts";

/** A string of an array, or `undefined` for what is none. */
type Item = string | undefined;

const FLAG = /^--?([A-Za-z][\w-]*)$/;
const HEADER_FLAG = /^(?:-H|--headers?)$/;
const DOTTED = /^[\w-]+(?:\.[\w-]+)+$/;

/**
 * What an item of an array is called by the one before it: `--api-key` among arguments, a header in a list of names and
 * values, the path that `config set` changes.
 */
export function nameBefore(items: readonly Item[], index: number, isOfHeaders: boolean): string | undefined {
  const [value, before] = [items[index], items[index - 1]];
  if (value === undefined || before === undefined || value.startsWith("--")) return undefined;
  const [, flag] = FLAG.exec(before) ?? [];
  if (flag !== undefined) return flag;
  if (isOfHeaders) return index % 2 === 1 && /^[\w-]+$/.test(before) && isSecretHeader(before) ? before : undefined;
  const isSet = items[index - 2] === "set" || (looksRandom(value) && !DOTTED.test(value));
  if (DOTTED.test(before)) return isSet ? before.slice(before.lastIndexOf(".") + 1) : undefined;
  return items.length === 2 && isNameOfSecret(before, value) && looksRandom(value) ? before : undefined;
}

/** The members of an object that says in one of them what another is called. */
const NAMES = ["name", "key", "header", "variable"];

/** What `value` is called in an object like `{ name: "API_KEY", value: "…" }`, and the member that says so. */
export function nameInPair(members: ReadonlyMap<string, Item>): { member: string; name: string } | undefined {
  if (members.get("value") === undefined) return undefined;
  for (const member of NAMES) {
    const name = members.get(member);
    if (name !== undefined) return { member, name };
  }
  return undefined;
}

/** Whether somebody may call a secret so, in whatever list the name stands. */
export function isNameOfSecret(name: string, value: string): boolean {
  return isSecretField(name, value) || isSecretVariable(name);
}

/** An argument or a variable, and a header, each with its value in one text. */
const OWN_NAME = /^(?:--?([A-Za-z][\w-]*)|([A-Z][A-Z\d_]*))=((?:\w+ )?\S+)$/;
const OWN_HEADER = /^([A-Za-z][\w-]*): ?(\S.*)$/;

/** The secret in a text that names its own value: `--token=abc`, `API_KEY=abc`, and among headers `X-Key: abc`. */
export function valueOfOwnName(text: string, before: Item, isOfHeaders: boolean): string | undefined {
  const [, flag = "", variable = "", value = ""] = OWN_NAME.exec(text.trim()) ?? [];
  if (isSecretField(flag, value) || isSecretVariable(variable)) return value;
  const [, header = "", content] = OWN_HEADER.exec(text.trim()) ?? [];
  return (isOfHeaders || HEADER_FLAG.test(before ?? "")) && isSecretHeader(header) ? content : undefined;
}
