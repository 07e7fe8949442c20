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
      locked: async (path, work) => (await import("./writer.ts")).writer.locked(path, work),
      lockedStore: async (path, work) => (await import("./writer.ts")).writer.lockedStore(path, work),
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
      process.once("SIGINT", () => {
        isAwaited = false;
        controller.abort();
      });
      return controller.signal;
    },
    uninterrupted,
    isWaiting: () => keyring.isWaiting(),
    delegate: async (argv) => (await import("./delegate.ts")).delegate(argv, variables),
  };
}

/** Whether somebody here ends by themselves at the next Control-C; libraries listen too, for what they clean up. */
let isAwaited = false;

async function uninterrupted<T>(work: (begin: () => void) => Promise<T>): Promise<T> {
  let isPressed = false;
  let isHeard = true;
  const press = () => (isPressed = true);
  const begin = () => {
    isHeard = isAwaited;
    process.on("SIGINT", press);
  };
  try {
    return await work(begin);
  } finally {
    process.off("SIGINT", press);
    if (isPressed && !isHeard) process.kill(process.pid, "SIGINT");
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
    secret: async (question) => (await person()).secret(question),
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
