import { dirname, resolve } from "../../contracts/path.ts";
import type { Files } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { setOwn } from "../own.ts";
import { isObject } from "../object.ts";
import { parseJson5 } from "./parse.ts";
import { unreadable } from "./unreadable.ts";

const MAX_DEPTH = 10;

/** Larger than any config a person keeps; OpenClaw names no limit. */
const MAX_CONFIG_BYTES = 10 * 1024 * 1024;

/**
 * Reads a config file with everything that its `$include`s name, or `undefined` when the file itself is absent.
 * Includes are relative to the file that names them; arrays join, objects merge, and the siblings of `$include` win.
 */
export async function readWithIncludes(files: Files, path: string): Promise<unknown> {
  const root = await files.read(path, MAX_CONFIG_BYTES);
  if (root.kind === "absent") return undefined;
  return resolveFile(files, path, root, [path]);
}

type Read = Awaited<ReturnType<Files["read"]>>;

async function resolveFile(files: Files, path: string, read: Read, chain: readonly string[]): Promise<unknown> {
  if (read.kind === "absent") {
    const parent = chain.at(-2) ?? path;
    throw new AppError(
      "config_unreadable",
      `${parent} includes ${path}, which does not exist`,
      `create it, or mend \`$include\` in ${parent}`,
    );
  }
  if (read.kind === "unreadable") throw unreadable(path, read.reason);
  const value = await parseJson5(read.text, path);
  // Nearly no config has one, and then none of its thousands of models need be looked at.
  return mayInclude(read.text) ? expand(files, value, chain) : value;
}

/** Whether the word stands there, or an escape that could spell it. */
function mayInclude(text: string): boolean {
  return text.includes("$include") || text.includes("\\");
}

async function expand(files: Files, value: unknown, chain: readonly string[]): Promise<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item === "object") value[index] = await expand(files, item, chain);
    }
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  for (const [key, item] of Object.entries(object)) {
    if (typeof item === "object" && key !== "$include") setOwn(object, key, await expand(files, item, chain));
  }
  if (!Object.hasOwn(object, "$include")) return object;
  const { $include: named, ...siblings } = object;
  let merged: unknown;
  for (const name of includeNames(named, chain)) {
    const included = await include(files, name, chain);
    merged = merged === undefined ? included : merge(merged, included);
  }
  return Object.keys(siblings).length === 0 ? (merged ?? {}) : merge(merged, siblings);
}

async function include(files: Files, name: string, chain: readonly string[]): Promise<unknown> {
  const from = chain.at(-1) ?? "";
  const path = resolve(dirname(from), name);
  if (chain.includes(path)) {
    throw new AppError(
      "config_invalid",
      `${path} includes itself (${[...chain, path].join(" → ")})`,
      `take the \`$include\` out of ${from}`,
    );
  }
  if (chain.length > MAX_DEPTH) {
    throw new AppError(
      "config_invalid",
      `${chain[0] ?? path} nests \`$include\` more than ${MAX_DEPTH} deep`,
      `include ${path} from a file nearer to the top`,
    );
  }
  return resolveFile(files, path, await files.read(path, MAX_CONFIG_BYTES), [...chain, path]);
}

function includeNames(named: unknown, chain: readonly string[]): readonly string[] {
  const names = typeof named === "string" ? [named] : named;
  if (Array.isArray(names) && names.every((name) => typeof name === "string" && name !== "")) return names;
  throw new AppError(
    "config_invalid",
    `${chain.at(-1)} has an \`$include\` that is neither a path nor a list of paths`,
    'write it as `$include: "./other.json5"`',
  );
}

/** Joins arrays, merges objects, and lets the later value win otherwise. */
export function merge(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return [...base, ...over];
  if (!isObject(base) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    setOwn(merged, key, Object.hasOwn(merged, key) ? merge(merged[key], value) : value);
  }
  return merged;
}
