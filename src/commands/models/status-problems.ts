import { shellWord } from "../../core/command-line.ts";
import { compareText } from "../../core/compare.ts";
import { nearModels } from "../../core/models/near.ts";
import { createRef, type Ref } from "../../core/models/ref.ts";
import { type Names, nearNames, unknownProviderHint } from "../../core/models/resolve.ts";
import { didYouMean } from "../../core/models/suggest.ts";
import type { ChainRow, Problem, SourceRow, StatusResult } from "../../schema/status.ts";
import { formatDuration } from "../../ui/duration.ts";
import { howToAdd, howToRenew } from "./credential-hints.ts";

type Report = Omit<StatusResult, "problems">;

/** Every source of a provider, those too of one that only declares a profile, which the report leaves out. */
type Sources = (provider: string) => readonly SourceRow[];

/** What is broken or about to be, each with what mends it, for the agent of the `option`; errors first. */
export function findProblems(report: Report, names: Names, sourcesOf: Sources, option: string): Problem[] {
  const problems = [
    ...report.chain.flatMap((row) => modelProblem(row, names) ?? []),
    ...credentialProblems(report, names, sourcesOf, option),
    ...setAside(report),
    ...configProblems(report),
  ];
  const unique = [...new Map(problems.map((problem) => [problem.message, problem])).values()];
  return unique.toSorted((a, b) => compareText(a.severity, b.severity));
}

function modelProblem(row: ChainRow, names: Names): Problem | undefined {
  const { registry } = names;
  const ref = refOf(row);
  const where = place(row);
  if (row.via === "unresolved") {
    const hint = didYouMean(
      nearNames(row.raw, names),
      "write it as `provider/model`; see `openclaw models list --all`",
    );
    return error(`${row.raw} (${where}) is no alias and no known model`, hint);
  }
  if (!registry.knowsProvider(ref.provider)) {
    return error(`nobody knows the provider ${ref.provider} (${where})`, unknownProviderHint(ref, registry));
  }
  if (row.known && !row.retired) return undefined;
  const look = `see \`openclaw models list --all --provider ${shellWord(ref.provider)}\``;
  const near = nearModels(ref, registry);
  if (row.retired) return warning(`${row.ref} (${where}) has been withdrawn by its provider`, didYouMean(near, look));
  if (registry.ofProvider(ref.provider).length === 0) return undefined;
  return warning(
    `${row.ref} (${where}) is not in the catalog`,
    didYouMean(near, `if it is new, that is fine; else ${look}`),
  );
}

function credentialProblems({ chain }: Report, names: Names, sourcesOf: Sources, option: string): Problem[] {
  const resolved = chain.filter(({ via }) => via !== "unresolved");
  const providers = [...new Set(resolved.map((row) => refOf(row).provider))].filter(names.registry.knowsProvider);
  return providers.flatMap((provider) => {
    const rows = resolved.filter((row) => refOf(row).provider === provider);
    const sources = sourcesOf(provider);
    return undeclared(sources).concat(troubles(provider, rows, sources, names, option));
  });
}

function troubles(
  provider: string,
  rows: readonly ChainRow[],
  sources: readonly SourceRow[],
  names: Names,
  option: string,
): Problem[] {
  const verdict = rows[0]?.verdict;
  if (verdict === "missing") {
    return [
      error(
        `${provider} has no credential (${rows.map(place).join(", ")})`,
        howToAdd(provider, sources, names, option),
      ),
    ];
  }
  const profiles = sources.filter(
    ({ kind, state }) => kind === "profile" && state !== "left_out" && state !== "not_stored",
  );
  if (verdict === "expired" || verdict === "unusable") {
    return profiles
      .filter(isBroken)
      .map((row) => error(`${row.name} cannot be used: ${trouble(row)}`, howToRenew(row, provider, names, option)));
  }
  if (verdict !== "expiring") return [];
  return profiles
    .filter(({ used }) => used)
    .map((row) => warning(`${row.name} ${trouble(row)}`, howToRenew(row, provider, names, option)));
}

/** One that could be used, and only waits behind another, is not broken. */
function isBroken({ state, health }: SourceRow): boolean {
  return state !== "usable" || health === "missing" || health === "expired";
}

function trouble({ state, reason, health, remainingMs = 0 }: SourceRow): string {
  if (health === "expiring") return `expires in ${formatDuration(remainingMs)}`;
  if (state === "expired") return `it expired ${formatDuration(remainingMs)} ago`;
  return health === "missing" && state === "usable" ? "it names no expiry" : reason;
}

/** A profile that is declared but not stored is passed over, as OpenClaw does, but not in silence. */
function undeclared(sources: readonly SourceRow[]): Problem[] {
  const instead = sources.find(({ used }) => used);
  return sources
    .filter(({ state }) => state === "not_stored")
    .map(({ name }) => {
      const used = instead === undefined ? "" : `; ${instead.name} is used instead`;
      return warning(
        `${name} is declared in the config or an order, but not stored${used}`,
        `store it, or take ${name} out there`,
      );
    });
}

function setAside({ auth, chain, answering }: Report): Problem[] {
  const inUse = new Set(chain.map((row) => refOf(row).provider));
  const isStuck = chain.find(({ ref }) => ref === answering?.ref)?.pausedMs !== null;
  return auth.unusableProfiles
    .filter(({ provider }) => provider !== undefined && inUse.has(provider))
    .map(({ profileId, kind, reason, remainingMs }) => {
      const why = kind === "disabled" ? `for ${reason ?? "a longer time"}` : "after failures";
      const wait = isStuck ? "wait, or choose another model" : `wait; meanwhile ${answering?.ref ?? "another"} answers`;
      const hint = kind === "disabled" ? "check the account's balance with the provider" : wait;
      return warning(`OpenClaw set ${profileId} aside ${why}; ${formatDuration(remainingMs)} to go`, hint);
    });
}

function configProblems({ unknownConfigKeys, configPath, auth }: Report): Problem[] {
  const ignored = auth.ignoredProfiles.map((id) =>
    warning(`${id} in the auth store is no credential`, "give it a provider, and a type: api_key, token or oauth"),
  );
  const unknown = unknownConfigKeys.map((key) =>
    warning(`${key} is no key that OpenClaw knows; it may refuse the whole config`, `check it in ${configPath}`),
  );
  if (!auth.shellEnvFallback.enabled) return [...ignored, ...unknown];
  const message =
    "variables of your login shell are wanted (env.shellEnv, OPENCLAW_LOAD_SHELL_ENV), but none is started here";
  return [...ignored, ...unknown, warning(message, "export what is needed before you run this")];
}

function refOf({ ref }: ChainRow): Ref {
  const slash = ref.indexOf("/");
  return createRef(ref.slice(0, slash), ref.slice(slash + 1));
}

function place({ role, position }: ChainRow): string {
  const names = {
    default: "the default",
    image: "the image model",
    fallback: "fallback",
    "image-fallback": "image fallback",
  };
  return role === "default" || role === "image" ? names[role] : `${names[role]} ${position}`;
}

function error(message: string, hint: string): Problem {
  return { severity: "error", message, hint };
}

function warning(message: string, hint: string): Problem {
  return { severity: "warning", message, hint };
}
