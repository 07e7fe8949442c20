import type { Env } from "../../contracts/env.ts";
import type {
  DeviceStart,
  LoginDialect,
  LoginDialects,
  LoginRequest,
  OAuth,
  TokenAnswer,
} from "../../contracts/oauth.ts";
import type { Sought } from "./command.ts";
import { post } from "./token.ts";

export const DEADLINE_MS = 30_000;

/** What somebody needs to know to confirm a sign-in on any machine. */
export type DeviceCode = Pick<DeviceStart, "userCode" | "page" | "completePage" | "expiresAt">;

export type DeviceAsk = {
  oauth: OAuth;
  sought: Sought;
  variables: Env["variables"];
  show(code: DeviceCode): Promise<void>;
  /** Called about once a second with what is left until the code is void, and why the provider could not be asked last. */
  waiting(leftMs: number, trouble?: string): void;
  signal: AbortSignal;
  dialects: LoginDialects;
};

/** One sign-in under way. */
export type Flow = {
  env: Env;
  ask: DeviceAsk;
  dialect: LoginDialect;
  client: { id: string; secret: string | undefined };
  verifier: string | undefined;
  headers: Readonly<Record<string, string>>;
  id: string;
};

/** As much of a sign-in as a question needs. */
type Asking = Pick<Flow, "env" | "headers"> & { ask: Pick<DeviceAsk, "signal"> };

/** Asks an endpoint, unless the sign-in was stopped. */
export async function question(flow: Asking, request: LoginRequest, deadlineMs: number): Promise<TokenAnswer> {
  const { url, fields, body } = request;
  const { signal } = flow.ask;
  const answer = await post(flow.env, url, fields, {
    body,
    deadlineMs,
    signal,
    headers: { ...flow.headers, ...request.headers },
  });
  signal.throwIfAborted();
  return answer;
}
