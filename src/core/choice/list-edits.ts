import type { Edit, Path } from "../config/edit/edit.ts";

/** The edits that turn one list of texts into another and touch nothing else. */
export function listEdits(path: Path, before: readonly string[], after: readonly string[]): Edit[] {
  if (after.length === 0) return before.length === 0 ? [] : emptied(path, before);
  return moved(path, before, after) ?? rewritten(path, before, after);
}

const emptied = (path: Path, before: readonly string[]): Edit[] =>
  before.length === 1 ? [{ kind: "remove", path: [...path, 0] }] : [{ kind: "set", path, value: [] }];

/** One element that went elsewhere takes its lines along. */
function moved(path: Path, before: readonly string[], after: readonly string[]): Edit[] | undefined {
  if (before.length !== after.length) return undefined;
  const first = before.findIndex((text, index) => text !== after[index]);
  if (first < 0) return [];
  const last = before.findLastIndex((text, index) => text !== after[index]);
  const isUp = before[last] === after[first];
  const [from, to] = isUp ? [last, first] : [first, last];
  const result = before.toSpliced(from, 1).toSpliced(to, 0, before[from] ?? "");
  return result.every((text, index) => text === after[index]) ? [{ kind: "move", path, from, to }] : undefined;
}

/** What stands in both stays; between, an element is replaced by one, and what is left over is removed or inserted. */
function rewritten(path: Path, before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  const pairs = [...commonOf(before, after), [before.length, after.length] as const];
  let [from, to] = [0, 0];
  const gaps = pairs.map(([there, here]) => {
    const gap = { at: from, old: there - from, texts: after.slice(to, here) };
    [from, to] = [there + 1, here + 1];
    return gap;
  });
  // From the end, so that the places before stay what they are.
  for (const { at, old, texts } of gaps.toReversed()) {
    for (let index = old - 1; index >= texts.length; index--)
      edits.push({ kind: "remove", path: [...path, at + index] });
    for (const [index, value] of texts.entries()) {
      edits.push(
        index < old
          ? { kind: "set", path: [...path, at + index], value }
          : { kind: "insert", path, index: at + index, value },
      );
    }
  }
  return edits;
}

/** The places of a longest sequence that both lists have. */
function commonOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  const at = (there: number, here: number) => lengths[there]?.[here] ?? 0;
  for (let there = before.length - 1; there >= 0; there--) {
    for (let here = after.length - 1; here >= 0; here--) {
      const longest =
        before[there] === after[here]
          ? at(there + 1, here + 1) + 1
          : Math.max(at(there + 1, here), at(there, here + 1));
      (lengths[there] as number[])[here] = longest;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let there = 0, here = 0; there < before.length && here < after.length;) {
    if (before[there] === after[here]) pairs.push([there++, here++]);
    else if (at(there + 1, here) >= at(there, here + 1)) there++;
    else here++;
  }
  return pairs;
}
