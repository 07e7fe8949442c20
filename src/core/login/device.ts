import * as oauth4webapi from "oauth4webapi";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { DeviceStart, Granted, LoginRequest } from "../../contracts/oauth.ts";
import { cancelled } from "./arrival.ts";
import { loginCommand } from "./command.ts";
import { boundStart, reasonIn, startedBy } from "./device-answers.ts";
import { DEADLINE_MS, type DeviceAsk, type Flow, question } from "./device-flow.ts";
import { untilConfirmed } from "./device-poll.ts";
import { grantedBy, refused } from "./granted.ts";
import { clientOf } from "./token.ts";

export type { DeviceCode } from "./device-flow.ts";

/**
 * Signs somebody in with a code that they type on a page of the provider's, on whatever machine has a browser (RFC 8628).
 * Throws `login_denied`, `login_expired`, `login_failed`, or `cancelled` when the signal says so.
 */
export async function signInByDevice(env: Env, ask: DeviceAsk): Promise<Granted> {
  const { oauth, sought, signal, variables, dialects } = ask;
  const dialect = (oauth.dialect === undefined ? undefined : dialects[oauth.dialect]) ?? {};
  const id = crypto.randomUUID();
  const flow: Flow = {
    env,
    ask,
    dialect,
    client: clientOf(oauth, variables),
    verifier: oauth.device?.usesPkce === true ? oauth4webapi.generateRandomCodeVerifier() : undefined,
    headers: dialect.headers?.({ version: env.version, platform: env.platform, id }) ?? {},
    id,
  };
  try {
    const device = await start(flow);
    const { userCode, page, completePage, expiresAt } = device;
    await ask.show({ userCode, page, expiresAt, ...(completePage === undefined ? {} : { completePage }) });
    const answer = await untilConfirmed(flow, device);
    return await grantedBy(env, answer, { dialect, sought, deadlineMs: DEADLINE_MS, signal });
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}

/** Asks for a code. */
async function start(flow: Flow): Promise<DeviceStart> {
  const { env, ask, dialect, client, verifier, id } = flow;
  const { sought, oauth } = ask;
  const { authorize = "", page } = oauth.device ?? {};
  const state = oauth4webapi.generateRandomState();
  const request: LoginRequest = {
    url: authorize,
    body: oauth.body,
    // RFC 8628 §3.1: whoever has a secret names it here too.
    fields: {
      client_id: client.id,
      client_secret: client.secret,
      scope: oauth.scopes,
      ...(await challengeFor(verifier)),
    },
  };
  const answer = await question(flow, dialect.device?.start?.(request, { state, id }) ?? request, DEADLINE_MS);
  if (answer.kind !== "granted") {
    const reason = dialect.device?.unavailable?.(answer);
    if (reason === undefined) throw refused(sought, reasonIn(answer));
    const browser = { ...sought, options: { ...sought.options, method: undefined, deviceCode: false } };
    const hint = `sign in with a browser instead: ${loginCommand(browser)}`;
    throw new AppError("login_failed", `${sought.provider} gives no code: ${reason}`, hint);
  }
  const now = env.now();
  const read = dialect.device?.started ?? startedBy;
  const started = read(answer.body, { now, page, state });
  const device = started === undefined ? undefined : boundStart(started, now);
  if (device === undefined) throw refused(sought, "it gave no code that can be used");
  return device;
}

async function challengeFor(verifier: string | undefined): Promise<LoginRequest["fields"]> {
  if (verifier === undefined) return {};
  return {
    code_challenge: await oauth4webapi.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
}
