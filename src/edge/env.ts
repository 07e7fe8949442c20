import type { Env, Person } from "../contracts/env.ts";
import type { Keyring } from "../contracts/keyring.ts";
import { files, mappedFiles } from "./files.ts";
import { createStream } from "./terminal.ts";

/** The real world. What is heavy loads when it is first used. */
export function createEnv(version: string): Env {
  const { platform } = process;
  const variables = { ...process.env };
  const keyring = createLazyKeyring(variables);
  return {
    variables,
    platform,
    version,
    home: homeDirectory(variables, platform),
    workingDir: process.cwd(),
    files,
    databases: {
      readText: async (path, query) => (await import("./sqlite.ts")).databases.readText(path, query),
    },
    writer: {
      locked: async (path, work, wait) => (await import("./writer.ts")).writer.locked(path, work, wait),
      lockedStore: async (path, work, wait) => (await import("./writer.ts")).writer.lockedStore(path, work, wait),
      replace: async (changed) => (await import("./writer.ts")).writer.replace(changed),
    },
    keyring,
    http: async (request) => (await import("./http.ts")).http(request),
    offline: undefined,
    heed: () => {},
    listen: async (place, answer) => (await import("./listen.ts")).listen(place, answer),
    openBrowser: async (url) => (await import("./browser.ts")).openBrowser(url, variables, platform),
    person: createLazyPerson(),
    readInput: async (maxBytes) => (await import("./person.ts")).readInput(maxBytes),
    stdout: createStream(1),
    stderr: createStream(2),
    now: Date.now,
    sleep,
    wantsDocument: false,
    // What it shows depends on how the answer is wanted, which `cli/run.ts` knows.
    progress: { row: async () => {}, pending: () => {}, note: async () => {} },
    interrupt() {
      const controller = new AbortController();
      isAwaited = true;
      const stop = () => {
        isAwaited = false;
        controller.abort();
        // Not at once: the library of OpenClaw's lock ends a program in which it finds nobody else who listens.
        setImmediate(() => process.off("SIGINT", stop));
      };
      process.on("SIGINT", stop);
      return controller.signal;
    },
    uninterrupted,
    isWaiting: () => keyring.isWaiting(),
    delegate: async (argv) => (await import("./delegate.ts")).delegate(argv, variables),
  };
}

/** Whether somebody here ends by themselves at the next Control-C; libraries listen too, for what they clean up. */
let isAwaited = false;

/** What ends a program and can be put off: Control-C and Control-\, whoever manages it, a terminal that is closed. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** How much is under way that must come to its end, and what would have ended the program meanwhile. */
let underWay = 0;
const putOff = new Set<NodeJS.Signals>();

async function uninterrupted<T>(work: (begin: () => void) => Promise<T>): Promise<T> {
  let hasBegun = false;
  const begin = () => {
    if (hasBegun) return;
    hasBegun = true;
    // First of all who listen: whoever awaits Control-C no longer does once told.
    if (underWay++ === 0) for (const signal of ENDING) process.prependListener(signal, putOffSignal);
  };
  try {
    return await work(begin);
  } finally {
    if (hasBegun && --underWay === 0) endIfPutOff();
  }
}

function putOffSignal(signal: NodeJS.Signals): void {
  if (signal !== "SIGINT" || !isAwaited) putOff.add(signal);
}

/** Ends as if the signal came now: whoever listens cleans up, and nobody may live on. */
function endIfPutOff(): void {
  for (const signal of ENDING) process.off(signal, putOffSignal);
  for (const signal of putOff) {
    process.emit(signal, signal);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}

/** The keyring, of which nothing loads before it is asked. */
function createLazyKeyring(variables: NodeJS.ProcessEnv): Keyring & { isWaiting(): boolean } {
  let module: typeof import("./keyring.ts") | undefined;
  const keyring = async () => {
    module ??= await import("./keyring.ts");
    return module.createKeyring(variables, () => process.stdin.isTTY && process.stderr.isTTY);
  };
  return {
    isWaiting: () => module?.isWaiting() ?? false,
    get: async (account) => (await keyring()).get(account),
    set: async (account, bytes) => (await keyring()).set(account, bytes),
    delete: async (account) => (await keyring()).delete(account),
  };
}

function createLazyPerson(): Person {
  let made: Promise<Person> | undefined;
  const person = () => (made ??= import("./person.ts").then(({ createPerson }) => createPerson()));
  return {
    get isThere() {
      return process.stdin.isTTY && process.stderr.isTTY;
    },
    secret: async (question, refuse) => (await person()).secret(question, refuse),
    text: async (question, proposal) => (await person()).text(question, proposal),
    choose: async (question, answers) => (await person()).choose(question, answers),
    confirm: async (question) => (await person()).confirm(question),
    order: async (question, answers, ticked) => (await person()).order(question, answers, ticked),
    paste: async (question, options) => (await person()).paste(question, options),
  };
}

/** The real world of TAB, which only looks. */
export function createTabEnv(version: string): Env {
  return { ...createEnv(version), files: mappedFiles };
}

function homeDirectory(variables: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const named = platform === "win32" ? variables["USERPROFILE"] : variables["HOME"];
  return named || (require("node:os") as typeof import("node:os")).homedir();
}
