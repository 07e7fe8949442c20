/**
 * Measures how near `models scan` comes to the ideal of its concurrency, against a server of this process, and gives a
 * home what a scan keeps. Called by `scripts/bench.ts`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseCatalog } from "../src/core/scan/catalog.ts";
import { writeFreeList } from "../src/core/scan/catalog-cache.ts";
import { createEnv } from "../src/edge/env.ts";
import { entry, listOf, REPLIES } from "../src/testing/openrouter.ts";

const RECORDED = join(import.meta.dir, "../src/core/scan/__fixtures__/openrouter-models.2026-05-12.json");

/** 400 models, 10 at a time, each answers after 100 milliseconds: the ideal, and how many times that may be. */
const MODELS = 400;
const CONCURRENCY = 10;
const LATENCY_MS = 100;
const LIMIT = 1.15;

/** Puts into a home what a scan of the recorded list keeps there. */
export async function keepScan(home: string): Promise<void> {
  const read = parseCatalog(await Bun.file(RECORDED).text());
  if ("trouble" in read) throw new Error(read.trouble);
  const url = "https://openrouter.ai/api/v1/models";
  const about = { url, from: "network", fetchedAt: Date.now(), models: read.total } as const;
  const env = { ...createEnv("bench"), variables: {}, home };
  await writeFreeList(env, url, { about, models: read.models });
}

/** Prints a line, and gives 1 when it is over its limit. */
export async function benchScan(binary: string, scratch: string): Promise<number> {
  const list = listOf(...Array.from({ length: MODELS }, (_, id) => entry(`a/model-${id}:free`)));
  const [status, body] = REPLIES.tool;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch({ method }) {
      if (method === "GET") return new Response(list, { headers: { "content-type": "application/json" } });
      await Bun.sleep(LATENCY_MS);
      return Response.json(body, { status });
    },
  });
  const home = join(scratch, "scan");
  await mkdir(home);
  const openrouter = { baseUrl: `http://127.0.0.1:${server.port}/v1`, models: [] };
  await Bun.write(join(home, ".openclaw/openclaw.json"), JSON.stringify({ models: { providers: { openrouter } } }));
  const start = Bun.nanoseconds();
  const child = Bun.spawn([binary, "models", "scan", "--json", "--concurrency", `${CONCURRENCY}`], {
    env: { HOME: home, PATH: process.env["PATH"] ?? "", OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  const { results } = (await new Response(child.stdout).json()) as { results: { tool: { ok: boolean } }[] };
  await child.exited;
  const ratio = (Bun.nanoseconds() - start) / 1e6 / ((MODELS / CONCURRENCY) * LATENCY_MS);
  await server.stop(true);
  const isOver = ratio > LIMIT || results.filter(({ tool }) => tool.ok).length !== MODELS;
  const figures = `${ratio.toFixed(2)} of the ideal (${LIMIT})`;
  console.log(`scan of ${MODELS} models`.padEnd(28), figures, isOver ? "  OVER" : "");
  return isOver ? 1 : 0;
}
