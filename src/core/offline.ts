import type { Env, Variables } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";

const FLAG = "--offline";
const VARIABLE = "OPENCLAW_OFFLINE";

/**
 * The world without a network, where the command line or a variable asks for that. Every command runs in what this
 * gives: one that does not look at `offline` itself is refused by `http`.
 */
export function withOffline(env: Env, isAsked: boolean): Env {
  const offline = isAsked ? FLAG : isSet(env.variables) ? VARIABLE : undefined;
  if (offline === undefined) return env;
  const http = async () => {
    throw offlineError(offline, "nobody can be asked");
  };
  return { ...env, offline, http };
}

/** Refuses what cannot be done without a connection, before anything else is done for it. */
export function requireOnline({ offline }: Env, consequence: string): void {
  if (offline !== undefined) throw offlineError(offline, consequence);
}

function offlineError(offline: NonNullable<Env["offline"]>, consequence: string): AppError {
  const hint = offline === FLAG ? `leave out \`${FLAG}\`` : `\`unset ${offline}\` first`;
  return new AppError("offline", `\`${offline}\` forbids every connection: ${consequence}`, hint);
}

function isSet(variables: Variables): boolean {
  return !/^(0|false)?$/i.test(variables[VARIABLE]?.trim() ?? "");
}
