import { defineCommand } from "../../contracts/command.ts";
import { checkExit } from "../../core/auth/check.ts";
import { readCredentials, readSetup } from "../../core/setup.ts";
import { AGENT, OFFLINE, PROBE } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { statusReport } from "./status-report.ts";
import { statusView } from "./status-view.ts";

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
    usage: { type: "boolean", description: "Ask what is left of each plan", planned: true },
  },
  examples: [
    { run: "openclaw models status", about: "Which model answers, and with which credential" },
    {
      run: "openclaw models status --check || echo 'sign in again'",
      about: "For cron and CI: 1 = missing or expired, 2 = expiring",
    },
    { run: "openclaw models status --json | jq -r .answering.ref", about: "The model that answers, for scripts" },
    { run: "openclaw models status --agent work", about: "As another agent sees it" },
  ],
  // The largest schema of all: a twentieth of a run that does not print it.
  result: async () => (await import("../../schema/status.ts")).StatusResult,
  async run(env, args) {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const credentials = await readCredentials(env, setup, args.warnWithin);
    return statusReport(setup, credentials, args.warnWithin);
  },
  plain: ({ resolvedDefault }) => [resolvedDefault],
  human: statusView,
  exit: ({ chain }, { check }) => (check ? checkExit(chain.map(({ verdict }) => verdict)) : 0),
});
