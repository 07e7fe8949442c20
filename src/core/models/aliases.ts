import type { Config } from "../../schema/config.ts";

/** Aliases that OpenClaw gives a configured model which names none; `alias: ""` takes them away. Facts: 2026.2.6-3 §3.5. */
const BUILT_IN: Readonly<Record<string, string>> = {
  "anthropic/claude-opus-4-6": "opus",
  "anthropic/claude-sonnet-4-5": "sonnet",
  "openai/gpt-5.2": "gpt",
  "openai/gpt-5-mini": "gpt-mini",
  "google/gemini-3-pro-preview": "gemini",
  "google/gemini-3-flash-preview": "gemini-flash",
};

/** The alias that OpenClaw gives a model by itself. */
export function builtInAlias(target: string): string | undefined {
  return Object.hasOwn(BUILT_IN, target) ? BUILT_IN[target] : undefined;
}

export type Alias = {
  alias: string;
  /** The reference as the config writes it. */
  target: string;
  builtIn: boolean;
};

/** The aliases in force, in the config's order; the last of two equal ones (in any case) wins in a look-up. */
export function aliasesOf(config: Config): Alias[] {
  const aliases: Alias[] = [];
  for (const [target, entry] of Object.entries(config.agents?.defaults?.models ?? {})) {
    const builtIn = entry.alias === undefined;
    const alias = (builtIn ? builtInAlias(target) : entry.alias)?.trim();
    if (alias) aliases.push({ alias, target, builtIn });
  }
  return aliases;
}

/** Finds an alias without regard to case. */
export function findAlias(aliases: readonly Alias[], name: string): Alias | undefined {
  const wanted = name.trim().toLowerCase();
  return aliases.findLast(({ alias }) => alias.toLowerCase() === wanted);
}
