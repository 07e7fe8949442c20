import type { Env } from "../../contracts/env.ts";
import type { Wire } from "../../contracts/provider.ts";
import type { WireDialect } from "../../contracts/wire.ts";
import type { Config } from "../../schema/config.ts";
import type { Reveal } from "../auth/reveal.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import type { ProbeStatus } from "../../schema/probes.ts";
import type { Reason } from "./outcome.ts";
import type { Target } from "./targets.ts";

/** What one target answered. */
export type Result = {
  target: Target;
  status: ProbeStatus;
  reason: Reason;
  message: string;
  httpStatus?: number;
  providerCode?: string;
  rateLimit?: Record<string, string>;
  /** Milliseconds; absent where nothing was asked. */
  latencyMs?: number;
};

/** With what providers are asked. */
export type Asking = {
  env: Env;
  config: Config;
  providers: ProviderTable;
  wires: Readonly<Partial<Record<Wire, WireDialect>>>;
  variables: Env["variables"];
  reveal: Reveal;
};

export type ProbeContext = Asking & {
  timeoutMs: number;
  maxTokens: number;
  signal: AbortSignal;
};
