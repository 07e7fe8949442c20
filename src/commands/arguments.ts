import type { Args } from "../contracts/command.ts";

/** Arguments that several commands share. */
export const AGENT = {
  agent: { type: "string", kind: "agent", description: "The agent it is about, instead of the configured default one" },
} as const satisfies Args;

/** For commands that change the config. */
export const OWNER = {
  agent: { type: "string", kind: "agent", description: "Change this agent's own choice, not the defaults of all" },
} as const satisfies Args;

export const MODEL = {
  model: { type: "positional", kind: "model", description: "A model reference or an alias" },
} as const satisfies Args;

export const DRY_RUN = {
  "dry-run": { type: "boolean", description: "Show the change, write nothing" },
} as const satisfies Args;

export const FORCE = {
  force: { type: "boolean", description: "Do not warn about a model that is not in the catalog" },
} as const satisfies Args;

export const OFFLINE = {
  offline: { type: "boolean", description: "Open no connection, whatever the other options say" },
} as const satisfies Args;

export const USAGE = {
  usage: {
    type: "boolean",
    description: "Ask the providers what is left of each plan (at most once a minute)",
    excludes: ["plain"],
  },
} as const satisfies Args;

const WITH_PROBE = { needs: ["probe", "probe-all"] } as const;

export const PROBE = {
  probe: {
    type: "boolean",
    description:
      "Ask your model of each provider, or its cheapest, for a real answer (may cost tokens and count against rate limits)",
    excludes: ["plain"],
  },
  "probe-all": {
    type: "boolean",
    description: "Probe every configured model, with each usable profile",
    excludes: ["plain"],
  },
  "probe-model": { type: "list", kind: "model", description: "Probe this model (repeatable)", ...WITH_PROBE },
  "probe-provider": { type: "string", kind: "provider", description: "Probe only this provider", ...WITH_PROBE },
  "probe-profile": {
    type: "list",
    kind: "profile",
    description: "Probe only these profiles (repeatable, or with commas)",
    ...WITH_PROBE,
  },
  "probe-timeout": {
    type: "integer",
    kind: "number",
    min: 1,
    default: 8000,
    description: "Deadline of a probe, in milliseconds",
    ...WITH_PROBE,
  },
  "probe-concurrency": {
    type: "integer",
    kind: "number",
    min: 1,
    default: 2,
    description: "Probes at the same time",
    ...WITH_PROBE,
  },
  "probe-max-tokens": {
    type: "integer",
    kind: "number",
    min: 1,
    default: 16,
    description: "Most tokens that a probe may be answered with",
    ...WITH_PROBE,
  },
} as const satisfies Args;
