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

/** What the project promises, as multiples of the empty program's median. */
const CASES: readonly { argv: readonly string[]; cpu: number; memory?: number }[] = [
  { argv: ["--version"], cpu: 1.3 },
  { argv: ["models", "status"], cpu: 2.5, memory: 2 },
  { argv: ["models", "status", "--json"], cpu: 2.5 },
  { argv: ["models", "aliases", "list"], cpu: 2.5 },
  { argv: ["models", "list"], cpu: 2.5 },
  { argv: ["models", "list", "--all"], cpu: 6 },
  { argv: ["models", "list", "--all", "--plain"], cpu: 6 },
  { argv: ["models", "list", "--all", "--json"], cpu: 6 },
];

type Sample = { cpu: number; wall: number; memory: number };

async function measure(command: readonly string[], env: Record<string, string>): Promise<Sample> {
  const start = Bun.nanoseconds();
  const child = Bun.spawn([...command], { env, stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  await new Response(child.stdout).arrayBuffer();
  await child.exited;
  const wall = Bun.nanoseconds() - start;
  const usage = child.resourceUsage();
  return { cpu: Number(usage?.cpuTime.total ?? 0), wall, memory: usage?.maxRSS ?? 0 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "41" }, check: { type: "boolean", default: false } },
});
const runs = Number(values.runs);
const scratch = await mkdtemp(join(tmpdir(), "openclaw-bench-"));
const home = join(scratch, "home");
await mkdir(home);
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
for (const { argv, cpu, memory } of CASES) {
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  for (let run = -2; run < runs; run++) {
    const pair = [await measure([binary, ...argv], env), await measure([empty], env)] as const;
    // The first two only warm the caches.
    if (run < 0) continue;
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
  const ratio = (field: keyof Sample) =>
    median(ours.map((sample) => sample[field])) / median(theirs.map((sample) => sample[field]));
  const isOver = ratio("cpu") > cpu || (memory !== undefined && ratio("memory") > memory);
  if (isOver) failures++;
  const columns = (["cpu", "wall", "memory"] as const).map((field) => ratio(field).toFixed(2).padStart(7));
  console.log(
    argv.join(" ").padEnd(28),
    ...columns,
    `   ${cpu}${memory === undefined ? "" : `, ${memory}`}${isOver ? "   OVER" : ""}`,
  );
}
await rm(scratch, { recursive: true });
if (values.check && failures > 0) process.exitCode = 1;
