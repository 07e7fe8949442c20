import { defineCommand } from "../../contracts/command.ts";
import type { AppError } from "../../contracts/error.ts";
import { WARN_WITHIN_MS } from "../../core/auth/health.ts";
import { requireOnline } from "../../core/offline.ts";
import { unasked } from "../../core/scan/row.ts";
import { sourcesOf } from "../../core/scan/sources.ts";
import { readCredentials, readSetup } from "../../core/setup.ts";
import type { ScanResult } from "../../schema/scan.ts";
import { DRY_RUN, OFFLINE } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { exitOfScan } from "./scan-exit.ts";
import { findFree, type Found } from "./scan-find.ts";
import { scanView } from "./scan-view.ts";

const FILTERS = ["min-params", "max-age-days", "provider", "max-candidates"];

export default defineCommand({
  args: {
    "min-params": { type: "number", kind: "number", min: 0, description: "Least size, in billions of parameters" },
    "max-age-days": { type: "number", kind: "number", min: 0, description: "Greatest age, in days" },
    provider: {
      type: "string",
      kind: "provider",
      description: "Only models of this author at OpenRouter, or of this provider",
    },
    "max-candidates": { type: "integer", kind: "number", min: 1, default: 6, description: "How many to choose" },
    timeout: {
      type: "integer",
      kind: "number",
      min: 1,
      default: 12_000,
      description: "Deadline of a request, in milliseconds",
    },
    concurrency: { type: "integer", kind: "number", min: 1, default: 3, description: "Models asked at the same time" },
    runs: {
      type: "integer",
      kind: "number",
      min: 1,
      default: 1,
      description: "How often each is asked; the median counts",
    },
    probe: {
      type: "boolean",
      negatable: true,
      description: "Ask no model: asking is real requests, which count against rate limits",
    },
    yes: { type: "boolean", description: "Take the best without being asked" },
    input: { type: "boolean", negatable: true, description: "Ask nothing" },
    "set-default": { type: "boolean", description: "Make the first of the chosen the default" },
    "set-image": { type: "boolean", description: "Make the first of those that see the image model" },
    recheck: {
      type: "boolean",
      description: "Ask the free models that are configured now; with --yes, drop the dead",
      excludes: ["no-probe", "set-default", "set-image", ...FILTERS],
    },
    ...DRY_RUN,
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models scan", about: "Ask every free model of OpenRouter for a tool call, then choose fallbacks" },
    { run: "openclaw models scan --yes --dry-run", about: "See what the best ones would change" },
    { run: "openclaw models scan --no-probe --min-params 70", about: "The large ones, by what the catalog says" },
    { run: "openclaw models scan --recheck --yes", about: "Drop free fallbacks that are dead" },
    {
      run: "openclaw models scan --json | jq -r '.results[] | select(.tool.ok).modelRef'",
      about: "References of those that call tools, the best first",
    },
  ],
  result: async () => (await import("../../schema/scan.ts")).ScanResult,
  async run(env, args): Promise<ScanResult & { failure?: AppError | undefined }> {
    const setup = await readSetup(env, KNOWLEDGE);
    if (args.recheck) requireOnline(env, "no model is asked");
    const isOffline = env.offline !== undefined;
    const credentials = await readCredentials(env, setup, WARN_WITHIN_MS);
    // Nothing takes long enough to be stopped where nobody is asked, and watching for it has its price.
    const signal = isOffline ? new AbortController().signal : env.interrupt();
    const found = await findFree(env, setup, credentials, args, signal);
    const { catalog, candidates, excluded, warnings } = found;
    const base: ScanResult = {
      home: setup.places.home,
      catalog,
      probed: true,
      recheck: args.recheck,
      results: [],
      excluded: args.recheck ? [] : excluded,
      selected: [],
      selectedImages: [],
      setDefault: args.setDefault,
      setImage: args.setImage,
      stopped: null,
      interrupted: false,
      change: null,
      notes: [],
      warnings,
    };
    // Only those who ask models wait for what asks them.
    if (args.recheck) {
      const { recheck } = await import("./scan-recheck.ts");
      return { ...base, ...(await recheck(env, setup, credentials, found, args, signal)) };
    }
    const sources = await sourcesOf(candidates, credentials);
    const why = whyNotAsked({ ...args, isOffline }, found, sources.size);
    if (why !== undefined) {
      const results = candidates.map((candidate) => unasked(candidate, "not_asked"));
      return { ...base, probed: false, results, notes: why === "" ? [] : [why] };
    }
    const { scanFound } = await import("./scan-run.ts");
    return { ...base, ...(await scanFound(env, setup, found, sources, args, signal)) };
  },
  warnings: ({ warnings }) => warnings,
  human: (result, style) => scanView(result, style),
  failure: ({ failure }) => failure,
  exit: (result, args) => exitOfScan(result, args),
});

/** Why nobody is asked, as far as that is not what was wanted; `undefined` where somebody can be. */
function whyNotAsked(
  { probe, isOffline, yes }: { probe: boolean; isOffline: boolean; yes: boolean },
  { catalog, candidates }: Found,
  sources: number,
): string | undefined {
  if (!probe || isOffline) return yes ? "nobody was asked, so nothing was chosen and nothing was written" : "";
  if (catalog.from === "cache") return "without a connection no model can be asked; nothing was written";
  if (sources > 0 || candidates.length === 0) return undefined;
  return "OpenRouter can be asked only with a key: set OPENROUTER_API_KEY, or store one with `openclaw models auth paste-api-key --provider openrouter`; nothing was written";
}
