import * as v from "valibot";
import { Candidate, ScanResult } from "../../schema/scan.ts";

/** OpenRouter's free models, and where they are from. */
export type FreeList = { about: NonNullable<ScanResult["catalog"]>; models: Candidate[] };

/** As far from 1970 as a date can be. */
const FARTHEST = 8.64e15;

const KeptList = v.object({
  about: v.pipe(
    ScanResult.entries.catalog.wrapped,
    v.check(({ fetchedAt }) => fetchedAt > 0 && fetchedAt <= FARTHEST),
  ),
  models: v.array(Candidate),
});

/** Reads what an earlier scan kept; whatever else stands there counts as none. */
export function parseFreeList(kept: unknown): FreeList | undefined {
  const { success, output } = v.safeParse(KeptList, kept, { abortEarly: true });
  return success ? { about: { ...output.about, from: "cache" }, models: output.models } : undefined;
}
