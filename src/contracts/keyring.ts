/** Why the keyring of the operating system did not answer. */
export type KeyringTrouble =
  /** It is there, but nobody has unlocked it. */
  | "locked"
  /** It refuses this program or this user. */
  | "denied"
  /** There is none, or none can be reached. */
  | "unavailable"
  /** It did not answer within the deadline; it may still do later. */
  | "timed_out"
  /** What stands there is not what was put there. */
  | "damaged";

export type KeyringResult<T> = { kind: "ok"; value: T } | { kind: KeyringTrouble; reason: string };

/** The entries of this program in the keyring, by account; every call has a deadline, and no trouble is thrown. */
export type Keyring = {
  /** `undefined` where there is no such entry, as far as a keyring that may be locked can tell. */
  get(account: string): Promise<KeyringResult<Uint8Array | undefined>>;
  set(account: string, bytes: Uint8Array): Promise<KeyringResult<undefined>>;
  /** Says whether there was one. */
  delete(account: string): Promise<KeyringResult<boolean>>;
};
