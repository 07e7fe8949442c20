import type { HttpRequest } from "../contracts/http.ts";
import type { World } from "./env.ts";
import { agreed, redirectOf } from "./login.ts";
import { said } from "./sign-in.ts";

/** The account that an identity token names. */
export const identity = (email: string) => `e30.${Buffer.from(JSON.stringify({ email })).toString("base64url")}.sig`;

/** A world in which a browser agrees at once, and the provider gives these tokens in turn, the last again and again. */
export function agreeing(tokens: readonly object[], more: World = {}): World & { asked: HttpRequest[]; opened: URL[] } {
  const asked: HttpRequest[] = [];
  const opened: URL[] = [];
  return {
    asked,
    opened,
    async http(request) {
      asked.push(request);
      return said(tokens[Math.min(asked.length, tokens.length) - 1] ?? {});
    },
    async browser(url, visit) {
      opened.push(url);
      const { location = "" } = await visit(agreed(url, "c0de"));
      // Its answer waits for the end.
      void visit(new URL(location, redirectOf(url)).href);
    },
    ...more,
    variables: { DISPLAY: ":0", CHUTES_OAUTH_CLIENT_ID: "program", ...more.variables },
  };
}
