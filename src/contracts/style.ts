export type Tone = "good" | "bad" | "warn" | "dim" | "strong" | "accent";

/** How to write for this person: colour (or not) and the room there is. */
export type Style = {
  paint(tone: Tone, text: string): string;
  /** Cells in a line; Infinity when nobody's terminal is at the other end. */
  readonly width: number;
};
