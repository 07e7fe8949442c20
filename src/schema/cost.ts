import * as v from "valibot";

/** A price in US dollars for a million tokens. */
export const Cost = v.object({ input: v.number(), output: v.number() });
