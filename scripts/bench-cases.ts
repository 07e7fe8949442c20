/** What `scripts/bench.ts` measures, and what each may cost. */

/**
 * A command, its limits, the home that it runs in, and where it would find its work done already, the one that undoes it.
 */
type Case = { argv: readonly string[]; undo?: readonly string[]; home?: Home; cpu: number; memory?: number };

/**
 * A few names, perhaps a fetched catalog; 8,000 models and 1,000 profiles, in JSON or, with a comment, JSON5; or nothing
 * but what a scan has kept of OpenRouter's 430 kB.
 */
export type Home = "usual" | "fetched" | "big" | "big JSON5" | "scanned";

/** What the project promises, as multiples of the empty program's median. */
export const CASES: readonly Case[] = [
  { argv: ["--version"], cpu: 1.3 },
  { argv: ["models", "status"], cpu: 2.5, memory: 2 },
  { argv: ["models", "status"], home: "fetched", cpu: 3.5 },
  { argv: ["models", "status", "--json"], cpu: 3 },
  { argv: ["models", "aliases", "list"], cpu: 2.5 },
  { argv: ["models", "list"], cpu: 2.75 },
  { argv: ["models", "list", "--all"], cpu: 6 },
  { argv: ["models", "list", "--all", "--plain"], cpu: 6 },
  { argv: ["models", "list", "--all", "--json"], cpu: 6 },
  { argv: ["models", "set", "openai/gpt-5.2"], undo: ["models", "set", "groq/llama-3.3-70b-versatile"], cpu: 4 },
  { argv: ["models", "scan", "--offline"], home: "scanned", cpu: 3 },
];

const tab = (line: string) => ["__complete", "zsh", "--"].concat(line.split(" "));

/** One TAB in each home. */
export const TABS: readonly Case[] = (
  [
    ["usual", 1.8],
    ["fetched", 2.2],
    ["big", 3],
    ["big JSON5", 5],
  ] as const
).flatMap(([home, cpu]) =>
  ["models set ", "models set groq/", "models auth logout "].map((line) => ({ argv: tab(line), home, cpu })),
);
