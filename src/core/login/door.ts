import type { Env } from "../../contracts/env.ts";
import type { Reply, Visit } from "../../contracts/listen.ts";
import type { Redirect } from "../../contracts/oauth.ts";
import { type Expected, isAnswer, isForeign } from "./callback.ts";

/** Where the browser ends: the address of the answer itself holds its code, and would stay in the history. */
const END = "/done";

/** A browser that follows the redirection does so at once. */
const GRACE_MS = 1000;

/** Listens for the browser that comes back from a provider's page. */
export type Door =
  | {
      kind: "open";
      redirectUri: string;
      /** What the browser brought. */
      arrived: Promise<URLSearchParams>;
      /** Says on the browser's last page how it ended, waits until that is fetched if a browser is there, and closes. */
      close(isSignedIn: boolean): Promise<void>;
    }
  | { kind: "busy"; port: number; holder: string | undefined };

/**
 * Opens one at the place that the provider knows; it takes the first answer and no other. That of another sign-in ends this
 * one as well, and is refused: somebody may try to have their own account signed in to here (RFC 8252 §8.9).
 */
export async function openDoor(
  env: Env,
  { host, port, path }: Redirect,
  expected: Expected,
  page: (isSignedIn: boolean) => string,
): Promise<Door> {
  const arrived = Promise.withResolvers<URLSearchParams>();
  const ended = Promise.withResolvers<boolean>();
  const seen = new AbortController();
  let hasArrived = false;
  const answer = async (visit: Visit): Promise<Reply> => {
    if (visit.path === END && hasArrived && visit.method === "GET") {
      const text = page(await ended.promise);
      seen.abort();
      return { status: 200, page: text };
    }
    if (visit.path !== path) return { status: 404, text: "There is nothing here.\n" };
    if (visit.method !== "GET") return { status: 405, text: "This is only for a browser that comes back.\n" };
    const parameters = new URLSearchParams(visit.query);
    if (!isAnswer(parameters)) return { status: 400, text: "A sign-in waits here for its answer; this is none.\n" };
    arrived.resolve(parameters);
    if (isForeign(parameters, expected)) return { status: 400, page: page(false) };
    hasArrived = true;
    return { status: 303, location: END };
  };
  const listening = await env.listen({ host, port }, answer);
  if (listening.kind === "busy") return listening;
  return {
    kind: "open",
    redirectUri: `http://${host}:${listening.port}${path}`,
    arrived: arrived.promise,
    async close(isSignedIn) {
      ended.resolve(isSignedIn);
      if (hasArrived) await env.sleep(GRACE_MS, seen.signal);
      await listening.close();
    },
  };
}
