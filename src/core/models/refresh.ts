import type { Secret } from "../../contracts/secret.ts";
import { classify } from "../probe/classify.ts";
import { parseBody } from "../probe/body.ts";
import type { Asking } from "../probe/context.ts";
import { wireOf } from "../probe/endpoint.ts";
import { createSender } from "../probe/sender.ts";
import type { Credentials, Setup } from "../setup.ts";
import { type Listed, type Listing, parseListing } from "./listing.ts";

const DEADLINE_MS = 8000;
const MAX_BYTES = 8 * 1024 * 1024;

/** Until when it is asked for, and who hears whose answers are still awaited. */
export type Watched = { signal: AbortSignal; watch(answered: number, waiting: readonly string[]): void };

type Asked = { provider: string } & ({ models: Listed[] } | { trouble: string } | { unasked: string });

/** All that are asked at once: until when, and by what each request is seen. */
type Round = { signal: AbortSignal; see<T>(provider: string, request: () => Promise<T>): Promise<T> };

/**
 * Asks providers for their own lists of models, all at once. What cannot be had keeps the list from before, and is said;
 * a server of this machine that does not run is no trouble.
 */
export async function refreshListing(
  asking: Asking,
  { names }: Setup,
  credentials: Credentials,
  before: Listing,
  only: string | undefined,
  { signal, watch }: Watched,
): Promise<{ listing: Listing; warnings: string[] }> {
  const { env, config } = asking;
  const local = names.providers.all.map(({ id }) => id).filter((id) => names.registry.isLocal(id));
  const configured = Object.keys(config.models?.providers ?? {}).map(names.providers.canonicalId);
  const all = [...new Set([...credentials.candidates, ...configured, ...local])];
  const wanted = only === undefined ? all : [only];
  const waiting = new Set<string>();
  let answered = 0;
  const round: Round = {
    signal,
    async see(provider, request) {
      watch(answered, [...waiting.add(provider)]);
      const answer = await request();
      waiting.delete(provider);
      watch(++answered, [...waiting]);
      return answer;
    },
  };
  const asked = await Promise.all(wanted.map((provider) => ask(asking, names, credentials, provider, round)));
  const listing: Record<string, { fetchedAt: number; models: readonly Listed[] }> = { ...before };
  const warnings: string[] = [];
  for (const answer of asked) {
    const { provider } = answer;
    const isSaid = only !== undefined || !local.includes(provider) || configured.includes(provider);
    if ("models" in answer) listing[provider] = { fetchedAt: env.now(), models: answer.models };
    // Of all that there are, most cannot be asked; whoever names one waits for it.
    if ("unasked" in answer && only !== undefined)
      warnings.push(`${provider} was not asked for its models: ${answer.unasked}`);
    if ("trouble" in answer && isSaid) {
      const stays = Object.hasOwn(before, provider) ? "; its list from before stays" : "";
      warnings.push(`${provider} gave no list of its models: ${answer.trouble}${stays}`);
    }
  }
  return { listing, warnings };
}

async function ask(
  asking: Asking,
  { registry }: Setup["names"],
  credentials: Credentials,
  provider: string,
  { signal, see }: Round,
): Promise<Asked> {
  const { used } = await credentials.of(provider);
  const endpoint = wireOf(provider, "", used?.profile, asking);
  if ("missing" in endpoint) return { provider, unasked: endpoint.missing };
  if (endpoint.dialect.list === undefined) return { provider, unasked: "this version does not know how" };
  if (used === undefined && !registry.isLocal(provider)) return { provider, unasked: "there is no credential" };
  let secret: Secret | undefined;
  try {
    secret = used === undefined ? undefined : await asking.reveal(used);
  } catch (error) {
    return { provider, trouble: error instanceof Error ? error.message : "its credential cannot be read" };
  }
  const question = { provider, model: "", secret, maxTokens: 1, limitField: undefined, ...endpoint.question };
  const limits = { deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, signal };
  const { send, hide } = createSender(asking.env, question.headers, limits);
  const request = endpoint.dialect.list(question);
  const answer = await see(provider, () => send(request));
  if (answer.kind !== "answer") return { provider, trouble: answer.detail };
  const contentType = answer.headers["content-type"] ?? "";
  const { reason } = classify(
    provider,
    { status: answer.status, contentType, body: answer.body },
    "",
    (body) => parseListing(body) !== undefined,
  );
  if (reason !== "ok") return { provider, trouble: `${reason} (HTTP ${answer.status})` };
  const models = parseListing(parseBody(answer.body)) ?? [];
  // No model is called what it was asked with.
  return { provider, models: models.filter(({ id, name = "" }) => hide(id) === id && hide(name) === name) };
}
