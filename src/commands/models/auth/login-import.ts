import type { Env } from "../../../contracts/env.ts";
import { AppError } from "../../../contracts/error.ts";
import type { Granted } from "../../../contracts/oauth.ts";
import type { LoginMethod } from "../../../contracts/provider.ts";
import { IMPORTED } from "../../../core/auth/account.ts";
import { lookForSignIns } from "../../../core/auth/other-programs.ts";
import { loginCommand, type Sought } from "../../../core/login/command.ts";
import type { Setup } from "../../../core/setup.ts";
import { tilde } from "../../../ui/text.ts";

/** What the profile says of how it was got. */
export const IMPORT: LoginMethod = {
  id: IMPORTED,
  label: "The sign-in of another program",
  kind: "token",
  profileName: IMPORTED,
};

/**
 * Reads what another program is signed in with, as its file says at this moment. Its refresh token stays behind: a provider
 * takes each once, so whichever of two programs renews first locks the other one out. Throws `unknown_profile` where there
 * is none, `file_invalid` where it cannot be read, and `login_expired` for one that has ended.
 */
export async function importSignIn(
  env: Env,
  { names, places }: Setup,
  sought: Sought,
): Promise<{ granted: Granted; notes: string[] }> {
  const { provider, options } = sought;
  const known = names.providers.find(provider);
  const { found, broken } = known === undefined ? { found: [], broken: [] } : await lookForSignIns(env, known);
  const again = loginCommand(sought);
  const yourself = `sign in here: ${loginCommand({ provider, options: { ...options, import: false } })}`;
  const [signIn] = found;
  const [unread] = broken;
  if (signIn === undefined && unread !== undefined)
    throw new AppError(
      "file_invalid",
      `${tilde(unread.path, places.home)}, where ${unread.program} keeps its sign-in, ${unread.reason}`,
      `use ${unread.program} once, then ${again}, or ${yourself}`,
    );
  if (signIn === undefined) {
    const others = known?.otherPrograms?.map(({ name }) => name).join(", ") ?? "";
    throw new AppError(
      "unknown_profile",
      `no other program is signed in to ${provider} here${others === "" ? "" : ` (looked for ${others})`}`,
      others === "" ? yourself : `sign in there, then ${again}, or ${yourself}`,
    );
  }
  const { program, path, granted } = signIn;
  const place = tilde(path, places.home);
  const ends = granted.type === "oauth" ? granted.tokens.expires : granted.expires;
  if (ends !== undefined && ends <= env.now())
    throw new AppError(
      "login_expired",
      `the sign-in of ${program} in ${place} has ended`,
      `use ${program} once, which renews it, then ${again}, or ${yourself}`,
    );
  const copied = `copied from ${program}, whose own file is unchanged: ${place}`;
  if (granted.type !== "oauth") return { granted, notes: [copied] };
  const { access, expires } = granted.tokens;
  const notes = [copied, `only ${program} can renew it; when it has expired, import it again with \`--import\``];
  return { granted: { ...granted, tokens: { access, expires } }, notes };
}
