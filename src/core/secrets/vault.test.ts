import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Keyring, KeyringResult } from "../../contracts/keyring.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { readSecret, removeSecret, saveSecret } from "./vault.ts";

const ACCOUNT = "main/groq:default";
const MAX_BYTES = 65_536;
const HEADER_LIKE = `openclaw-parts:1:00000000:1:${"0".repeat(64)}`;

const keyringOf = (entries: Map<string, string>): Keyring => createFakeEnv({ keyring: entries }).env.keyring;
const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** The same keyring for a process that is killed before its nth change. */
function killedBefore(change: number, keyring: Keyring): Keyring {
  let left = change;
  const live = () => {
    if (left-- <= 0) throw new Error("killed");
  };
  return {
    get: (account) => keyring.get(account),
    set: async (account, bytes) => {
      live();
      return keyring.set(account, bytes);
    },
    delete: async (account) => {
      live();
      return keyring.delete(account);
    },
  };
}

/** Whether it was done before the process was killed. */
const isDone = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error: Error) => {
      if (error.message !== "killed") throw error;
      return false;
    },
  );

const SIZES = [
  0, 1, 1279, 1280, 1281, 2399, 2400, 2401, 2560, 2561, 4800, 4801, 10_000, 16_384, 16_385, 65_536, 65_537,
];
const CHARACTERS = ["a", "ä", "€", "𝄞"];

test.each(CHARACTERS.flatMap((character) => SIZES.map((size) => [size, character] as const)))(
  "%i times %s comes back as it was, or is refused whole",
  async (size, character) => {
    const entries = new Map<string, string>();
    const keyring = keyringOf(entries);
    const secret = character.repeat(size);
    const bytes = byteLength(secret);
    if (bytes > MAX_BYTES) {
      await expect(saveSecret(keyring, ACCOUNT, secret)).rejects.toThrow("that is too long for a credential");
      expect(entries.size).toBe(0);
      return;
    }
    expect(await saveSecret(keyring, ACCOUNT, secret)).toEqual({ kind: "ok", value: undefined });
    expect(await readSecret(keyring, ACCOUNT)).toEqual({ kind: "ok", value: secret });
    expect(entries.size).toBe(bytes > 2400 ? 1 + Math.ceil(bytes / 2400) : 1);
    expect(await removeSecret(keyring, ACCOUNT)).toEqual({ kind: "ok", value: true });
    expect([entries.size, await readSecret(keyring, ACCOUNT)]).toEqual([0, { kind: "ok", value: undefined }]);
  },
);

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "binary", minLength: 2000, maxLength: 9000, size: "max" }),
  fc.constantFrom(
    HEADER_LIKE,
    "openclaw-parts:1:",
    "",
    "\uFEFFbom",
    `\uFEFF${"b".repeat(3000)}`,
    "a\0b",
    "line\r\nline",
  ),
);
const long = fc.string({ unit: "grapheme-ascii", minLength: 2401, maxLength: 12_000, size: "max" });

test("any text comes back as it was, and a removal leaves nothing", () =>
  fc.assert(
    fc.asyncProperty(anyText, async (secret) => {
      const entries = new Map<string, string>();
      const keyring = keyringOf(entries);
      expect((await saveSecret(keyring, ACCOUNT, secret)).kind).toBe("ok");
      expect(await readSecret(keyring, ACCOUNT)).toEqual({ kind: "ok", value: secret });
      await removeSecret(keyring, ACCOUNT);
      expect([...entries.keys()]).toEqual([]);
    }),
  ));

test("of secrets that replace each other, only the last one's entries are there", () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 4 }), async (secrets) => {
      const entries = new Map([["main/other", "kept"]]);
      for (const secret of secrets) await saveSecret(keyringOf(entries), ACCOUNT, secret);
      const fresh = new Map([["main/other", "kept"]]);
      await saveSecret(keyringOf(fresh), ACCOUNT, secrets.at(-1) ?? "");
      expect(entries.size).toBe(fresh.size);
      expect(await readSecret(keyringOf(entries), ACCOUNT)).toEqual({ kind: "ok", value: secrets.at(-1) });
    }),
  ));

test("a part that was changed, cut, lengthened, exchanged or lost is noticed", () =>
  fc.assert(
    fc.asyncProperty(long, fc.nat(), fc.nat(), fc.nat({ max: 4 }), async (secret, which, where, how) => {
      const entries = new Map<string, string>();
      await saveSecret(keyringOf(entries), ACCOUNT, secret);
      const parts = [...entries.keys()].filter((account) => account !== ACCOUNT);
      const [account = "", other = ""] = [parts[which % parts.length], parts[(which + 1) % parts.length]];
      const text = entries.get(account) ?? "";
      const at = where % text.length;
      const turned = String.fromCharCode(text.charCodeAt(at) ^ 1);
      const changes = [`${text.slice(0, at)}${turned}${text.slice(at + 1)}`, text.slice(0, at), `${text}x`];
      if (how === 4) entries.delete(account);
      else entries.set(account, changes[how] ?? entries.get(other) ?? "");
      fc.pre(entries.get(account) !== text);
      expect((await readSecret(keyringOf(entries), ACCOUNT)).kind).toBe("damaged");
    }),
  ));

/** What may stand in a keyring, and what may come in its place; `undefined` is a removal. */
const SECRETS = [undefined, "short", "s".repeat(6000), `${"s".repeat(5999)}t`, "n".repeat(2401), HEADER_LIKE];
const PAIRS = SECRETS.flatMap((_, older) => SECRETS.map((__, newer) => [older, newer] as const));

/** Puts a secret in the place of what is there, or takes it away; says whether the process lived on. */
const change = (keyring: Keyring, secret: string | undefined) =>
  isDone(secret === undefined ? removeSecret(keyring, ACCOUNT) : saveSecret(keyring, ACCOUNT, secret));

test.each(PAIRS)(
  "secret %i becomes %i: killed before any change, the older or the newer one is whole",
  async (from, to) => {
    const [older, newer] = [SECRETS[from], SECRETS[to]];
    for (let step = 0, done = false; !done; step++) {
      const keyring = keyringOf(new Map());
      if (older !== undefined) await saveSecret(keyring, ACCOUNT, older);
      done = await change(killedBefore(step, keyring), newer);
      const found = await readSecret(keyring, ACCOUNT);
      const whole: KeyringResult<string | undefined>[] = [older, newer].map((value) => ({ kind: "ok", value }));
      expect(whole).toContainEqual(found);
      await saveSecret(keyring, ACCOUNT, "next");
      expect(await readSecret(keyring, ACCOUNT)).toEqual({ kind: "ok", value: "next" });
    }
  },
);

test("whatever was saved, removed and killed before, a removal leaves nothing", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: SECRETS.length - 1 }), fc.nat({ max: 12 })), { maxLength: 6 }),
      async (steps) => {
        const entries = new Map<string, string>();
        for (const [index, step] of steps) {
          await change(killedBefore(step, keyringOf(entries)), SECRETS[index]);
          expect((await readSecret(keyringOf(entries), ACCOUNT)).kind).toBe("ok");
        }
        await removeSecret(keyringOf(entries), ACCOUNT);
        expect([...entries.keys()]).toEqual([]);
      },
    ),
    { numRuns: 500 },
  ));

test.each(["locked", "denied", "unavailable", "timed_out"] as const)(
  "a keyring that is %s is said by each",
  async (kind) => {
    const { keyring } = createFakeEnv({ keyring: { kind, reason: "why" } }).env;
    const answers = [
      saveSecret(keyring, ACCOUNT, "s".repeat(3000)),
      readSecret(keyring, ACCOUNT),
      removeSecret(keyring, ACCOUNT),
    ];
    for (const answer of await Promise.all(answers)) expect(answer).toEqual({ kind, reason: "why" });
  },
);
