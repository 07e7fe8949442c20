import type { Ref } from "./ref.ts";
import type { Registry } from "./registry.ts";
import { suggest } from "./suggest.ts";

/** References of the same provider that come near to one which is not in the catalog; withdrawn models are no help. */
export function nearModels({ provider, model }: Ref, registry: Registry): string[] {
  const offered = registry.ofProvider(provider).filter(({ retired }) => !retired);
  const near = suggest(
    model,
    offered.map(({ id }) => id),
  );
  return near.map((id) => `${provider}/${id}`);
}
