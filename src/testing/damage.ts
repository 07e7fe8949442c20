import * as fc from "fast-check";

/** Every path in a value, that of the whole first. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const fields = value as Record<string, unknown>;
  const item = replaced(fields[key], rest, part);
  if (Array.isArray(value)) return value.map((old, index) => (String(index) === key ? item : old));
  const others = Object.entries(fields).filter(([name]) => name !== key);
  return Object.fromEntries(item === undefined ? others : [...others, [key, item]]);
}

/** Texts of a JSON document of which a part is gone or something else, or which is cut off, or no JSON at all. */
export function damaged(document: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(document);
  const path = fc.constantFrom(...pathsOf(document));
  const part = fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.constantFrom(-1, 1e300, "", [], {}, [null], [{}]));
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(path, part).map(([at, item]) => JSON.stringify(replaced(document, at, item)) ?? ""),
    },
    { weight: 1, arbitrary: fc.nat(text.length - 1).map((length) => text.slice(0, length)) },
    { weight: 1, arbitrary: fc.string() },
  );
}
