import * as v from "valibot";
import { AppError } from "../../contracts/error.ts";
import { AuthStoreFile } from "../../schema/auth-store.ts";

/** Checks the outer shape of a store; throws `store_invalid` with the place, never with the value. */
export function parseStore(value: unknown, path: string): AuthStoreFile {
  const parsed = v.safeParse(AuthStoreFile, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const place = v.getDotPath(parsed.issues[0]) ?? "it";
  throw new AppError(
    "store_invalid",
    `${path} is no credential store: ${place} has the wrong type`,
    "mend it, or move it away and sign in again",
  );
}
