import { AppError } from "../../contracts/error.ts";

/** What to say of a file of the config that stands there and cannot be read. */
export function unreadable(path: string, reason: string): AppError {
  const hint =
    reason === "it is not UTF-8 text"
      ? `save it as UTF-8; \`file ${path}\` says what it is written in`
      : `check the file: \`ls -ld ${path}\``;
  return new AppError("config_unreadable", `${path} cannot be read: ${reason}`, hint);
}
