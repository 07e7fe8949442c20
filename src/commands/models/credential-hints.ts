import type { Names } from "../../core/models/resolve.ts";
import type { SourceRow } from "../../schema/status.ts";

/** The nearest way to a credential for a provider that has none. */
export function howToAdd(provider: string, sources: readonly SourceRow[], { providers, config }: Names): string {
  const unset = sources.find(({ state }) => state === "unset")?.detail;
  if (unset !== undefined) return `set ${unset}: \`export ${unset}=…\``;
  const known = providers.find(provider);
  // The variable that most people have a key for, not the one for tokens.
  const name = known?.env.find((variable) => variable.endsWith("_API_KEY")) ?? known?.env[0];
  if (name !== undefined) return `set ${name}: \`export ${name}=…\``;
  if (known !== undefined)
    return `sign in with OpenClaw itself (${known.login.map(({ label }) => label).join(", ") || known.name})`;
  const isConfigured = Object.keys(config.models?.providers ?? {}).some((id) => providers.canonicalId(id) === provider);
  const place = `models.providers.${provider}`;
  return isConfigured ? `add \`apiKey\` to \`${place}\` in the config` : `describe it in \`${place}\` of the config`;
}

/** What to do about a stored credential that cannot be used, or not for long. */
export function howToRenew({ type, name, state, detail }: SourceRow): string {
  if (state === "unset") return `set ${detail}: \`export ${detail}=…\``;
  const renew = type === "oauth" ? "sign in again" : "store a new one";
  return `${renew}, or remove ${name}, with OpenClaw itself`;
}
