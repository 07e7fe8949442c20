import type { Style, Tone } from "../contracts/command.ts";

const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
  dim: [2, 22],
  strong: [1, 22],
  accent: [36, 39],
};

/** Colours text, or leaves it as it is; colour never carries meaning alone. */
export function createStyle(hasColor: boolean, width: number): Style {
  return {
    width,
    paint(tone, text) {
      if (!hasColor || text === "") return text;
      const [on, off] = CODES[tone];
      return `\u001b[${on}m${text}\u001b[${off}m`;
    },
  };
}
