/**
 * Measures the compiled binary against a compiled empty program, in turn, on this machine, and prints ratios.
 *
 *   bun scripts/bench.ts [--runs <n>] [--check]
 *
 * Absolute times say little on a shared machine; the ratio of two programs that ran in turn holds. With --check it
 * fails when a ratio is over its limit.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale, compile } from "./build.ts";
import { requirePrograms } from "./system.ts";

/** A command, its limits, and where it would find its work done already, the one that undoes it. */
type Case = { argv: readonly string[]; undo?: readonly string[]; cpu: number; memory?: number };

/** What the project promises, as multiples of the empty program's median. */
const CASES: readonly Case[] = [
  { argv: ["--version"], cpu: 1.3 },
  { argv: ["models", "status"], cpu: 2.5, memory: 2 },
  { argv: ["models", "status", "--json"], cpu: 3 },
  { argv: ["models", "aliases", "list"], cpu: 2.5 },
  { argv: ["models", "list"], cpu: 2.5 },
  { argv: ["models", "list", "--all"], cpu: 6 },
  { argv: ["models", "list", "--all", "--plain"], cpu: 6 },
  { argv: ["models", "list", "--all", "--json"], cpu: 6 },
  { argv: ["models", "set", "openai/gpt-5.2"], undo: ["models", "set", "groq/llama-3.3-70b-versatile"], cpu: 4 },
];

/** Microseconds of processor time and nanoseconds that passed. */
type Sample = { cpu: number; wall: number };

async function measure(command: readonly string[], env: Record<string, string>): Promise<Sample> {
  const start = Bun.nanoseconds();
  const child = Bun.spawn([...command], { env, stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  await new Response(child.stdout).arrayBuffer();
  await child.exited;
  return { cpu: Number(child.resourceUsage()?.cpuTime.total ?? 0), wall: Bun.nanoseconds() - start };
}

/**
 * Peak memory in KiB. A child's rusage begins at what its parent holds, and Bun holds more than what we measure, so a
 * small program has to start it.
 */
async function peakMemory(command: readonly string[], env: Record<string, string>): Promise<number> {
  const output = join(scratch, "peak");
  await Bun.spawn(["time", "-f", "%M", "-o", output, ...command], { env, stdio: ["ignore", "ignore", "ignore"] })
    .exited;
  return Number(await Bun.file(output).text());
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "41" }, check: { type: "boolean", default: false } },
});
const runs = Number(values.runs);
const missing = requirePrograms(["time"]);
if (missing !== "") throw new Error(missing);
const scratch = await mkdtemp(join(tmpdir(), "openclaw-bench-"));
const home = join(scratch, "home");
const empty = join(scratch, "empty");
await Bun.write(`${empty}.ts`, "export {};\n");
await compile(`${empty}.ts`, empty);
const binary = await buildIfStale();

const env = { HOME: home, PATH: process.env["PATH"] ?? "" };
let failures = 0;
console.log(
  "command".padEnd(28),
  "cpu".padStart(7),
  "wall".padStart(7),
  "memory".padStart(7),
  "   limit (cpu, memory)",
);
for (const { argv, undo = argv, cpu, memory } of CASES) {
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  // What an earlier case wrote would change what this one does.
  await rm(home, { recursive: true, force: true });
  await mkdir(home);
  for (let run = -2; run < runs; run++) {
    const pair = [await measure([binary, ...(run % 2 === 0 ? argv : undo)], env), await measure([empty], env)] as const;
    // The first two only warm the caches.
    if (run < 0) continue;
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
  const ratio = (field: keyof Sample) =>
    median(ours.map((sample) => sample[field])) / median(theirs.map((sample) => sample[field]));
  const peaks: [number, number][] = [];
  for (let run = 0; run < 5; run++)
    peaks.push([await peakMemory([binary, ...argv], env), await peakMemory([empty], env)]);
  const peak = median(peaks.map(([own]) => own)) / median(peaks.map(([, other]) => other));
  const isOver = ratio("cpu") > cpu || (memory !== undefined && peak > memory);
  if (isOver) failures++;
  const columns = [ratio("cpu"), ratio("wall"), peak].map((value) => value.toFixed(2).padStart(7));
  console.log(
    argv.join(" ").padEnd(28),
    ...columns,
    `   ${cpu}${memory === undefined ? "" : `, ${memory}`}${isOver ? "   OVER" : ""}`,
  );
}
await rm(scratch, { recursive: true });
if (values.check && failures > 0) process.exitCode = 1;
