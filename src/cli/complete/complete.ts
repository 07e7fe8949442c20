import type { Env } from "../../contracts/env.ts";
import { maskShapes } from "../../ui/mask.ts";
import { safeText } from "../../ui/text.ts";
import type { Candidate } from "./candidate.ts";
import { expect, type Expected } from "./expect.ts";
import { KINDS } from "./kinds.ts";
import { type Live, readLive } from "./live.ts";
import { parseRequest, type Reply, type Request } from "./request.ts";

/** Answers a shell's TAB. Whatever goes wrong, nothing is said: an error would stand in the middle of what is typed. */
export async function complete(argv: readonly string[], env: Env): Promise<void> {
  try {
    const request = parseRequest(argv);
    if (request !== undefined) await env.stdout.write(request.render(await answer(request, env)));
  } catch {
    // A broken config, an unreadable store, a closed pipe.
  }
}

async function answer({ words, typed, isRedirect, ...request }: Request, env: Env): Promise<Reply> {
  if (isRedirect) return "files";
  const expected = expect(words, typed);
  // What bash types of its own accord behind an empty word shall be no `--`; it lists the options at the second TAB.
  const isGuess = typed === "" && !request.matches && !request.describes;
  if (expected.kind === "words" && isGuess && expected.candidates.every(({ value }) => value.startsWith("--")))
    return { inline: "", candidates: [] };
  if (expected.kind === "words") return { inline: "", candidates: fitting(expected.candidates, typed, request) };
  const { inline, items, taken } = expected;
  const found = await valuesOf(expected, typed.slice(inline.length + items.length), request.describes, env);
  if (found === "files") return found;
  const free: Candidate[] = [];
  for (const { value, ...more } of found) {
    // A list is completed as a whole: its earlier items stand in front of every value.
    if (!taken.includes(value)) free.push({ value: items + value, ...more });
  }
  return { inline, candidates: fitting(free, typed.slice(inline.length), request) };
}

async function valuesOf(
  { of, given }: Extract<Expected, { kind: "value" }>,
  typed: string,
  describes: boolean,
  env: Env,
): Promise<"files" | readonly Candidate[]> {
  const values = KINDS[of];
  if (values === "files") return values;
  if (values === "none") return [];
  let live: Promise<Live> | undefined;
  return values({ env, typed, given, describes, live: () => (live ??= readLive(env, given)) });
}

/** Those that the shell can use and nobody is harmed by; a name that could be a key, or act on the terminal, is none. */
function fitting(candidates: readonly Candidate[], typed: string, { matches }: Pick<Request, "matches">): Candidate[] {
  const fits: Candidate[] = [];
  let all = "";
  for (const candidate of candidates) {
    if (candidate.value === "" || !(matches || candidate.value.startsWith(typed))) continue;
    fits.push(candidate);
    all += `${candidate.value} ${candidate.about} `;
  }
  // Nearly always they are harmless, which one look at all of them tells.
  return isSafe(all) ? fits : safeOnes(fits);
}

function safeOnes(candidates: readonly Candidate[]): Candidate[] {
  const safe: Candidate[] = [];
  for (const { value, about, ...more } of candidates) {
    if (isSafe(value)) safe.push({ value, about: maskShapes(safeText(about)), ...more });
  }
  return safe;
}

function isSafe(text: string): boolean {
  return safeText(text) === text && maskShapes(text) === text;
}
