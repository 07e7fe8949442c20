import * as v from "valibot";

/** What a document says of what went wrong, where it says something else too. */
export const Trouble = v.object({
  code: v.string(),
  message: v.string(),
  hint: v.string(),
  /** What could not be written; texts that could be secrets are starred out. */
  diffs: v.optional(v.array(v.object({ file: v.string(), diff: v.string() }))),
});
