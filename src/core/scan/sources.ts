import type { Candidate } from "../../schema/scan.ts";
import type { Source } from "../auth/sources.ts";
import type { Credentials } from "../setup.ts";

/** With what each provider would be asked. */
export async function sourcesOf(
  candidates: readonly Candidate[],
  credentials: Credentials,
): Promise<Map<string, Source>> {
  const sources = new Map<string, Source>();
  for (const provider of new Set(candidates.map((candidate) => candidate.provider))) {
    const { used } = await credentials.of(provider);
    if (used !== undefined && used.kind !== "ambient") sources.set(provider, used);
  }
  return sources;
}
