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
import { EMBEDDED_AT } from "../src/catalog/date.ts";
import { formatCatalog } from "../src/catalog/document.ts";
import { embeddedCatalog } from "../src/catalog/embedded.ts";
import { CASES, type Home, TABS } from "./bench-cases.ts";
import { benchProbes } from "./bench-probes.ts";
import { benchScan, keepScan } from "./bench-scan.ts";
import { buildIfStale, compile } from "./build.ts";
import { requirePrograms } from "./system.ts";

/** What loading the script may cost, as a multiple of a shell that loads nothing. */
const SCRIPT_LIMIT = 1.3;

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

/** Writes the files of a home, as OpenClaw would. */
async function furnish(kind: Home | undefined): Promise<void> {
  await rm(home, { recursive: true, force: true });
  await mkdir(home);
  if (kind === undefined) return;
  if (kind === "scanned") return keepScan(home);
  const isBig = kind.startsWith("big");
  const key = { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" };
  const profiles = Array.from({ length: isBig ? 1000 : 4 }, (_, id) => [`groq:${id}`, key]);
  const bulk = Array.from({ length: isBig ? 40 : 1 }, (_, provider) => [
    `bulk${provider}`,
    {
      baseUrl: "http://127.0.0.1:9/v1",
      models: Array.from({ length: isBig ? 200 : 3 }, (__, id) => ({ id: `model-${id}`, name: `Model ${id}` })),
    },
  ]);
  const chosen = ["groq/llama-3.3-70b-versatile", "openai/gpt-5.2", "anthropic/claude-opus-4-6", "bulk0/model-1"];
  const models = Object.fromEntries(chosen.map((model, index) => [model, { alias: `short${index}` }]));
  const config = {
    agents: { defaults: { model: { primary: chosen[0], fallbacks: chosen.slice(1) }, models }, list: [{ id: "main" }] },
    models: { providers: Object.fromEntries(bulk) },
  };
  const comment = kind === "big JSON5" ? "// by hand\n" : "";
  await Bun.write(join(home, ".openclaw/openclaw.json"), `${comment}${JSON.stringify(config, null, 2)}\n`);
  const store = JSON.stringify({ version: 1, profiles: Object.fromEntries(profiles) }, null, 2);
  await Bun.write(join(home, ".openclaw/agents/main/agent/auth-profiles.json"), `${store}\n`);
  if (kind !== "fetched") return;
  const rows = (await embeddedCatalog()).all();
  await Bun.write(join(home, ".cache/openclaw-cli/catalog.tsv"), formatCatalog(rows, EMBEDDED_AT + 1));
}

const env = { HOME: home, PATH: process.env["PATH"] ?? "" };
let failures = 0;
console.log(
  "command".padEnd(28),
  "cpu".padStart(7),
  "wall".padStart(7),
  "memory".padStart(7),
  "   limit (cpu, memory)",
);
for (const { argv, undo = argv, home: kind, cpu, memory } of [...CASES, ...TABS]) {
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  // What an earlier case wrote would change what this one does.
  await furnish(kind);
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
    [kind ?? "", ...argv].join(" ").replace("__complete zsh --", "TAB").trim().padEnd(28),
    ...columns,
    `   ${cpu}${memory === undefined ? "" : `, ${memory}`}${isOver ? "   OVER" : ""}`,
  );
}

/** A shell that loads the script at its start, against one that loads nothing. */
const SHELLS = [
  ["bash", "--norc", "--noprofile"],
  ["zsh", "-f"],
  ["fish", "--no-config"],
] as const;
for (const [shell, ...flags] of SHELLS) {
  if (Bun.which(shell) === null) continue;
  const script = join(import.meta.dir, `../completions/openclaw.${shell}`);
  const loading: number[] = [];
  const bare: number[] = [];
  for (let run = -2; run < runs; run++) {
    const pair = [
      await measure([shell, ...flags, "-c", `source ${script}`], env),
      await measure([shell, ...flags, "-c", "true"], env),
    ] as const;
    if (run < 0) continue;
    loading.push(pair[0].cpu);
    bare.push(pair[1].cpu);
  }
  const ratio = median(loading) / median(bare);
  if (ratio > SCRIPT_LIMIT) failures++;
  const isOver = ratio > SCRIPT_LIMIT ? "   OVER" : "";
  console.log(
    `${shell} that loads the script`.padEnd(28),
    ratio.toFixed(2).padStart(7),
    " ".repeat(18),
    `${SCRIPT_LIMIT}${isOver}`,
  );
}
failures += await benchProbes(binary, scratch);
failures += await benchScan(binary, scratch);
await rm(scratch, { recursive: true });
if (values.check && failures > 0) process.exitCode = 1;
