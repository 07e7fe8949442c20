import type { UsageDialect } from "../../contracts/usage.ts";
import type { Source } from "../auth/sources.ts";
import { isUsable } from "../auth/state.ts";
import type { Credentials } from "../setup.ts";

/** A credential whose provider can be asked what is left. */
export type UsageTarget = { provider: string; source: Source; dialect: UsageDialect };

/**
 * Every profile that may be used and that its provider takes for this. A key in a variable or in the config is asked with
 * only where a model needs it: many a variable is there for another program.
 */
export async function usageTargets(
  credentials: Credentials,
  providers: readonly string[],
  needed: ReadonlySet<string>,
  dialects: Readonly<Record<string, UsageDialect>>,
): Promise<UsageTarget[]> {
  const targets: UsageTarget[] = [];
  for (const provider of providers) {
    const dialect = Object.hasOwn(dialects, provider) ? dialects[provider] : undefined;
    if (dialect === undefined) continue;
    const { sources, used } = await credentials.of(provider);
    for (const source of sources) {
      const isAsked =
        source.kind === "profile"
          ? isUsable(source.state) && source.profile !== undefined && dialect.takes.includes(source.profile.type)
          : source === used && source.kind !== "ambient" && needed.has(provider) && dialect.takes.includes("api_key");
      if (isAsked) targets.push({ provider, source, dialect });
    }
  }
  return targets;
}
