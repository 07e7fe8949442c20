import { AppError } from "../../contracts/error.ts";
import type { OAuth } from "../../contracts/oauth.ts";
import type { OAuthProfile, StoredProfile } from "../../schema/auth-store.ts";
import { shellWord } from "../command-line.ts";
import type { ProviderTable } from "../models/provider-table.ts";
import { comesOfSignIn } from "../login/ways.ts";
import { isImported } from "./account.ts";
import { canRenew } from "./health.ts";
import type { Holder } from "./holder.ts";

/** A token is renewed when it has no longer to live: a request that it is sent with may take a while. */
const DUE_MS = 5 * 60 * 1000;

/** Whether a profile's token is at its end, and there is another one to renew it with. */
export function isDue(profile: StoredProfile | undefined, now: number): profile is OAuthProfile {
  return profile?.type === "oauth" && canRenew(profile) && endsSoon(profile.expires, now);
}

/** Whether a token has ended or is about to; one of which that is not known has. */
export function endsSoon(expires: number | undefined, now: number): boolean {
  return !(expires !== undefined && expires > now + DUE_MS);
}

/** How a profile is renewed; throws `usage` with the way on for one that cannot be, or that is not ours to renew. */
export function renewalOf(holder: Holder, providers: ProviderTable): { profile: OAuthProfile; oauth: OAuth } {
  const { id, provider, profile } = holder;
  if (isImported(profile)) throw importAgain(holder, providers);
  if (profile.type !== "oauth") throw notOAuth(holder, providers);
  const { method, clientId } = profile;
  // OpenClaw names so what it has copied from another program, and copies it anew; renewed here, that one's would be void.
  if (method === undefined && /:\w+-cli$/.test(id))
    throw new AppError(
      "usage",
      `\`${id}\` belongs to another program, \`${id.slice(id.indexOf(":") + 1)}\`, which renews it itself`,
      "use that program once",
    );
  const ways = (providers.find(provider)?.login ?? []).flatMap(({ id: name, oauth }) =>
    oauth === undefined || oauth.lasts ? [] : [{ name, oauth }],
  );
  const isOneWay = new Set(ways.map(({ oauth }) => oauth.token)).size === 1;
  const way = method === undefined && isOneWay ? ways[0] : ways.find(({ name }) => name === method);
  if (way === undefined)
    throw new AppError(
      "usage",
      `this program does not know how ${provider} renews \`${id}\``,
      "use OpenClaw itself once: it renews what it uses",
    );
  return { profile, oauth: clientId === undefined ? way.oauth : { ...way.oauth, clientId } };
}

/** It came without what renews it, on purpose: that stays with the program that it was copied from. */
function importAgain({ id, provider, agentFlag }: Holder, providers: ProviderTable): AppError {
  const names = providers.find(provider)?.otherPrograms?.map(({ name }) => name) ?? [];
  const [owner, use] =
    names.length === 0 ? ["another program", "that program"] : [names.join(" or "), names.join(" or ")];
  const words = `--provider ${shellWord(provider)} --import --profile-id ${shellWord(id)} --replace${agentFlag}`;
  const copy = `openclaw models auth login ${words}`;
  return new AppError(
    "usage",
    `\`${id}\` is a copy of the sign-in of ${owner}, which alone renews it`,
    `use ${use} once, then copy it anew: \`${copy}\``,
  );
}

function notOAuth(holder: Holder, providers: ProviderTable): AppError {
  const { id, provider, profile, agentFlag } = holder;
  const [noun, paste] = profile.type === "api_key" ? ["an API key", "paste-api-key"] : ["a token", "paste-token"];
  const message = `\`${id}\` is ${noun}, which is not renewed but replaced`;
  if (comesOfSignIn(profile.type, providers.find(provider))) return new AppError("usage", message, signInAgain(holder));
  return new AppError(
    "usage",
    message,
    `\`openclaw models auth ${paste} --provider ${shellWord(provider)} --profile-id ${shellWord(id)} --replace${agentFlag}\``,
  );
}

/** The way on for somebody whose tokens are worth nothing any more. */
export function signInAgain({ id, provider, agentFlag }: Holder): string {
  return `sign in again: \`openclaw models auth login --provider ${shellWord(provider)} --profile-id ${shellWord(id)} --replace${agentFlag}\``;
}
