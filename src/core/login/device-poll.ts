import { AppError } from "../../contracts/error.ts";
import type { DevicePolled, DeviceStart, LoginAnswer, LoginRequest } from "../../contracts/oauth.ts";
import { onceMore, type Sought } from "./command.ts";
import { LONGEST_INTERVAL_MS, polledBy, reasonIn } from "./device-answers.ts";
import { DEADLINE_MS, type Flow, question } from "./device-flow.ts";
import { refused } from "./granted.ts";

const TICK_MS = 1000;
/** RFC 8628 §3.5. */
const SLOWER_BY_MS = 5000;
/** So often in a row may a provider be out of reach: somebody changes the network, a laptop wakes up. */
const MOST_TROUBLES = 4;

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/** Asks again and again what became of the code, as often as the provider lets us. */
export async function untilConfirmed(flow: Flow, device: DeviceStart): Promise<LoginAnswer> {
  const { sought } = flow.ask;
  let { intervalMs } = device;
  let troubles = 0;
  let trouble: string | undefined;
  for (;;) {
    await wait(flow, device.expiresAt, Math.min(intervalMs * 2 ** troubles, LONGEST_INTERVAL_MS), trouble);
    const polled = await poll(flow, device);
    trouble = polled.kind === "trouble" ? polled.detail : undefined;
    troubles = trouble === undefined ? 0 : troubles + 1;
    switch (polled.kind) {
      case "granted":
        return polled.answer;
      case "code":
        return exchange(flow, polled);
      case "slow_down":
        intervalMs = Math.min(Math.max(intervalMs + SLOWER_BY_MS, polled.intervalMs ?? 0), LONGEST_INTERVAL_MS);
        break;
      case "denied":
        throw ended("login_denied", sought, `the sign-in to ${sought.provider} was denied`);
      case "expired":
        throw expired(sought);
      case "failed":
        throw refused(sought, polled.detail);
      case "trouble":
        if (troubles === MOST_TROUBLES) throw refused(sought, polled.detail);
        break;
      case "wait":
        break;
    }
  }
}

/** Waits in short steps, so that the time left can be seen; throws `login_expired` when there is none. */
async function wait({ env, ask }: Flow, expiresAt: number, milliseconds: number, trouble?: string): Promise<void> {
  const until = Math.min(env.now() + milliseconds, expiresAt);
  while (env.now() < until) {
    ask.waiting(expiresAt - env.now(), trouble);
    await env.sleep(Math.min(TICK_MS, until - env.now()), ask.signal);
    ask.signal.throwIfAborted();
  }
  if (env.now() >= expiresAt) throw expired(ask.sought);
}

async function poll(flow: Flow, device: DeviceStart): Promise<DevicePolled> {
  const { ask, dialect, client, verifier, env } = flow;
  const request: LoginRequest = {
    url: ask.oauth.token,
    body: ask.oauth.body,
    fields: {
      grant_type: GRANT,
      client_id: client.id,
      client_secret: client.secret,
      device_code: device.deviceCode.reveal(),
      code_verifier: verifier,
    },
  };
  const asked = dialect.device?.poll?.(request, device) ?? request;
  const answer = await question(flow, asked, Math.min(DEADLINE_MS, device.expiresAt - env.now()));
  return (dialect.device?.polled ?? polledBy)(answer);
}

/** Exchanges what is not yet tokens; it counts once, so nothing is tried again. */
async function exchange(flow: Flow, given: Extract<DevicePolled, { kind: "code" }>): Promise<LoginAnswer> {
  const { oauth, sought } = flow.ask;
  const fields = {
    grant_type: "authorization_code",
    client_id: flow.client.id,
    code: given.code,
    redirect_uri: given.redirectUri,
    code_verifier: given.verifier,
  };
  const answer = await question(flow, { url: oauth.token, body: oauth.body, fields }, DEADLINE_MS);
  if (answer.kind !== "granted") throw refused(sought, reasonIn(answer));
  return answer.body;
}

function expired(sought: Sought): AppError {
  return ended("login_expired", sought, `the code of ${sought.provider} was not confirmed in time`);
}

function ended(code: "login_denied" | "login_expired", sought: Sought, message: string): AppError {
  return new AppError(code, message, onceMore(sought));
}
