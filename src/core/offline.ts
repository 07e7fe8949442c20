import type { Env, Variables } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";

const FLAG = "--offline";
const VARIABLE = "OPENCLAW_OFFLINE";

/**
 * The world without a network, where the command line or a variable asks for that; `.env` and the config may hold the
 * variable, so that is known for good only once they have been read. Every command runs in what this gives: one that does
 * not look at `offline` itself is refused by `http`.
 */
export function withOffline(env: Env, isAsked: boolean): Env {
  let offline: Env["offline"] = isAsked ? FLAG : isSet(env.variables) ? VARIABLE : undefined;
  return {
    ...env,
    get offline() {
      return offline;
    },
    heed(variables) {
      if (isSet(variables)) offline ??= VARIABLE;
    },
    async http(request) {
      if (offline !== undefined) throw offlineError(env, offline, "nobody can be asked");
      return env.http(request);
    },
  };
}

/** Refuses what cannot be done without a connection, before anything else is done for it, but once the config is read. */
export function requireOnline(env: Env, consequence: string): void {
  if (env.offline !== undefined) throw offlineError(env, env.offline, consequence);
}

function offlineError({ variables }: Env, offline: NonNullable<Env["offline"]>, consequence: string): AppError {
  const message = `\`${offline}\` forbids every connection: ${consequence}`;
  if (offline === FLAG) return new AppError("offline", message, `leave out \`${FLAG}\``);
  const isOfProcess = isSet(variables);
  const hint = isOfProcess
    ? `\`unset ${offline}\` first`
    : `it stands in the state directory's \`.env\` or the config's \`env\`; \`export ${offline}=0\` wins`;
  return new AppError("offline", message, hint);
}

function isSet(variables: Variables): boolean {
  const value = variables[VARIABLE];
  return value !== undefined && !/^(0|false)?$/i.test(value.trim());
}
