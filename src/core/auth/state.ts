/** What a credential source is good for, whether or not another one comes before it. */
export type SourceState =
  | "usable"
  /** Usable, but OpenClaw sets it aside for a while. */
  | "paused"
  | "expired"
  /** Holds no secret. */
  | "empty"
  /** Refers to a variable that is not set. */
  | "unset"
  /** Declared in the config or in an order, but not stored. */
  | "not_stored"
  | "other_provider"
  /** The config declares it as something else than what is stored. */
  | "other_mode"
  /** Stored, but not in the order that decides. */
  | "left_out"
  /** Only names a profile. */
  | "pointer";

/** Whether a provider could be asked with it. */
export function isUsable(state: SourceState): boolean {
  return state === "usable" || state === "paused";
}

/** Says a state in a few words; `detail` is the variable, the mode, or who decided. */
export function stateText(state: SourceState, detail: string): string {
  const texts: Readonly<Record<SourceState, string>> = {
    usable: "usable",
    paused: "set aside for a while",
    expired: "expired",
    empty: "holds no secret",
    unset: `the variable ${detail} is not set`,
    not_stored: "not stored",
    other_provider: `belongs to ${detail}`,
    other_mode: `the config declares it as ${detail}`,
    left_out: `left out by the ${detail}`,
    pointer: `names the profile ${detail}`,
  };
  return texts[state];
}
