import type { Person } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";

/** Whoever sits at the terminal. Questions go to stderr: stdout is for data. */
export function createPerson(): Person {
  return {
    get isThere() {
      return process.stdin.isTTY && process.stderr.isTTY;
    },
    secret: (message) => ask(({ password }) => password({ message, mask: "", output: process.stderr })),
    text: (message, initialValue) => ask(({ text }) => text({ message, initialValue, output: process.stderr })),
    choose: (message, answers) =>
      ask(({ select, autocomplete }) => {
        const question = { message, options: [...answers], output: process.stderr };
        return answers.length > LONG
          ? autocomplete<string>({ ...question, maxItems: LONG, placeholder: "type to narrow them down" })
          : select<string>(question);
      }),
    confirm: (message) => ask(({ confirm }) => confirm({ message, output: process.stderr })),
    // What is ticked is appended to the values, so they come in that order.
    order: (message, answers, ticked) =>
      ask(({ multiselect }) =>
        multiselect<string>({
          message,
          options: [...answers],
          initialValues: [...ticked],
          required: false,
          output: process.stderr,
        }),
      ),
    async paste(message, { signal, refuse }) {
      if (signal.aborted) return undefined;
      const validate = (typed: string | undefined) => refuse(typed ?? "");
      try {
        return await ask(({ text }) => text({ message, validate, signal, output: process.stderr }));
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  };
}

/** More answers than these are looked for by typing. */
const LONG = 10;

async function ask<T>(question: (prompts: typeof import("@clack/prompts")) => Promise<T>): Promise<Exclude<T, symbol>> {
  const prompts = await import("@clack/prompts");
  for (const signal of SIGNALS) process.once(signal, giveUp);
  const answer = await question(prompts).finally(() => {
    for (const signal of SIGNALS) process.off(signal, giveUp);
  });
  if (typeof answer === "symbol") throw new AppError("cancelled", "cancelled", "nothing was changed");
  return answer as Exclude<T, symbol>;
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

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The terminal is given back as it was, whoever ends the program. */
function giveUp(_: string, number: number): void {
  process.stdin.setRawMode(false);
  process.stderr.write("\u001b[?25h\n");
  // oxlint-disable-next-line unicorn/no-process-exit
  process.exit(128 + number);
}
