import { count } from "../../ui/text.ts";

/** A value that TAB offers. */
export type Candidate = {
  value: string;
  /** What it is, in a few words; may be empty. */
  about: string;
  /** More follows right behind it, so that no space does. */
  open?: true;
};

/** More than these at once help nobody: they are offered group by group. */
export const LIMIT = 100;

/** A group of values that begin alike. */
export function groupOf(head: string, amount: number, noun: string): Candidate {
  return { value: head, about: count(amount, noun), open: true };
}

/** Gathers values up to their next separator behind what is typed, where there are too many of them. */
export function grouped(
  candidates: readonly Candidate[],
  typed: string,
  separator: string,
  noun: string,
): readonly Candidate[] {
  if (candidates.length <= LIMIT) return candidates;
  const groups = new Map<string, { first: Candidate; amount: number }>();
  const fitting: Candidate[] = [];
  for (const candidate of candidates) {
    const { value } = candidate;
    if (!value.startsWith(typed)) continue;
    fitting.push(candidate);
    const end = value.indexOf(separator, typed.length);
    const head = end < 0 ? value : value.slice(0, end + 1);
    const group = groups.get(head);
    if (group === undefined) groups.set(head, { first: candidate, amount: 1 });
    else group.amount++;
  }
  if (fitting.length === 0) return candidates;
  if (fitting.length <= LIMIT) return fitting;
  const heads: Candidate[] = [];
  for (const [head, { first, amount }] of groups) heads.push(amount === 1 ? first : groupOf(head, amount, noun));
  return heads;
}

/**
 * Leaves longer names out until their hyphen is typed, where all that fit begin with the same one: `se` is `set`, not
 * half of `set-image`, and `opena` is `openai`.
 */
export function stemFirst(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  const fitting = typed === "" ? [] : candidates.filter(({ value }) => value.startsWith(typed));
  const stem = fitting.find(({ value: name }) =>
    fitting.every(({ value }) => value === name || value.startsWith(`${name}-`)),
  );
  return stem === undefined ? candidates : candidates.filter(({ value }) => !value.startsWith(`${stem.value}-`));
}
