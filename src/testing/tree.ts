import type { Command } from "../contracts/command.ts";
import { type Row, TREE } from "../cli/tree.ts";

export type Leaf = { path: readonly string[]; row: Row; command: Command };

/** Every command of the tree, loaded. */
export async function everyCommand(row: Row = TREE, path: readonly string[] = []): Promise<Leaf[]> {
  if (row.rows === undefined) return row.load === undefined ? [] : [{ path, row, command: (await row.load()).default }];
  const leaves = await Promise.all(
    Object.entries(row.rows).map(([name, child]) => everyCommand(child, [...path, name])),
  );
  return leaves.flat();
}

/** Every group of the tree, the root first. */
export function everyGroup(row: Row = TREE, path: readonly string[] = []): { path: readonly string[]; row: Row }[] {
  if (row.rows === undefined) return [];
  return [{ path, row }, ...Object.entries(row.rows).flatMap(([name, child]) => everyGroup(child, [...path, name]))];
}

/** Whether a later version builds the command: its result can never be. */
export function isPlanned({ command }: Leaf): boolean {
  return "type" in command.result && command.result.type === "never";
}
