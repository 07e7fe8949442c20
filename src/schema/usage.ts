import * as v from "valibot";

const Window = v.object({ label: v.string(), usedPercent: v.number(), resetsAt: v.nullable(v.number()) });

const Balance = v.object({
  label: v.string(),
  currency: v.string(),
  left: v.optional(v.number()),
  used: v.optional(v.number()),
  limit: v.optional(v.number()),
});

/** What a provider said of a credential's plan, and when. */
export type Snapshot = {
  plan?: string | undefined;
  windows: v.InferOutput<typeof Window>[];
  balances?: v.InferOutput<typeof Balance>[] | undefined;
  /** Why the last question had no answer; the windows are those from before then. */
  error?: string;
  /** Milliseconds since 1970; `null` where there never was an answer. */
  fetchedAt: number | null;
  /** Of the last question, whatever came of it. */
  askedAt: number;
};

/** What is left of a plan. */
export const UsageRow = v.object({
  provider: v.string(),
  /** The profile; the variable or the place in the config where the credential is none. */
  profileId: v.string(),
  source: v.picklist(["profile", "env", "models.json"]),
  plan: v.optional(v.string()),
  windows: v.array(v.object({ ...Window.entries, remainingMs: v.nullable(v.number()) })),
  balances: v.optional(v.array(Balance)),
  error: v.optional(v.string()),
  /** Milliseconds since 1970; `null` where there never was an answer. */
  fetchedAt: v.nullable(v.number()),
  /** Of the answer; where there never was one, of the question. */
  ageMs: v.number(),
});
export type UsageRow = v.InferOutput<typeof UsageRow>;
