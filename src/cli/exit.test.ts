import { expect, test } from "bun:test";
import type { ErrorCode } from "../contracts/error.ts";
import { exitCodeOf } from "./exit.ts";

/** The contract, §2: what scripts rely on. A new code of an error does not compile until it stands here. */
const CONTRACT: Readonly<Record<ErrorCode, number>> = {
  usage: 64,
  not_built: 64,
  unknown_command: 64,
  unknown_alias: 66,
  unknown_model: 66,
  unknown_provider: 66,
  unknown_profile: 66,
  unknown_agent: 66,
  bug: 70,
  file_unwritable: 73,
  store_locked: 73,
  login_denied: 69,
  login_expired: 69,
  login_failed: 69,
  renewal_refused: 69,
  renewal_failed: 69,
  renewal_timed_out: 69,
  port_busy: 69,
  keyring_locked: 75,
  keyring_denied: 75,
  keyring_unavailable: 75,
  keyring_timed_out: 75,
  keyring_damaged: 75,
  profile_exists: 64,
  config_invalid: 78,
  config_unreadable: 78,
  store_invalid: 78,
  store_unreadable: 78,
  offline: 69,
  no_connection: 69,
  service_failed: 69,
  file_missing: 66,
  file_invalid: 78,
  cancelled: 130,
};
const codes = Object.keys(CONTRACT) as ErrorCode[];

test.each(codes)("%s has the exit code of the contract", (code) => {
  expect(exitCodeOf(code)).toBe(CONTRACT[code]);
});

test("1 and 2 belong to --check alone, and 0 to success", () => {
  expect(codes.map(exitCodeOf).filter((code) => code < 64)).toEqual([]);
});
