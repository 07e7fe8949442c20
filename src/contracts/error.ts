/** The stable words that scripts match on; `cli/exit.ts` maps each to one exit code. */
export type ErrorCode =
  | "usage"
  | "not_built"
  | "unknown_command"
  | "unknown_alias"
  | "unknown_model"
  | "unknown_provider"
  | "unknown_profile"
  | "unknown_agent"
  | "config_invalid"
  | "config_unreadable"
  | "store_invalid"
  | "store_unreadable"
  | "file_unwritable"
  | "store_locked"
  | "keyring_locked"
  | "keyring_denied"
  | "keyring_unavailable"
  | "keyring_timed_out"
  | "keyring_damaged"
  | "profile_exists"
  /** Somebody or the provider said no, or the time for it is over. */
  | "login_denied"
  | "login_expired"
  /** The provider cannot be asked, or answers something else. */
  | "login_failed"
  /** Tokens that are never renewed again; those that were not renewed this time. */
  | "renewal_refused"
  | "renewal_failed"
  | "renewal_timed_out"
  | "port_busy"
  /** A provider or a service of the network. */
  | "service_failed"
  /** No connection is allowed, or none can be had. */
  | "offline"
  | "no_connection"
  | "file_missing"
  | "file_invalid"
  | "cancelled"
  | "bug";

/** A trouble of the user's, not of ours: one sentence, and a hint with the command to run next. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  /** Lines to show below the message, the broken one of a file say. */
  detail = "";
  /** What would have been written, where writing failed. */
  changes: readonly { file: string; before: string | undefined; after: string; at: readonly (string | number)[] }[] =
    [];

  constructor(code: ErrorCode, message: string, hint: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.hint = hint;
  }

  /** The same trouble in the words of what was under way: what is done by then, and how it goes on. */
  restated(message: string, hint: string): AppError {
    return Object.assign(new AppError(this.code, message, hint), { detail: this.detail, changes: this.changes });
  }
}
