import type { Question } from "../../contracts/wire.ts";

/** The one prompt of every probe, as today's OpenClaw has it. */
export const PROMPT = "Reply with OK.";

/** Puts a path behind a base URL, whichever of them has the slash; what is there already is not repeated. */
export function join(baseUrl: string, path: string): string {
  const base = baseUrl.replace(/\/+$/, "");
  const [first = ""] = path.split("/");
  return base.endsWith(`/${first}`) && /^v\d/.test(first) ? `${base}${path.slice(first.length)}` : `${base}/${path}`;
}

/** The credential in the header that most providers want. */
export function bearer({ secret }: Pick<Question, "secret">): Record<string, string> {
  return secret === undefined ? {} : { authorization: `Bearer ${secret.reveal()}` };
}

/** The credential in a header of the wire's own, unless the config wants the usual one. */
export function keyHeader(name: string, question: Question): Record<string, string> {
  if (question.authHeader) return bearer(question);
  return question.secret === undefined ? {} : { [name]: question.secret.reveal() };
}

/** A member of something that may be no object at all. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
