import type { Env } from "../../contracts/env.ts";
import type { Provider } from "../../contracts/provider.ts";
import { findOtherSignIns, type OtherSignIn } from "../../core/auth/other-programs.ts";
import type { SourceRow } from "../../schema/status.ts";
import { tilde } from "../../ui/text.ts";

/**
 * The sign-ins of other programs at a provider, as sources that are never used; nothing of their secrets is shown. The
 * `option` makes the proposed command be about the agent.
 */
export async function otherProgramRows(
  env: Env,
  provider: Provider | undefined,
  home: string,
  option: string,
): Promise<SourceRow[]> {
  if (provider === undefined) return [];
  const signIns = await findOtherSignIns(env, provider);
  return signIns.map((signIn) => rowOf(signIn, howToHaveOne(provider, option), home, env.now()));
}

function rowOf({ program, path, granted }: OtherSignIn, advice: string, home: string, now: number): SourceRow {
  const { type, facts } = granted;
  const expiresAt = granted.type === "oauth" ? granted.tokens.expires : granted.expires;
  return {
    kind: "program",
    name: tilde(path, home),
    storage: "ambient",
    masked: null,
    type,
    ...(facts.email === undefined ? {} : { email: facts.email }),
    ...(expiresAt === undefined
      ? {}
      : { health: expiresAt > now ? "ok" : "expired", expiresAt, remainingMs: expiresAt - now, refreshable: false }),
    state: "other_program",
    detail: program,
    used: false,
    reason: `it belongs to ${program}, and is neither used here nor copied; ${advice}`,
  };
}

function howToHaveOne({ id, login }: Provider, option: string): string {
  if (login.some(({ oauth }) => oauth !== undefined))
    return `sign in yourself with \`openclaw models auth login --provider ${id}${option}\``;
  if (login.some(({ kind }) => kind === "api-key"))
    return `add a key with \`openclaw models auth add --provider ${id}${option}\``;
  return login.find(({ unsupported }) => unsupported !== undefined)?.unsupported ?? "there is no other way to sign in";
}
