import type { Keyring, KeyringResult, KeyringTrouble } from "../contracts/keyring.ts";
import type { Addon } from "./keyring-addon.ts";

/** The service under which every entry of this program stands. */
const SERVICE = "openclaw";

const DEADLINE_MS = 3000;
/** A person may first have to type the keyring's own password. */
const ATTENDED_DEADLINE_MS = 60_000;
const NOTICE_AFTER_MS = 1000;

/** Without it the library would fall back to the kernel's keyring, which forgets everything at the next start. */
const OPTIONS = { linux: { store: "secret-service" } } as const;

let answeredMs = Number.NEGATIVE_INFINITY;
const FRESH_MS = 100;
const DOUBLE = "the entry stands there more than once";
const NO_BUS = "there is no session bus";
/** What the library's messages say, the narrower first: it knows only one kind of error. Facts: Bun and keyring §5. */
const MESSAGES: readonly (readonly [RegExp, KeyringTrouble, string])[] = [
  [
    /prompt was dismissed|IsLocked|locked object|no result found|InteractionNotAllowed/i,
    "locked",
    "nobody has unlocked it",
  ],
  [
    /access ?denied|Rejected send message|permission denied|not permitted|not authori[sz]ed|errSecAuthFailed/i,
    "denied",
    "access denied",
  ],
  [/matched by \d+ credentials/i, "damaged", DOUBLE],
  [/not valid UTF-8|longer than the platform limit/i, "damaged", "the entry cannot be read"],
  [/NoReply|did not receive a reply|timed? ?out/i, "timed_out", "no reply"],
  [/autolaunch|connect to (socket|address)|No such file/i, "unavailable", NO_BUS],
  [/ServiceUnknown|not provided by any \.service/i, "unavailable", "no keyring service is running"],
];

/** Answers that were given up waiting for; a program that still waits for one must be ended by force. */
let abandoned = 0;

/** Whether a call to the keyring is still under way, so that the program would not end by itself. */
export function isWaiting(): boolean {
  return abandoned > 0;
}

const NOWHERE = "openclaw: is anybody there?";
let loading: Promise<Addon> | undefined;

/** The keyring of the operating system, loaded when it is first asked. */
export function createKeyring(variables: NodeJS.ProcessEnv, isAttended: () => boolean): Keyring {
  const ask = async <T>(account: string, call: (entry: InstanceType<Addon["AsyncEntry"]>) => Promise<T>) => {
    let addon: Addon;
    try {
      loading ??= import("./keyring-addon.ts").then(({ loadAddon }) => loadAddon());
      addon = await loading;
    } catch {
      const reason =
        "the part of this program that reaches it cannot be loaded: set TMPDIR to a folder that may hold programs";
      return { kind: "unavailable", reason } as const;
    }
    const answer = await withDeadline(
      async () => {
        // The constructor waits for the bus and the service with everything else; whether they answer is asked beside it.
        if (process.platform === "linux" && performance.now() - answeredMs > FRESH_MS)
          await addon.findCredentialsAsync(NOWHERE);
        return call(new addon.AsyncEntry(SERVICE, account, OPTIONS));
      },
      deadlineOf(variables, isAttended),
    );
    if (answer.kind === "unavailable" && answer.reason === NO_BUS && variables["DBUS_SESSION_BUS_ADDRESS"])
      return { kind: "unavailable", reason: "the session bus of DBUS_SESSION_BUS_ADDRESS is gone" } as const;
    if (answer.kind === "damaged" && answer.reason === DOUBLE)
      return {
        kind: "damaged",
        reason: `${DOUBLE}: \`secret-tool clear service ${SERVICE} username ${account}\``,
      } as const;
    return answer;
  };
  return {
    async get(account) {
      const answer = await ask(account, (entry) => entry.getSecret());
      if (answer.kind !== "ok") return answer;
      return { kind: "ok", value: answer.value ? Uint8Array.from(answer.value) : undefined };
    },
    async set(account, bytes) {
      const answer = await ask(account, (entry) => entry.setSecret(bytes));
      return answer.kind === "ok" ? { kind: "ok", value: undefined } : answer;
    },
    delete: (account) => ask(account, (entry) => entry.deleteCredential()),
  };
}

type Deadline = { ms: number; isAttended: boolean };

function deadlineOf(variables: NodeJS.ProcessEnv, isAttended: () => boolean): Deadline {
  const own = Number(variables["OPENCLAW_KEYRING_TIMEOUT_MS"]?.trim() || Number.NaN);
  const attended = isAttended();
  if (Number.isFinite(own) && own > 0) return { ms: own, isAttended: attended };
  return { ms: attended ? ATTENDED_DEADLINE_MS : DEADLINE_MS, isAttended: attended };
}

async function withDeadline<T>(call: () => Promise<T>, { ms, isAttended }: Deadline): Promise<KeyringResult<T>> {
  const answered = call().then(
    (value) => ({ kind: "ok", value }) as const,
    (error: unknown) => classify(error),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<"expired">((resolve) => {
    timer = setTimeout(() => resolve("expired"), ms);
  });
  const notice = isAttended
    ? setTimeout(() => process.stderr.write("waiting for the keyring …\n"), NOTICE_AFTER_MS)
    : undefined;
  const first = await Promise.race([answered, expired]);
  clearTimeout(timer);
  clearTimeout(notice);
  if (first !== "expired") {
    if (first.kind === "ok") answeredMs = performance.now();
    return first;
  }
  abandoned++;
  void answered.then(() => abandoned--);
  return { kind: "timed_out", reason: `it did not answer within ${ms / 1000} seconds` };
}

function classify(error: unknown): { kind: KeyringTrouble; reason: string } {
  const message = error instanceof Error ? error.message : String(error);
  const found = MESSAGES.find(([pattern]) => pattern.test(message));
  return found === undefined
    ? { kind: "unavailable", reason: "it cannot be reached" }
    : { kind: found[1], reason: found[2] };
}
