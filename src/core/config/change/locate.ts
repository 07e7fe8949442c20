import { dirname, resolve } from "../../../contracts/path.ts";
import type { Files } from "../../../contracts/env.ts";
import type { Path } from "../edit/edit.ts";
import { parseJson5 } from "../parse.ts";

/** The file in which a value of the config stands, and its path there. */
export type Place = { file: string; path: Path };

/** A place, and how many steps of the path exist there. */
type Candidate = Place & { depth: number };

/**
 * Follows a path of the whole config into the file that says most of it. Where an object has `$include`, its own keys
 * win over the included ones, and the last included file over those before it; a new key stands beside its siblings.
 */
export async function locate(files: Files, root: string, path: Path): Promise<Place> {
  const { file, path: found } = await search(files, { file: root, path: [] }, await parse(files, root), path);
  return { file, path: found };
}

async function search(files: Files, { file, path }: Place, value: unknown, rest: Path): Promise<Candidate> {
  const [step, ...deeper] = rest;
  const here: Candidate = { file, path: [...path, ...rest], depth: 0 };
  if (step === undefined || typeof value !== "object" || value === null) return here;
  const candidates: Candidate[] = [];
  if (Object.hasOwn(value, step)) {
    const item = (value as Record<string | number, unknown>)[step];
    const own = await search(files, { file, path: [...path, step] }, item, deeper);
    candidates.push({ ...own, depth: own.depth + 1 });
  }
  const isOnlyInclude = Object.keys(value).every((key) => key === "$include");
  if (!isOnlyInclude) candidates.push(here);
  for (const name of includesOf(value).toReversed()) {
    const included = resolve(dirname(file), name);
    candidates.push(await search(files, { file: included, path: [] }, await parse(files, included), rest));
  }
  return candidates.reduce(
    (best, candidate) => (candidate.depth > best.depth ? candidate : best),
    candidates[0] ?? here,
  );
}

function includesOf(value: object): readonly string[] {
  const named = (value as { $include?: unknown }).$include;
  return [named].flat().filter((name) => typeof name === "string");
}

async function parse(files: Files, path: string): Promise<unknown> {
  const read = await files.read(path);
  return read.kind === "text" ? parseJson5(read.text, path) : {};
}
