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
  const fitting = candidates.filter(({ value }) => value.startsWith(typed));
  if (candidates.length <= LIMIT || fitting.length === 0) return candidates;
  if (fitting.length <= LIMIT) return fitting;
  const groups = Map.groupBy(fitting, ({ value }) => {
    const end = value.indexOf(separator, typed.length);
    return end < 0 ? value : value.slice(0, end + 1);
  });
  return [...groups].map(([head, [only, ...more]]) =>
    only !== undefined && more.length === 0 ? only : groupOf(head, more.length + 1, noun),
  );
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
