import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { resolveTyped, requireKnownProvider } from "../../core/models/resolve.ts";
import { createRef } from "../../core/models/ref.ts";
import { didYouMean, suggest } from "../../core/models/suggest.ts";
import type { Result } from "../../core/probe/context.ts";
import { runProbes } from "../../core/probe/run.ts";
import { type Target, targetsOf } from "../../core/probe/targets.ts";
import type { Credentials, Setup } from "../../core/setup.ts";
import type { ProbeRow, Probes } from "../../schema/probes.ts";
import { count } from "../../ui/text.ts";
import { waitingText } from "../../ui/waiting.ts";
import { askingWith } from "./asking.ts";
import { probeRow } from "./status-probe-view.ts";

export type ProbeArgs = {
  probeAll: boolean;
  probeModel: readonly string[];
  probeProvider: string | undefined;
  probeProfile: readonly string[];
  probeTimeout: number;
  probeConcurrency: number;
  probeMaxTokens: number;
};

/** Asks the wanted targets, shows each answer as it comes, and gives them all. */
export async function probeStatus(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  shown: readonly string[],
  args: ProbeArgs,
): Promise<Probes> {
  const { names } = setup;
  const provider = args.probeProvider === undefined ? undefined : names.providers.canonicalId(args.probeProvider);
  if (provider !== undefined) requireKnownProvider(createRef(provider, "-"), names);
  requireStored(args.probeProfile, credentials);
  const models = args.probeModel.map((text) => resolveTyped(text, names).ref);
  const wanted = { all: args.probeAll, models, provider, profiles: args.probeProfile };
  const providers = provider === undefined ? shown : [...new Set([...shown, provider])];
  const targets = await targetsOf(setup, credentials, providers, wanted);
  const signal = env.interrupt();
  const limits = { timeoutMs: args.probeTimeout, maxTokens: args.probeMaxTokens, signal };
  const startedAt = env.now();
  const total = targets.filter(({ skip }) => skip === undefined).length;
  if (total > 0) {
    const said = "real requests, which may cost tokens and count against rate limits";
    await env.progress.note(`asking ${count(total, "target")}: ${said}`);
  }
  let answered = 0;
  let rows = Promise.resolve();
  const waiting = new Set<Target>();
  const pending = () => {
    const providerIds = [...waiting].map((target) => target.provider);
    env.progress.pending(waitingText(answered, total, providerIds));
  };
  const context = { ...askingWith(env, setup, signal), ...limits };
  const results = await runProbes(targets, args.probeConcurrency, context, {
    asked(target) {
      if (target.skip === undefined) waiting.add(target);
      pending();
    },
    answered(result) {
      if (waiting.delete(result.target)) answered++;
      const row = rowOf(result, setup);
      rows = rows.then(() => env.progress.row((style) => probeRow(row, style))).then(pending, () => {});
    },
  });
  await rows;
  env.progress.pending("");
  const finishedAt = env.now();
  return {
    startedAt,
    finishedAt,
    durationMs: finishedAt - startedAt,
    totalTargets: targets.length,
    interrupted: signal.aborted,
    options: {
      ...(provider === undefined ? {} : { provider }),
      profileIds: [...args.probeProfile],
      timeoutMs: args.probeTimeout,
      concurrency: args.probeConcurrency,
      maxTokens: args.probeMaxTokens,
    },
    results: results.map((result) => rowOf(result, setup)),
  };
}

/** Refuses a profile that nobody stored: a slip of the pen must not look like a round in which all was well. */
function requireStored(profileIds: readonly string[], { store }: Credentials): void {
  for (const id of profileIds) {
    if (store.profiles.has(id)) continue;
    const near = didYouMean(suggest(id, store.profiles.keys()), "list them with `openclaw models auth list`");
    throw new AppError("unknown_profile", `there is no stored profile \`${id}\``, near);
  }
}

function rowOf({ target, status, reason, message, ...more }: Result, { names }: Setup): ProbeRow {
  const { provider, model, source } = target;
  const isProfile = source?.kind === "profile";
  return {
    provider,
    ...(model === undefined ? {} : { model: model.key }),
    ...(isProfile ? { profileId: source.name } : {}),
    label: source?.name ?? "no key needed",
    source: source === undefined ? "none" : isProfile ? "profile" : source.kind === "config" ? "models.json" : "env",
    ...(source?.profile === undefined ? {} : { mode: source.profile.type }),
    status,
    reason,
    ...(message === "" ? {} : { error: message }),
    ...more,
    cost: (model === undefined ? undefined : names.registry.find(model)?.cost) ?? null,
  };
}
