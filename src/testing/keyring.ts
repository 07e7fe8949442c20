import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Keyring } from "../contracts/keyring.ts";
import { readSecret } from "../core/secrets/vault.ts";
import { BINARY, type Run, withFolder } from "./binary.ts";
import { impersonateKeyring } from "./keyring-service.ts";

/** What is there in the place of the keyring. A `new` one holds nothing yet, not even a password of its own. */
export type KeyringKind = "unlocked" | "locked" | "new" | "absent" | "forbidden" | "silent" | "denying";

export type Timed = Run & { ms: number };
type Options = { input?: string; variables?: Record<string, string | undefined> };

/** A session bus with a keyring, and a home that the program sees. */
export type Desktop = {
  /** Holds everything that a test leaves behind. */
  folder: string;
  home: string;
  /** The main agent's credentials. */
  storePath: string;
  /** Of the program, and of whatever else looks at this session. */
  variables: Record<string, string>;
  /** Runs any program to its end. */
  run(command: readonly string[], options?: Options): Promise<Timed>;
  /** Runs `openclaw models auth …`; without an input, stdin stays open and silent. */
  auth(line: string, options?: Options): Promise<Timed>;
  /** What secret-tool finds of an account. */
  lookup(account: string): Promise<string | undefined>;
  /** A secret as OpenClaw would get it, put together from its parts. */
  secret(account: string): Promise<string | undefined>;
  /** Every account of ours, sorted. */
  accounts(): Promise<string[]>;
  lock(): Promise<void>;
  /** Stops the keyring where it stands, as a hanging one does. */
  freeze(): void;
};

type Store = { profiles: Record<string, Record<string, unknown>>; [field: string]: unknown };
const STORE = "agents/main/agent/auth-profiles.json";
const PASSWORD = "ci-password";
const SECRETS = "/org/freedesktop/secrets";
const LOGIN = `['${SECRETS}/collection/login']`;

/** Gives every test a session of its own: nothing reaches the real one, and all of it ends with the test. */
export function withKeyring(kind: KeyringKind, use: (desktop: Desktop) => Promise<void>): Promise<void> {
  return withFolder({}, async (folder) => {
    for (const name of ["home", "tmp", "keyring", "runtime"]) mkdirSync(join(folder, name), { mode: 0o700 });
    const socket = join(folder, "bus");
    writeFileSync(join(folder, "bus.conf"), busConfig(socket, kind));
    // Tests that take too long are killed with `dbus-run-session`, which could not end the bus then.
    writeFileSync(join(folder, "bus.sh"), '#!/bin/sh\nexec setpriv --pdeathsig KILL dbus-daemon "$@"\n', {
      mode: 0o755,
    });
    const files = [`--config-file=${join(folder, "bus.conf")}`, `--dbus-daemon=${join(folder, "bus.sh")}`];
    const command = ["dbus-run-session", ...files, "--", "sh", "-c", "echo; exec cat"];
    const base = { PATH: "/usr/bin:/bin", LANG: "C.UTF-8", TMPDIR: join(folder, "tmp") };
    // It ends when its stdin does, so also when the tests are killed.
    const bus = Bun.spawn(command, { env: base, stdin: "pipe", stdout: "pipe", stderr: "ignore" });
    let keyring: Bun.Subprocess | undefined;
    let leave = () => {};
    try {
      await bus.stdout.getReader().read();
      const variables = { ...base, HOME: join(folder, "home"), DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
      const desktop = createDesktop(folder, variables, () => keyring);
      if (kind === "silent" || kind === "denying") {
        leave = await impersonateKeyring(socket, kind === "silent" ? "silence" : "denial");
      } else if (kind !== "absent") {
        keyring = await startKeyring(desktop, kind !== "new");
        if (kind === "locked") await desktop.lock();
      }
      await use(desktop);
    } finally {
      leave();
      keyring?.kill("SIGKILL");
      await bus.stdin.end();
      await bus.exited;
    }
  });
}

/** What the main agent's store says. */
export function storeOf({ home }: Desktop, stateDir = join(home, ".openclaw")): Store {
  return JSON.parse(readFileSync(join(stateDir, STORE), "utf8")) as Store;
}

/** The files below a folder that hold one of these texts. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  const paths = [...new Bun.Glob("**/*").scanSync({ cwd: folder, dot: true, onlyFiles: true, absolute: true })];
  return paths.filter((path) => texts.some((text) => readFileSync(path).includes(text)));
}

function busConfig(socket: string, kind: KeyringKind): string {
  // What starts by itself is of a real keyring: the window that asks for its password.
  const services = ["absent", "silent", "denying"].includes(kind) ? "" : "<standard_session_servicedirs/>";
  const denial = kind === "forbidden" ? `<deny send_destination="org.freedesktop.secrets"/>` : "";
  return `<busconfig><type>session</type><listen>unix:path=${socket}</listen>${services}
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>${denial}</policy></busconfig>`;
}

async function startKeyring({ folder, variables, run }: Desktop, isUnlocked: boolean): Promise<Bun.Subprocess> {
  const env = { ...variables, XDG_DATA_HOME: join(folder, "keyring"), XDG_RUNTIME_DIR: join(folder, "runtime") };
  const command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", ...(isUnlocked ? ["--unlock"] : [])];
  const stdin = isUnlocked ? new Blob([PASSWORD]) : "ignore";
  const daemon = Bun.spawn(command, { env, stdin, stdout: "ignore", stderr: "ignore" });
  const waited = await run(["gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets"]);
  if (waited.code !== 0) throw new Error(`the keyring does not start: ${waited.stderr}`);
  return daemon;
}

function createDesktop(
  folder: string,
  variables: Desktop["variables"],
  keyring: () => Bun.Subprocess | undefined,
): Desktop {
  const run: Desktop["run"] = async (command, { input, variables: more = {} } = {}) => {
    const env = { ...variables, ...more };
    const startedMs = performance.now();
    const child = Bun.spawn([...command], { cwd: folder, env, stdin: "pipe", stdout: "pipe", stderr: "pipe" });
    if (input !== undefined) {
      child.stdin.write(input);
      await child.stdin.end();
    }
    const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
    return { code: await child.exited, stdout, stderr, ms: performance.now() - startedMs };
  };
  const service = (method: string, argument: string) =>
    run(["gdbus", "call", "--session", "-d", "org.freedesktop.secrets", "-o", SECRETS, "-m", method, argument]);
  const entry = async (account: string) => {
    const command = ["secret-tool", "lookup", "service", "openclaw", "username", account];
    const child = Bun.spawn(command, { env: variables, stdin: "ignore", stdout: "pipe", stderr: "ignore" });
    const bytes = await new Response(child.stdout).bytes();
    return (await child.exited) === 0 ? bytes : undefined;
  };
  return {
    folder,
    home: join(folder, "home"),
    storePath: join(folder, "home/.openclaw", STORE),
    variables,
    run,
    auth: (line, options) => run([BINARY, "models", "auth", ...line.split(" ")], options),
    async lookup(account) {
      const bytes = await entry(account);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    async secret(account) {
      const result = await readSecret(readOnly(entry), account);
      if (result.kind !== "ok") throw new Error(`${account}: ${result.reason}`);
      return result.value;
    },
    async accounts() {
      const { stdout, stderr } = await run(["secret-tool", "search", "--all", "service", "openclaw"]);
      return [...(stdout + stderr).matchAll(/^attribute\.username = (.*)$/gm)].map(([, name = ""]) => name).toSorted();
    },
    async lock() {
      const { code, stderr } = await service("org.freedesktop.Secret.Service.Lock", LOGIN);
      if (code !== 0) throw new Error(stderr);
    },
    freeze: () => keyring()?.kill("SIGSTOP"),
  };
}

function readOnly(entry: (account: string) => Promise<Uint8Array | undefined>): Keyring {
  const refuse = async () => ({ kind: "denied", reason: "the tests only look" }) as const;
  return { get: async (account) => ({ kind: "ok", value: await entry(account) }), set: refuse, delete: refuse };
}
