import type { OAuth } from "../../contracts/oauth.ts";
import type { LoginMethod, Provider } from "../../contracts/provider.ts";

/** The ways to sign in that work in this version. */
export function waysIn(provider: Provider | undefined): LoginMethod[] {
  return (provider?.login ?? []).filter(({ kind, unsupported }) => kind !== "none" && unsupported === undefined);
}

/** Whether this program can sign somebody in, not only store what they have. */
export function canSignIn(provider: Provider | undefined): boolean {
  return waysIn(provider).some(isSignIn);
}

/**
 * Whether a new credential of this type comes of signing in: OAuth's always, and a token's where a provider gives none that
 * could be pasted.
 */
export function comesOfSignIn(type: string | undefined, provider: Provider | undefined): boolean {
  if (type === "token") return canSignIn(provider) && waysIn(provider).every(isSignIn);
  return type === "oauth" && canSignIn(provider);
}

/** Whether a method ends with what the provider gives, so that nobody types a secret. */
export function isSignIn(method: LoginMethod): method is LoginMethod & { oauth: OAuth } {
  return method.oauth !== undefined;
}
