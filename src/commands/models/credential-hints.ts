import { shellWord } from "../../core/command-line.ts";
import { canSignIn, comesOfSignIn } from "../../core/login/ways.ts";
import type { Names } from "../../core/models/resolve.ts";
import type { SourceRow } from "../../schema/status.ts";

/** The option that makes the next command be about the same agent; none where this one named none. */
export function agentOption(requested: string | undefined, agentId: string): string {
  return requested === undefined ? "" : ` --agent ${agentId}`;
}

/** The nearest way to a credential for a provider that has none. */
export function howToAdd(
  provider: string,
  sources: readonly SourceRow[],
  { providers, config }: Names,
  option: string,
): string {
  const unset = sources.find(({ state }) => state === "unset")?.detail;
  if (unset !== undefined) return `set ${unset}: \`export ${unset}=…\``;
  const known = providers.find(provider);
  // The variable that most people have a key for, not the one for tokens.
  const name = known?.env.find((variable) => variable.endsWith("_API_KEY")) ?? known?.env[0];
  if (name !== undefined)
    return `\`openclaw models auth add --provider ${shellWord(provider)}${option}\`, or set ${name}`;
  if (canSignIn(known)) return `\`openclaw models auth login --provider ${shellWord(provider)}${option}\``;
  if (known !== undefined)
    return `sign in with OpenClaw itself (${known.login.map(({ label }) => label).join(", ") || known.name})`;
  const isConfigured = Object.keys(config.models?.providers ?? {}).some((id) => providers.canonicalId(id) === provider);
  const place = `models.providers.${provider}`;
  return isConfigured ? `add \`apiKey\` to \`${place}\` in the config` : `describe it in \`${place}\` of the config`;
}

/** What to do about a stored credential of a provider that cannot be used, or not for long. */
export function howToRenew(
  { type, name, state, detail }: SourceRow,
  provider: string,
  { providers }: Names,
  option: string,
): string {
  if (state === "unset") return `set ${detail}: \`export ${detail}=…\``;
  const [whose, which] = [shellWord(provider), shellWord(name)];
  const remove = `\`openclaw models auth logout ${which}${option}\``;
  if (comesOfSignIn(type, providers.find(provider)))
    return `\`openclaw models auth login --provider ${whose} --profile-id ${which} --replace${option}\`, or ${remove}`;
  if (type === "oauth") return `sign in again with OpenClaw itself, or ${remove}`;
  const paste = type === "token" ? "paste-token" : "paste-api-key";
  return `\`openclaw models auth ${paste} --provider ${whose} --profile-id ${which} --replace${option}\`, or ${remove}`;
}
