import type { Env, Person, ReadResult } from "../contracts/env.ts";
import { safeText } from "../ui/text.ts";

/**
 * Characters that could forge what a person reads, as they stand in a file or behind an escape of JSON5 or dotenv.
 * Tabs and line ends are part of every file; inside a value they need an escape, and are found by it.
 */
const SUSPECT =
  /[^\P{Cc}\t\n\r]|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|\\[^"'/\\]/u;

/**
 * Notes whether anything that a command reads could hold such a character. Nearly never does it, and then the
 * answer, thousands of rows perhaps, need not be searched for them.
 */
export function watchInput(env: Env): { env: Env; isSuspect(): boolean } {
  const values = Object.values(env.variables).map((value) => value ?? "");
  let found = hasUnsafe([env.home, env.workingDir, ...values]);
  const note = (read: ReadResult, isDotEnv: boolean): ReadResult => {
    // A quoted value of dotenv may run over several lines.
    if (read.kind === "text" && (SUSPECT.test(read.text) || (isDotEnv && /["'`]/.test(read.text)))) found = true;
    return read;
  };
  return {
    isSuspect: () => found,
    env: {
      ...env,
      files: {
        ...env.files,
        // Any bytes at all may stand there.
        readAny: (path, maxBytes) => {
          found = true;
          return env.files.readAny(path, maxBytes);
        },
        list: async (folder) => {
          const listed = await env.files.list(folder);
          if (listed.kind === "names" && hasUnsafe(listed.names)) found = true;
          return listed;
        },
        entries: async (folder) => {
          const listed = await env.files.entries(folder);
          if (listed.kind === "entries" && hasUnsafe(listed.entries.map(({ name }) => name))) found = true;
          return listed;
        },
        readAscii: async (path) => {
          const read = await env.files.readAscii(path);
          if (read.kind === "text" && read.text.includes("\\")) found = true;
          return read;
        },
        read: async (path, maxBytes) => note(await env.files.read(path, maxBytes), path.endsWith(".env")),
      },
      http: async (request) => {
        const answer = await env.http(request);
        if (SUSPECT.test(answer.kind === "answer" ? answer.body : answer.detail)) found = true;
        return answer;
      },
      person: withSafeQuestions(env.person),
      databases: { readText: async (path, query) => note(await env.databases.readText(path, query), false) },
    },
  };
}

/** Questions name what stands in files, and what providers say. */
function withSafeQuestions(person: Person): Person {
  const safe = <A extends { label: string; hint?: string }>(answers: readonly A[]) =>
    answers.map((answer) => ({
      ...answer,
      label: safeText(answer.label),
      ...(answer.hint === undefined ? {} : { hint: safeText(answer.hint) }),
    }));
  return {
    // Asking for the terminal costs as much as a small command, so it is only done for those who want to know.
    get isThere() {
      return person.isThere;
    },
    secret: (question, refuse) => person.secret(safeText(question), refuse),
    text: (question, proposal) => person.text(safeText(question), proposal),
    choose: (question, answers) => person.choose(safeText(question), safe(answers)),
    confirm: (question) => person.confirm(safeText(question)),
    order: (question, answers, ticked) => person.order(safeText(question), safe(answers), ticked),
    paste: (question, options) => person.paste(safeText(question), options),
  };
}

/** Whether a word or path could hold one; here a tab or a line end counts too. */
export function hasUnsafe(texts: readonly string[]): boolean {
  return texts.some((text) => SUSPECT.test(text) || /[\t\n\r]/.test(text));
}
