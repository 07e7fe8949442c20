import { expect, test } from "bun:test";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { documents } from "./edit-documents.test.ts";
import { type Edit, editJson5, type Path } from "./edit.ts";
import { commaAfter, descend, type Node, parseDocument } from "./tree.ts";

const values = fc.constantFrom<unknown>(7, "new", null, [], {}, [1, "x"], { k: "v", "d-e": [{}] }, "q\"'\\\n", true);
const choices = fc.record({ at: fc.nat(), kind: fc.nat(), index: fc.nat(), to: fc.nat(), value: values });
type Choice = typeof choices extends fc.Arbitrary<infer C> ? C : never;

/** Every list and object of a value, by path. */
function containersOf(value: unknown, path: Path = []): { path: Path; value: object }[] {
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value);
  return [{ path, value }, ...steps.flatMap(([step, item]) => containersOf(item, [...path, step]))];
}

/** An edit that fits the value, the one that takes it back, and where in its container it works. */
function editOf(root: unknown, { at, kind, index, to, value }: Choice) {
  const all = containersOf(root);
  const { path, value: parent } = all[at % all.length] as (typeof all)[number];
  const keys = Object.keys(parent);
  const place = index % Math.max(1, keys.length);
  const isList = Array.isArray(parent);
  const step = isList ? place : (keys[place] ?? "fresh");
  const old = (parent as Record<string | number, unknown>)[step];
  const target = [...path, step];
  const set: Edit = { kind: "set", path: target, value };
  const remove: Edit = { kind: "remove", path: target };
  const insert = (position: number, item: unknown): Edit => ({ kind: "insert", path, index: position, value: item });
  if (isList && (kind % 4 === 0 || keys.length === 0)) {
    const position = index % (keys.length + 1);
    return { edit: insert(position, value), undo: { ...remove, path: [...path, position] }, path };
  }
  if (isList && kind % 4 === 1) {
    const goal = to % keys.length;
    const move = (from: number, end: number): Edit => ({ kind: "move", path, from, to: end });
    return { edit: move(place, goal), undo: move(goal, place), path };
  }
  if (!isList && (kind % 4 === 0 || keys.length === 0)) {
    const fresh = kind % 8 === 0 ? ["fresh"] : ["fresh-er", "deep"];
    const added: Path = [...path, ...fresh];
    return { edit: { ...set, path: added }, undo: { ...remove, path: [...path, fresh[0] ?? ""] }, path };
  }
  if (kind % 4 === 2) return { edit: remove, undo: isList ? insert(place, old) : { ...set, value: old }, path };
  return { edit: set, undo: { ...set, value: old }, path: target };
}

/** The same edit on the value; written anew here, so that the editor is not its own judge. */
function applied(value: unknown, edit: Edit, path: Path = edit.path): unknown {
  const isInList = edit.kind === "insert" || edit.kind === "move";
  if (path.length === 0 && edit.kind === "set") return edit.value;
  const [step = "", ...rest] = path;
  if (Array.isArray(value)) {
    if (path.length === 0 && edit.kind === "insert") return value.toSpliced(edit.index, 0, edit.value);
    if (path.length === 0 && edit.kind === "move")
      return value.toSpliced(edit.from, 1).toSpliced(edit.to, 0, value[edit.from]);
    if (rest.length === 0 && edit.kind === "remove") return value.toSpliced(Number(step), 1);
    return value.with(Number(step), applied(value[Number(step)], edit, rest));
  }
  const entries = new Map(Object.entries((value ?? {}) as object));
  if (rest.length === 0 && !isInList && edit.kind === "remove") entries.delete(String(step));
  else entries.set(String(step), applied(entries.get(String(step)), edit, rest));
  return Object.fromEntries(entries);
}

/** Infinity, NaN and -0 cannot be set: no argument and no provider's answer holds them. */
const isJson = (edit: Edit) => isDeepStrictEqual(JSON.parse(JSON.stringify(edit)), edit);

const commentsOf = (text: string) =>
  parseDocument(text).marks.flatMap(({ type, start, end }) => (type.endsWith("Comment") ? text.slice(start, end) : []));

/** The lines of a container in which neither the edited items nor what stands around them has a part. */
function untouched(text: string, node: Node, edit: Edit): string[] {
  const at = edit.kind === "insert" ? edit.index : node.items.length;
  const ofRemove =
    edit.kind === "remove" ? node.items.findIndex(({ key }, index) => (key ?? index) === edit.path.at(-1)) : at;
  const [from, to] =
    edit.kind === "move" ? [0, node.items.length] : [ofRemove, ofRemove + (edit.kind === "remove" ? 1 : 0)];
  const start = node.items[from - 1]?.end ?? node.start;
  const end = node.items[to]?.start ?? node.end;
  const last = edit.kind === "move" || to >= node.items.length ? node.end : end;
  const before = text.slice(node.start, start).split("\n").slice(1, -1);
  return [...before, ...text.slice(last, node.end).split("\n").slice(1, -1)];
}

/** The comments that stay when an item goes: those on the lines above and below its own and its comments'. */
function staying(text: string, node: Node, step: string | number | undefined): string[] {
  const { marks } = parseDocument(text);
  const lineOf = (at: number) => text.slice(0, at).split("\n").length;
  const at = node.items.findIndex(({ key }, index) => (key ?? index) === step);
  const { start = 0, end = 0 } = node.items[at] ?? {};
  const above = lineOf(node.items[at - 1]?.end ?? node.start);
  const comma = marks.find((mark) => mark.start >= end && !mark.type.endsWith("Comment"));
  const last = lineOf(comma?.type === "Comma" ? comma.end : end);
  const stays = (line: number) => line > last || (line <= above && line < lineOf(start));
  return marks
    .filter((mark) => mark.type.endsWith("Comment") && stays(lineOf(mark.start)))
    .map((mark) => text.slice(mark.start, mark.end));
}

/** Whether a comma stands behind the last item of a container; `undefined` without items. */
function hasLastComma(text: string, path: Path): boolean | undefined {
  const document = parseDocument(text);
  const last = descend(document.root, path).node.items.at(-1);
  return last && commaAfter(document, last) !== undefined;
}

function isInOrder(lines: readonly string[], text: string): boolean {
  let at = 0;
  const all = text.split("\n");
  return lines.every((line) => (at = all.indexOf(line, at) + 1) > 0);
}

test("whatever the document and the edit, nothing else changes and it can be taken back", () => {
  fc.assert(
    fc.property(documents, choices, (text, choice) => {
      const value: unknown = Bun.JSON5.parse(text);
      const { edit, undo, path } = editOf(value, choice);
      const changed = editJson5(text, [edit]);
      expect(Bun.JSON5.parse(changed)).toStrictEqual(applied(value, edit));
      const { node } = descend(parseDocument(text).root, path);
      const isAdded = edit.kind !== "set" || path.length < edit.path.length;
      expect(changed.slice(0, node.start)).toBe(text.slice(0, node.start));
      expect(changed.slice(changed.length - (text.length - node.end))).toBe(text.slice(node.end));
      if (isAdded) expect(isInOrder(untouched(text, node, edit), changed)).toBe(true);
      if (isAdded && edit.kind !== "remove")
        expect(commentsOf(changed).toSorted()).toEqual(commentsOf(text).toSorted());
      if (edit.kind === "remove")
        expect(commentsOf(changed)).toEqual(expect.arrayContaining(staying(text, node, edit.path.at(-1))));
      const commas = [text, changed].map((state) => hasLastComma(state, path));
      if (isAdded && !commas.includes(undefined)) expect(commas[1]).toBe(commas[0]);
      if (text.includes("\r\n")) expect(changed.replaceAll("\r\n", "")).not.toInclude("\n");
      if (isJson(undo)) expect(Bun.JSON5.parse(editJson5(changed, [undo]))).toStrictEqual(value);
    }),
    { numRuns: 10_000, seed: 20_260_210 },
  );
}, 120_000);
