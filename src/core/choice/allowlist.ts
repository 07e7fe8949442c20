import type { Edit } from "../config/edit/edit.ts";
import { chainOf, readChoice } from "../models/choice.ts";
import { parseRef, type Ref } from "../models/ref.ts";
import type { Setup } from "../setup.ts";
import { agentsOf } from "../agents.ts";

/** Where the config keeps what it says of single models. */
export const MODELS = ["agents", "defaults", "models"] as const;

/** OpenClaw from here on takes the model map for a list of what may be chosen only without its marker. Facts: 2026.9.6 §2.4. */
const MARKER_SINCE = [2026, 8, 1];

/** Edits that keep a model choosable, and what to tell about them. */
export type Allowance = { edits: Edit[]; notes: string[] };

const isMigrated = ({ config }: Setup) => config.meta?.migrations?.modelPolicyAllowlist === true;

/** Lets a model be chosen where the config restricts the choice; where all may be, nothing needs to change. */
export function allow(ref: Ref, setup: Setup): Allowance {
  const { config, names } = setup;
  const isNamed = (texts: readonly string[]) => texts.some((text) => parseRef(text, names.providers)?.key === ref.key);
  const policy = config.agents?.defaults?.modelPolicy?.allow ?? [];
  if (isMigrated(setup)) {
    if (policy.length === 0 || isNamed(policy)) return { edits: [], notes: [] };
    const path = ["agents", "defaults", "modelPolicy", "allow"];
    return {
      edits: [{ kind: "insert", path, index: policy.length, value: ref.key }],
      notes: [`${ref.key} was added to the models that may be chosen`],
    };
  }
  const listed = Object.keys(config.agents?.defaults?.models ?? {});
  if (listed.length === 0 || isNamed(listed)) return { edits: [], notes: [] };
  return {
    edits: [{ kind: "set", path: [...MODELS, ref.key], value: {} }],
    notes: [`${ref.key} was added to the models that may be chosen`],
  };
}

/** The same for several; they come into a list in their order. */
export function allowAll(refs: readonly Ref[], setup: Setup): Allowance {
  const allowances = refs.map((ref) => allow(ref, setup));
  const edits = allowances.flatMap((allowance) => allowance.edits);
  // Each is to be inserted at the end that the list has now, so the last one goes first.
  const ordered = edits.some(({ kind }) => kind === "insert") ? edits.toReversed() : edits;
  return { edits: ordered, notes: allowances.flatMap((allowance) => allowance.notes) };
}

/**
 * Prepares the model map for a first entry: without one every model may be chosen, with one only those in it. So the
 * models that the config names get entries too, or, for an OpenClaw that knows it, the marker says that it is no list.
 */
export function openMap(setup: Setup, newcomer: Ref): Allowance {
  const { config } = setup;
  const isEmpty = Object.keys(config.agents?.defaults?.models ?? {}).length === 0;
  if (!isEmpty || isMigrated(setup)) return { edits: [], notes: [] };
  // The marker would wake up a policy that says what may be chosen, where there is one.
  const sleeps = (config.agents?.defaults?.modelPolicy?.allow ?? []).length > 0;
  if (!sleeps && isAtLeast(config.meta?.lastTouchedVersion ?? "", MARKER_SINCE)) {
    const path = ["meta", "migrations", "modelPolicyAllowlist"];
    return {
      edits: [{ kind: "set", path, value: true }],
      notes: ["marked the model map as no restriction, so every model may still be chosen"],
    };
  }
  const others = namedModels(setup).filter(({ key }) => key !== newcomer.key);
  const edits = others.map(({ key }): Edit => ({ kind: "set", path: [...MODELS, key], value: {} }));
  const list = others.map(({ key }) => key).join(", ");
  const note = `OpenClaw takes the model map for a list of what may be chosen, so the models in use are in it too: ${list}`;
  return { edits, notes: others.length === 0 ? [] : [note] };
}

/** Every model that the defaults or an agent asks, once. */
function namedModels(setup: Setup): Ref[] {
  const entries = [undefined, ...agentsOf(setup.config).values()];
  const chains = entries.flatMap((entry) => {
    const choice = readChoice({ ...setup.agent, entry }, setup.names);
    return chainOf(choice).filter(({ via }) => via !== "unresolved");
  });
  return [...new Map(chains.map(({ ref }) => [ref.key, ref])).values()];
}

function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  for (const [index, part] of wanted.entries()) {
    const own = parts[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
