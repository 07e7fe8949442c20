import type { Env, Person } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import type { Listen, Reply } from "../contracts/listen.ts";

/** What a person answers, in turn; `null` is Control-C, and `EOF` Control-D at the question to paste something. */
export type Answers = readonly (string | boolean | readonly string[] | null | typeof EOF)[] | undefined;

export const EOF = Symbol("Control-D");

/**
 * A browser on this machine: it is sent to an address, and may visit what is listened to. Where it is `busy`, another
 * program has every port.
 */
export type Browser = ((url: URL, visit: (address: string, method?: string) => Promise<Reply>) => unknown) | "busy";

/** Somebody at the terminal who gives these answers in turn; what is read there, as far as tests want to know, goes into `screen`. */
export function createFakePerson(answers: Answers, screen: string[] = []): Person {
  const left = [...(answers ?? [])];
  const next = async (): Promise<never> => {
    const answer = left.shift();
    if (answer === undefined) throw new Error("more is screen than the test answers");
    if (answer === null) throw new AppError("cancelled", "cancelled", "nothing was changed");
    return answer as never;
  };
  const paste: Person["paste"] = async (_, { signal, refuse }) => {
    while (!signal.aborted) {
      // Somebody who has nothing to paste leaves the question alone.
      if (left.length === 0) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      const text: string | undefined = signal.aborted ? undefined : await next();
      if ((text as unknown) === EOF) return undefined;
      if (text !== undefined && refuse(text) === undefined) return text;
    }
    return undefined;
  };
  const secret: Person["secret"] = async (question, refuse) => {
    for (;;) {
      screen.push(question);
      const text: string = await next();
      const refused = refuse(text);
      if (refused === undefined) return text;
      screen.push(refused);
    }
  };
  const choose: Person["choose"] = async (question, choices) => {
    screen.push(
      [question, ...choices.map(({ label, hint }) => (hint === undefined ? label : `${label} (${hint})`))].join("\n"),
    );
    return next();
  };
  return { isThere: answers !== undefined, secret, text: next, choose, confirm: next, order: next, paste };
}

/** The port of whatever listens where any port will do. */
const FAKE_PORT = 49_152;

/** The browser of a world, and what it may visit. */
export function createFakeBrowser(browser: Browser | undefined): Pick<Env, "listen" | "openBrowser"> {
  let answer: Parameters<Listen>[1] | undefined;
  const visit = async (address: string, method = "GET"): Promise<Reply> => {
    if (answer === undefined) throw new Error("nobody listens");
    const { pathname, search } = new URL(address);
    return answer({ method, path: pathname, query: search.slice(1) });
  };
  return {
    async listen({ port }, answers) {
      if (browser === "busy") return { kind: "busy", port, holder: "codex (process 4711)" };
      answer = answers;
      return { kind: "listening", port: port === 0 ? FAKE_PORT : port, close: async () => void (answer = undefined) };
    },
    async openBrowser(url) {
      if (typeof browser !== "function") return false;
      await browser(new URL(url), visit);
      return true;
    },
  };
}
