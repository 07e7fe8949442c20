import { compareText } from "../../core/compare.ts";
import type { Names } from "../../core/models/resolve.ts";
import { didYouMean, suggest } from "../../core/models/suggest.ts";
import type { ChainRow, Problem, StatusResult } from "../../schema/status.ts";
import { formatDuration } from "../../ui/duration.ts";

type Report = Omit<StatusResult, "problems">;

/** What is broken or about to be, each with the command that mends it; errors first. */
export function findProblems(report: Report, names: Names): Problem[] {
  const problems = [
    ...report.chain.flatMap((row) => modelProblems(row, names)),
    ...credentialProblems(report, names),
    ...setAside(report),
    ...configProblems(report),
  ];
  const unique = [...new Map(problems.map((problem) => [problem.message, problem])).values()];
  return unique.toSorted((a, b) => compareText(a.severity, b.severity));
}

function modelProblems(row: ChainRow, { registry, aliases }: Names): Problem[] {
  const problem = (severity: Problem["severity"], message: string, hint: string): Problem[] => [
    { severity, message, hint },
  ];
  const provider = row.ref.slice(0, row.ref.indexOf("/"));
  const id = row.ref.slice(provider.length + 1);
  if (row.via === "unresolved") {
    return problem(
      "error",
      `${row.raw} (${place(row)}) is no alias and no known model`,
      didYouMean(
        suggest(
          row.raw,
          aliases.map(({ alias }) => alias),
        ),
        "write it as `provider/model`, or see `openclaw models list --all`",
      ),
    );
  }
  if (!registry.knowsProvider(provider)) {
    return problem(
      "error",
      `nobody knows the provider ${provider} (${place(row)})`,
      didYouMean(suggest(provider, registry.providerIds()), "list them with `openclaw plugins list`"),
    );
  }
  if (row.known && !row.retired) return [];
  const offered = registry.ofProvider(provider).filter(({ retired }) => !retired);
  const near = suggest(
    id,
    offered.map((model) => model.id),
  ).map((name) => `${provider}/${name}`);
  if (row.retired)
    return problem(
      "warning",
      `${row.ref} (${place(row)}) has been withdrawn by its provider`,
      didYouMean(near, `see \`openclaw models list --all --provider ${provider}\``),
    );
  if (offered.length === 0) return [];
  return problem(
    "warning",
    `${row.ref} (${place(row)}) is not in the catalog`,
    didYouMean(near, `if it is new, that is fine; else see \`openclaw models list --all --provider ${provider}\``),
  );
}

function credentialProblems({ chain, auth }: Report, names: Names): Problem[] {
  const providers = [...new Set(chain.map(({ ref }) => ref.slice(0, ref.indexOf("/"))))];
  return providers
    .filter((provider) => names.registry.knowsProvider(provider))
    .flatMap((provider): Problem[] => {
      const roles = chain.filter(({ ref, via }) => ref.startsWith(`${provider}/`) && via !== "unresolved");
      const [first] = roles;
      if (first === undefined || first.verdict === "ready") return [];
      if (first.verdict === "missing") {
        return [
          {
            severity: "error",
            message: `${provider} has no credential (${roles.map(place).join(", ")})`,
            hint: howToAdd(provider, names),
          },
        ];
      }
      const wanted = first.verdict;
      const profiles = auth.oauth.profiles.filter(
        (profile) =>
          profile.provider === provider &&
          (profile.status === wanted || (wanted === "expired" && profile.status === "missing")),
      );
      return profiles.map(({ profileId, status, remainingMs, type }) => ({
        severity: wanted === "expired" ? "error" : "warning",
        message: `${profileId} ${expiry(status, remainingMs)}`,
        hint: `${howToRenew(provider, type)}, or drop it: \`openclaw models auth logout ${profileId}\``,
      }));
    });
}

function expiry(status: string, remainingMs: number | undefined): string {
  if (status === "expiring") return `expires in ${formatDuration(remainingMs ?? 0)}`;
  return status === "expired" ? `expired ${formatDuration(remainingMs ?? 0)} ago` : "holds no usable credential";
}

/** The nearest way to a credential: a variable where there is one, a login else. */
function howToAdd(provider: string, { providers, config }: Names): string {
  const row = providers.find(provider);
  const [name] = row?.env ?? [];
  if (name !== undefined) return `set ${name}, or \`openclaw models auth add --provider ${provider}\``;
  const isConfigured = Object.keys(config.models?.providers ?? {}).some((id) => providers.canonicalId(id) === provider);
  if (row === undefined && isConfigured) return `add \`apiKey\` to \`models.providers.${provider}\` in the config`;
  return row === undefined
    ? `describe it in \`models.providers.${provider}\` of the config`
    : `\`openclaw models auth login --provider ${provider}\``;
}

function howToRenew(provider: string, type: string): string {
  return type === "oauth"
    ? `sign in again: \`openclaw models auth login --provider ${provider}\``
    : `paste a new one: \`openclaw models auth paste-token --provider ${provider}\``;
}

function setAside({ auth, chain }: Report): Problem[] {
  const inUse = new Set(chain.map(({ ref }) => ref.slice(0, ref.indexOf("/"))));
  return auth.unusableProfiles
    .filter(({ provider }) => provider !== undefined && inUse.has(provider))
    .map(({ profileId, kind, reason, remainingMs }) => ({
      severity: "warning",
      message: `OpenClaw set ${profileId} aside${kind === "disabled" ? ` (${reason ?? "disabled"})` : " after failures"}, for ${formatDuration(remainingMs)} more`,
      hint:
        kind === "disabled" ? "check the account's balance with the provider" : "wait, or ask another model meanwhile",
    }));
}

function configProblems({ unknownConfigKeys, configPath, auth }: Report): Problem[] {
  const unknown = unknownConfigKeys.map((key): Problem => ({
    severity: "warning",
    message: `${key} is no key that OpenClaw knows; it may refuse the whole config`,
    hint: `check it in ${configPath}`,
  }));
  if (!auth.shellEnvFallback.enabled) return unknown;
  return [
    ...unknown,
    {
      severity: "warning",
      message: "env.shellEnv is on, but no login shell is started here",
      hint: "variables that only your shell's profile sets are not seen",
    },
  ];
}

function place({ role, position }: ChainRow): string {
  return role === "default"
    ? "the default"
    : role === "image"
      ? "the image model"
      : `${role.replace("-", " ")} ${position}`;
}
