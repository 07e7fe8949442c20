import type { AnyNode } from "@humanwhocodes/momoa";

/** A document as far as secrets are concerned; `start` and `end` are where a text stands, where that is known. */
export type Tree =
  | { kind: "text"; text: string; start: number; end: number }
  | { kind: "list"; items: Tree[] }
  | { kind: "table"; members: { key: string; value: Tree }[] }
  | { kind: "other" };

const OTHER: Tree = { kind: "other" };

/** Reads the text itself rather than its value, which would hold only the last of two keys of the same name. */
export function treeOfNode(node: AnyNode): Tree {
  if (node.type === "Array") return { kind: "list", items: node.elements.map(({ value }) => treeOfNode(value)) };
  if (node.type === "Object")
    return {
      kind: "table",
      members: node.members.map(({ name, value }) => ({
        key: name.type === "String" ? name.value : name.name,
        value: treeOfNode(value),
      })),
    };
  if (node.type !== "String") return OTHER;
  const [start = 0, end = 0] = node.range ?? [];
  return { kind: "text", text: node.value, start, end };
}

/** Takes a value as it is, which costs a tenth. */
export function treeOfValue(value: unknown): Tree {
  if (typeof value === "string") return { kind: "text", text: value, start: 0, end: 0 };
  if (Array.isArray(value)) return { kind: "list", items: value.map(treeOfValue) };
  if (typeof value !== "object" || value === null) return OTHER;
  return {
    kind: "table",
    members: Object.entries(value).map(([key, item]) => ({ key, value: treeOfValue(item) })),
  };
}
