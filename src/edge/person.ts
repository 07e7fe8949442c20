import type { Person } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";

/** Whoever sits at the terminal. Questions go to stderr: stdout is for data. */
export function createPerson(): Person {
  return {
    get isThere() {
      return process.stdin.isTTY && process.stderr.isTTY;
    },
    secret: (message, refuse) =>
      answered(({ password }, how) =>
        password({ ...how, message, mask: "", validate: (typed) => refuse(typed ?? "") }),
      ),
    text: (message, initialValue) => answered(({ text }, how) => text({ ...how, message, initialValue })),
    choose: (message, answers) =>
      answered(({ select, autocomplete }, how) => {
        const question = { ...how, message, options: [...answers] };
        return answers.length > LONG
          ? autocomplete<string>({ ...question, maxItems: LONG, placeholder: "type to narrow them down" })
          : select<string>(question);
      }),
    confirm: (message) => answered(({ confirm }, how) => confirm({ ...how, message })),
    // What is ticked is appended to the values, so they come in that order.
    order: (message, answers, ticked) =>
      answered(({ multiselect }, how) =>
        multiselect<string>({
          ...how,
          message,
          options: [...answers],
          initialValues: [...ticked],
          required: false,
        }),
      ),
    async paste(message, { signal, refuse }) {
      if (signal.aborted) return undefined;
      const validate = (typed: string | undefined) => refuse(typed ?? "");
      const said = await ask(({ text }, how) => text({ ...how, message, validate }), signal);
      if (said.kind === "cancelled") throw cancelled();
      return said.kind === "answer" ? said.value : undefined;
    },
  };
}

/** More answers than these are looked for by typing. */
const LONG = 10;

/** Where questions go, and what takes one back. */
type How = { output: NodeJS.WriteStream; signal: AbortSignal };

type Question<T> = (prompts: typeof import("@clack/prompts"), how: How) => Promise<T>;

/** What became of a question; `ended` is the end of all input, Control-D, or that somebody else has taken it back. */
type Said<T> = { kind: "answer"; value: Exclude<T, symbol> } | { kind: "cancelled" | "ended" };

async function answered<T>(question: Question<T>): Promise<Exclude<T, symbol>> {
  const said = await ask(question);
  if (said.kind !== "answer") throw cancelled();
  return said.value;
}

async function ask<T>(question: Question<T>, taken?: AbortSignal): Promise<Said<T>> {
  const prompts = await import("@clack/prompts");
  const over = new AbortController();
  let hasEnded = false;
  let isOpen = true;
  const cancel = () => over.abort();
  const end = () => {
    hasEnded = isOpen;
    if (isOpen) over.abort();
  };
  // The library reads no more at Control-D, and says nothing; it does so at every answer, too, which comes first then.
  const pause = () => setImmediate(end);
  process.on("SIGINT", cancel);
  for (const signal of SIGNALS) process.once(signal, giveUp);
  process.stdin.once("pause", pause);
  taken?.addEventListener("abort", end);
  try {
    const value = await question(prompts, { output: process.stderr, signal: over.signal });
    if (typeof value === "symbol") return { kind: hasEnded ? "ended" : "cancelled" };
    return { kind: "answer", value: value as Exclude<T, symbol> };
  } finally {
    isOpen = false;
    process.off("SIGINT", cancel);
    for (const signal of SIGNALS) process.off(signal, giveUp);
    process.stdin.off("pause", pause);
    taken?.removeEventListener("abort", end);
  }
}

function cancelled(): AppError {
  return new AppError("cancelled", "cancelled", "nothing was changed");
}

/** Everything that stdin holds; nothing when it is longer, or no UTF-8. */
export async function readInput(maxBytes: number): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of Bun.stdin.stream()) {
    size += piece.length;
    if (size > maxBytes) return undefined;
    pieces.push(piece);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    return undefined;
  }
}

/** What ends the program where it stands; Control-C only takes the question back. */
const SIGNALS = ["SIGTERM", "SIGHUP"] as const;

/** The terminal is given back as it was, whoever ends the program. */
function giveUp(_: string, number: number): void {
  process.stdin.setRawMode(false);
  process.stderr.write("\u001b[?25h\n");
  // oxlint-disable-next-line unicorn/no-process-exit
  process.exit(128 + number);
}
