import type { ErrorCode } from "../contracts/error.ts";

/** Every exit code of a failure; 1 and 2 belong to `--check` alone. */
const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
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

/** The exit code of an error, as documented. */
export function exitCodeOf(code: ErrorCode): number {
  return EXIT_CODES[code];
}
