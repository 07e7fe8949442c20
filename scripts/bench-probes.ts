/**
 * Measures how near `models status --probe` comes to the ideal of its concurrency, against a server of this process.
 * Called by `scripts/bench.ts`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startRawServer } from "../src/testing/raw-server.ts";

/** 200 targets, 20 at a time: what the server does, the deadline, the ideal, and how many times that may be. */
const CASES = [
  { name: "after-100", timeoutMs: 8000, idealMs: 1000, limit: 1.15 },
  { name: "hang-headers", timeoutMs: 1000, idealMs: 10_000, limit: 1.1 },
] as const;
const MEMORY_LIMIT_MIB = 120;

/** Prints a line for each case, and gives the number of those that are over their limit. */
export async function benchProbes(binary: string, scratch: string): Promise<number> {
  const server = startRawServer();
  let failures = 0;
  for (const { name, timeoutMs, idealMs, limit } of CASES) {
    const home = join(scratch, `probe-${name}`);
    await mkdir(home);
    const baseUrl = `http://127.0.0.1:${server.port}/openai-completions/${name}`;
    const config = { models: { providers: { x: { baseUrl, models: [{ id: "m" }] } } } };
    const key = (id: number) => [`x:${id}`, { type: "api_key", provider: "x", key: `key-${id}` }];
    const store = { version: 1, profiles: Object.fromEntries(Array.from({ length: 200 }, (_, id) => key(id))) };
    await Bun.write(join(home, ".openclaw/openclaw.json"), JSON.stringify(config));
    await Bun.write(join(home, ".openclaw/agents/main/agent/auth-profiles.json"), JSON.stringify(store));
    const argv = [
      "models",
      "status",
      "--probe",
      "--json",
      "--probe-concurrency",
      "20",
      "--probe-timeout",
      `${timeoutMs}`,
    ];
    const output = join(home, "peak");
    const start = Bun.nanoseconds();
    const child = Bun.spawn(["time", "-f", "%M", "-o", output, binary, ...argv], {
      env: { HOME: home, PATH: process.env["PATH"] ?? "" },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "ignore",
    });
    await new Response(child.stdout).arrayBuffer();
    await child.exited;
    const ratio = (Bun.nanoseconds() - start) / 1e6 / idealMs;
    const peak = Number(await Bun.file(output).text()) / 1024;
    const isOver = ratio > limit || peak > MEMORY_LIMIT_MIB;
    if (isOver) failures++;
    const figures = `${ratio.toFixed(2)} of the ideal (${limit}), ${peak.toFixed(0)} MiB (${MEMORY_LIMIT_MIB})`;
    console.log(`200 probes, ${name}`.padEnd(28), figures, isOver ? "  OVER" : "");
  }
  server.stop();
  return failures;
}
