import type { Config, ModelChoice } from "../../schema/config.ts";
import type { Agent } from "../agents.ts";
import { DEFAULT_MODEL, type Names, type Resolution, resolveConfigured } from "./resolve.ts";

export type Source = "agent" | "defaults" | "built-in";

/** A model in its role: `raw` is what the config says. */
export type Chosen = Resolution & { raw: string };

/** Which models an agent asks, in which order, and where that is written. */
export type Choice = {
  default: Chosen & { source: Source };
  fallbacks: Chosen[];
  fallbacksSource: Source;
  image: Chosen | undefined;
  imageFallbacks: Chosen[];
};

/** Reads an agent's models: its own entry wins over the defaults, each part by itself. */
export function readChoice(agent: Agent, names: Names): Choice {
  const defaults = names.config.agents?.defaults;
  const own = partsOf(agent.entry?.model);
  const shared = partsOf(defaults?.model);
  const ownImage = partsOf(agent.entry?.imageModel);
  const sharedImage = partsOf(defaults?.imageModel);
  const chosen = (raw: string): Chosen => ({ raw, ...resolveConfigured(raw, names) });
  const source: Source = own.primary !== undefined ? "agent" : shared.primary !== undefined ? "defaults" : "built-in";
  const image = ownImage.primary ?? sharedImage.primary;
  return {
    default: { ...chosen(own.primary ?? shared.primary ?? DEFAULT_MODEL), source },
    fallbacks: (own.fallbacks ?? shared.fallbacks ?? []).map(chosen),
    fallbacksSource: own.fallbacks === undefined ? "defaults" : "agent",
    image: image === undefined ? undefined : chosen(image),
    imageFallbacks: (ownImage.fallbacks ?? sharedImage.fallbacks ?? []).map(chosen),
  };
}

/** The parts of a choice; the string form is a primary model alone. */
export function partsOf(choice: ModelChoice | undefined): {
  primary: string | undefined;
  fallbacks: string[] | undefined;
} {
  const { primary, fallbacks } =
    typeof choice === "string" ? { primary: choice, fallbacks: undefined } : (choice ?? {});
  return { primary: primary?.trim() || undefined, fallbacks };
}

/**
 * The references that the config restricts a choice to; empty means that every model may be chosen.
 * Since OpenClaw 2026.8.1 a marker says that the model map is no such list. Facts: 2026.9.6 §2.4.
 */
export function allowlistOf(config: Config): string[] {
  const defaults = config.agents?.defaults;
  if (config.meta?.migrations?.modelPolicyAllowlist === true) return defaults?.modelPolicy?.allow ?? [];
  return Object.keys(defaults?.models ?? {});
}

/** Every model that the choice asks, once each: default, fallbacks, image model, its fallbacks. */
export function chainOf(choice: Choice): Chosen[] {
  const all = [choice.default, ...choice.fallbacks, ...(choice.image ? [choice.image] : []), ...choice.imageFallbacks];
  return [...new Map(all.map((model) => [model.ref.key, model])).values()];
}
