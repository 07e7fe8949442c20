import { dirname, resolve } from "node:path";
import type { Files } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Path } from "../edit/edit.ts";

/** The file in which a value of the config stands, and its path there. */
export type Place = { file: string; path: Path };

/**
 * Follows a path of the whole config into the file that says it: where an object has `$include`, its own keys win over
 * the included ones, and the last included file over those before it. What stands nowhere belongs to the innermost
 * file that holds its parent.
 */
export async function locate(files: Files, root: string, path: Path): Promise<Place> {
  let file = root;
  let value = await parse(files, root);
  let local: (string | number)[] = [];
  for (const [depth, step] of path.entries()) {
    const own = typeof value === "object" && value !== null && Object.hasOwn(value, step);
    const included = own ? undefined : await findIncluded(files, file, value, path.slice(depth));
    if (included !== undefined) {
      ({ file, value } = included);
      local = [];
    }
    value = (value as Record<string | number, unknown> | undefined)?.[step];
    local.push(step);
  }
  return { file, path: local };
}

/** The included file that holds the most of a path, the last one first; none when an object includes nothing. */
async function findIncluded(
  files: Files,
  from: string,
  value: unknown,
  rest: Path,
): Promise<{ file: string; value: unknown } | undefined> {
  const named = (value as { $include?: unknown } | undefined)?.$include;
  const names =
    typeof named === "string" ? [named] : Array.isArray(named) ? named.filter((name) => typeof name === "string") : [];
  const [step = ""] = rest;
  const candidates: { file: string; value: unknown }[] = [];
  for (const name of names.toReversed()) {
    const file = resolve(dirname(from), name);
    const content = await parse(files, file);
    if (
      typeof content === "object" &&
      content !== null &&
      (Object.hasOwn(content, step) || Object.hasOwn(content, "$include"))
    ) {
      candidates.push({ file, value: content });
    }
  }
  const [best, other] = candidates;
  if (
    best !== undefined &&
    other !== undefined &&
    Array.isArray((best.value as Record<string | number, unknown>)[step])
  ) {
    throw new AppError(
      "usage",
      `${String(step)} is put together from ${other.file} and ${best.file}`,
      "edit the list there by hand",
    );
  }
  // A new key of an object that only includes goes to the file that it includes.
  const isOnlyInclude =
    typeof value === "object" && value !== null && Object.keys(value).every((key) => key === "$include");
  const [last] = names.toReversed();
  if (best === undefined && isOnlyInclude && last !== undefined) {
    const file = resolve(dirname(from), last);
    return { file, value: await parse(files, file) };
  }
  return best;
}

async function parse(files: Files, path: string): Promise<unknown> {
  const read = await files.read(path);
  return read.kind === "text" ? Bun.JSON5.parse(read.text) : {};
}
