import * as oauth4webapi from "oauth4webapi";
import type { Env } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import type { Granted, LoginDialect, LoginDialects, LoginRequest, OAuth } from "../../contracts/oauth.ts";
import { cancelled, codeFrom } from "./arrival.ts";
import type { Expected } from "./callback.ts";
import { loginCommand, type Sought } from "./command.ts";
import { reasonIn } from "./device-answers.ts";
import { DEADLINE_MS, question } from "./device-flow.ts";
import { type Door, openDoor } from "./door.ts";
import { grantedBy, refused } from "./granted.ts";
import { clientOf } from "./token.ts";

/** What somebody needs to know to sign in with a browser. */
export type BrowserPage = {
  url: string;
  /** Whether a browser is started here. */
  opens: boolean;
  /** Whether the page ends with a code to copy; else the browser comes back by itself. */
  givesCode: boolean;
  /** The port that the browser would come back to, where another program has it. */
  busy?: { port: number; holder: string | undefined };
};

export type BrowserAsk = {
  oauth: OAuth;
  sought: Sought;
  variables: Env["variables"];
  /** Whether a browser may be started here. */
  opens: boolean;
  show(page: BrowserPage): Promise<void>;
  /** Said when the browser does not start after all. */
  showNotOpened(): Promise<void>;
  /** Said when nothing can be pasted any more, and the browser may still come. */
  showWaiting(): Promise<void>;
  /** The page that the browser ends on. */
  lastPage(isSignedIn: boolean): string;
  signal: AbortSignal;
  dialects: LoginDialects;
};

/** One sign-in under way. */
type Flow = {
  env: Env;
  ask: BrowserAsk;
  dialect: LoginDialect;
  client: { id: string; secret: string | undefined };
  verifier: string;
  expected: Expected;
};

/**
 * Signs somebody in with a browser (RFC 8252, RFC 7636): it comes back to this machine, or somebody pastes what it was given,
 * whichever is first. Throws `login_denied`, `login_expired`, `login_failed`, `port_busy` where nobody can paste, or
 * `cancelled`; nobody listens any more then.
 */
export async function signInByBrowser(env: Env, ask: BrowserAsk): Promise<Granted> {
  const { oauth, sought, variables, dialects, signal } = ask;
  const { browser } = oauth;
  if (browser === undefined) throw refused(sought, "it has no page for browsers");
  const dialect = (oauth.dialect === undefined ? undefined : dialects[oauth.dialect]) ?? {};
  const client = clientOf(oauth, variables);
  const state = oauth4webapi.generateRandomState();
  const sendsNoState = dialect.browser?.sendsNoState === true;
  const expected: Expected = { sought, state, sendsNoState };
  const flow: Flow = { env, ask, dialect, client, verifier: oauth4webapi.generateRandomCodeVerifier(), expected };
  const { isThere } = env.person;
  const copies = browser.copyPage !== undefined && isThere && !ask.opens;
  const path = sendsNoState ? `${browser.redirect.path}/${state}` : browser.redirect.path;
  const door = copies ? undefined : await openDoor(env, { ...browser.redirect, path }, expected, ask.lastPage);
  let isSignedIn = false;
  try {
    if (door?.kind === "busy" && !isThere) throw portBusy(sought, door);
    const ends = endsOf(door, browser, path);
    const url = await pageFor(flow, ends.redirectUri);
    await ask.show({ url, opens: ask.opens, ...ends.shown });
    if (ask.opens && !(await env.openBrowser(url))) await ask.showNotOpened();
    const code = await codeFrom(env, { ...ask, expected, door, ...ends.shown });
    const answer = await exchange(flow, code, ends.redirectUri);
    const granted = await grantedBy(env, answer, { dialect, sought, deadlineMs: DEADLINE_MS, signal });
    isSignedIn = true;
    return granted;
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  } finally {
    if (door?.kind === "open") await door.close(isSignedIn);
  }
}

type Browser = NonNullable<OAuth["browser"]>;

/** Where the browser ends: at the door, or where that is taken or not wanted, at what has to be pasted. */
function endsOf(
  door: Door | undefined,
  { copyPage, redirect: { host, port } }: Browser,
  path: string,
): { redirectUri: string; shown: Pick<BrowserPage, "givesCode" | "busy"> } {
  if (door?.kind === "open") return { redirectUri: door.redirectUri, shown: { givesCode: false } };
  const redirectUri = copyPage ?? `http://${host}:${port}${path}`;
  const shown = { givesCode: copyPage !== undefined };
  if (door === undefined) return { redirectUri, shown };
  return { redirectUri, shown: { ...shown, busy: { port: door.port, holder: door.holder } } };
}

async function pageFor({ ask, client, dialect, expected, verifier }: Flow, redirectUri: string): Promise<string> {
  const { oauth } = ask;
  const query = {
    ...oauth.browser?.parameters,
    response_type: "code",
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: oauth.scopes,
    state: expected.state,
    code_challenge: await oauth4webapi.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
  const url = new URL(oauth.browser?.authorize ?? "");
  for (const [name, value] of Object.entries(dialect.browser?.page?.(query) ?? query)) {
    if (value !== undefined && value !== "") url.searchParams.set(name, value);
  }
  return url.href;
}

async function exchange({ env, ask, dialect, client, verifier, expected }: Flow, code: string, redirectUri: string) {
  const { oauth, sought } = ask;
  const request: LoginRequest = {
    url: oauth.token,
    body: oauth.body,
    fields: {
      grant_type: "authorization_code",
      client_id: client.id,
      client_secret: client.secret,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    },
  };
  const headers = dialect.headers?.({ version: env.version, platform: env.platform }) ?? {};
  const wanted = dialect.browser?.exchange?.(request, expected.state) ?? request;
  const answer = await question({ env, ask, headers }, wanted, DEADLINE_MS);
  if (answer.kind === "granted") return answer.body;
  throw refused(sought, reasonIn(answer));
}

function portBusy(sought: Sought, { port, holder }: { port: number; holder: string | undefined }): AppError {
  return new AppError(
    "port_busy",
    `the browser would come back to port ${port}, and ${holder ?? "another program"} has it`,
    `end that, or sign in at a terminal, where the code can be pasted: ${loginCommand(sought)}`,
  );
}
