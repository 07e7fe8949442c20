import { defineCommand } from "../../contracts/command.ts";
import type { Env } from "../../contracts/env.ts";
import { checkExit } from "../../core/auth/check.ts";
import { requireOnline } from "../../core/offline.ts";
import { type Credentials, readCredentials, readSetup, type Setup } from "../../core/setup.ts";
import type { Probes } from "../../schema/probes.ts";
import type { StatusResult } from "../../schema/status.ts";
import { AGENT, OFFLINE, PROBE, USAGE } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { agentOption } from "./credential-hints.ts";
import type { ProbeArgs } from "./status-probe.ts";
import { usageFor } from "./status-usage.ts";
import { statusReport } from "./status-report.ts";
import { statusView } from "./status-view.ts";

/** What a shell says of a program that Control-C ended. */
const INTERRUPTED = 130;

const notAsked = (offline: string) =>
  `\`${offline}\` forbids every connection: no provider is asked what is left, and what was heard last is shown`;

export default defineCommand({
  args: {
    check: {
      type: "boolean",
      description: "Exit 1 when a needed credential is missing or expired, 2 when one is expiring",
    },
    ...AGENT,
    "warn-within": {
      type: "duration",
      kind: "duration",
      default: "24h",
      description: "Call a credential expiring this long before its end",
    },
    ...OFFLINE,
    ...PROBE,
    ...USAGE,
  },
  examples: [
    { run: "openclaw models status", about: "Which model answers, and with which credential" },
    {
      run: "openclaw models status --check || echo 'sign in again'",
      about: "For cron and CI: 1 = missing or expired, 2 = expiring",
    },
    { run: "openclaw models status --json | jq -r .answering.ref", about: "The model that answers, for scripts" },
    { run: "openclaw models status --agent work", about: "As another agent sees it" },
    { run: "openclaw models status --probe", about: "Ask each provider for a real answer with each credential" },
    { run: "openclaw models status --usage", about: "How much of each plan is left, and until when" },
  ],
  // The largest schema of all: a twentieth of a run that does not print it.
  result: async () => (await import("../../schema/status.ts")).StatusResult,
  async run(env, args) {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const asksModels = args.probe || args.probeAll;
    if (asksModels) requireOnline(env, "no provider is asked");
    const credentials = await readCredentials(env, setup, args.warnWithin);
    const option = agentOption(args.agent, setup.agent.id);
    const report = await statusReport(setup, credentials, args.warnWithin, option);
    const usage = await usageFor(env, setup, credentials, report, args);
    const warnings = args.usage && env.offline !== undefined ? [notAsked(env.offline)] : [];
    const probes = asksModels ? await probesFor(env, setup, credentials, report, args) : undefined;
    const asksPlans = args.usage && env.offline === undefined;
    if (!asksModels && !asksPlans) return { ...report, warnings, auth: { ...report.auth, usage } };
    // Tokens at their end have been renewed by then, or refused.
    const after = await readCredentials(env, setup, args.warnWithin)
      .then((renewed) => statusReport(setup, renewed, args.warnWithin, option))
      .catch(() => report);
    return { ...after, warnings, auth: { ...after.auth, usage, ...(probes === undefined ? {} : { probes }) } };
  },
  warnings: ({ warnings }) => warnings,
  plain: ({ resolvedDefault }) => [resolvedDefault],
  human: statusView,
  exit({ chain, auth: { probes, providers } }, { check }) {
    if (probes?.interrupted) return INTERRUPTED;
    if (!check) return 0;
    const needed = new Set(chain.map(({ ref }) => ref.slice(0, ref.indexOf("/"))));
    // A credential that was refused is as bad as none, whatever its metadata say; one that is not used is only shown.
    const used = new Set(
      providers.flatMap(({ provider, sources }) =>
        needed.has(provider) ? sources.filter((source) => source.used).map(({ name }) => `${provider} ${name}`) : [],
      ),
    );
    const isRefused = probes?.results.some(
      ({ provider, label, status }) => used.has(`${provider} ${label}`) && (status === "auth" || status === "billing"),
    );
    return isRefused ? 1 : checkExit(chain.map(({ verdict }) => verdict));
  },
});

async function probesFor(
  env: Env,
  setup: Setup,
  credentials: Credentials,
  report: StatusResult,
  args: ProbeArgs,
): Promise<Probes> {
  // Only those who ask wait for what asks the providers.
  const { probeStatus } = await import("./status-probe.ts");
  const providers = [
    ...report.auth.providers.map(({ provider }) => provider),
    ...report.chain.map(({ ref }) => ref.split("/")[0] ?? ""),
  ];
  return probeStatus(env, setup, credentials, [...new Set(providers)], args);
}
