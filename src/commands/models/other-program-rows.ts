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
  const copy = `\`openclaw models auth login --provider ${provider.id} --import${option}\` copies it`;
  return signIns.map((signIn) => rowOf(signIn, copy, home, env.now()));
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
    reason: `it belongs to ${program}, and is not used here; ${advice}`,
  };
}
