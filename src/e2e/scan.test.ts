import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import Ajv from "ajv";
import { startAimock } from "../testing/aimock.ts";
import { runBinaryBeside } from "../testing/binary.ts";
import { REPLIES, type Reply, works } from "../testing/openrouter.ts";
import {
  CHAT,
  CONFIG,
  configOf,
  inHome,
  KEY,
  LIST,
  RECORDED,
  RECORDED_MODELS,
  startOpenRouter,
} from "../testing/scan-server.ts";

const { server, online, stop, asked, serve, scan } = await startOpenRouter();
afterAll(stop);

type Shown = { ok: boolean; latencyMs: number; reason: string | null };
type Document = { results: { id: string; tool: Shown; image: Shown }[]; stopped: unknown };
async function documentOf(stdout: string): Promise<Document> {
  const schema = await Bun.file(join(import.meta.dir, "../schema/json/models-scan.json")).json();
  const validate = new Ajv({ strict: false }).compile(schema);
  const document: unknown = JSON.parse(stdout);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document as Document;
}

/** What a person counts: no price, and no music. */
const COUNTED = RECORDED_MODELS.filter(
  ({ id, pricing }) => pricing.prompt === "0" && pricing.completion === "0" && !/lyria/.test(id),
);

test("the recorded list, under its real name: the free set that a person counts, and the config as it was", () =>
  inHome(async (home) => {
    await serve(RECORDED, works);
    const { code, stdout, stderr } = await scan(home, "--json", "--concurrency", "10");
    const { results } = await documentOf(stdout);
    expect([code, stderr, results.length]).toEqual([0, "", 27]);
    expect(results.map(({ id }) => id).toSorted()).toEqual(COUNTED.map(({ id }) => id).toSorted());
    expect(new Set(asked)).toEqual(new Set(COUNTED.map(({ id }) => id)));
    expect(configOf(home)).toBe(CONFIG);
  }));

const DAY_MS = 86_400_000;
/** So many days that the cut lies in the middle of the recorded list. */
const DAYS = Math.round((Date.now() - Date.parse("2026-01-01")) / DAY_MS);

test.each([
  [["--provider", "nvidia"], ({ id }) => id.startsWith("nvidia/")],
  [["--min-params", "70"], ({ id }) => /-(120b|80b|70b|405b)/.test(id) || id === "qwen/qwen3-coder:free"],
  [["--max-age-days", `${DAYS}`], ({ created }) => Date.now() - created * 1000 <= DAYS * DAY_MS],
] as [string[], (model: (typeof RECORDED_MODELS)[number]) => boolean][])(
  "the filter %j leaves those that a person would",
  (options, isWanted) =>
    inHome(async (home) => {
      await serve(RECORDED, works);
      const { results } = await documentOf((await scan(home, "--no-probe", "--json", ...options)).stdout);
      const expected = COUNTED.filter(isWanted).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(3);
      expect(results.map(({ id }) => id)).toEqual(expected);
    }),
);

test("models are ranked by the latency that was measured", () =>
  inHome(async (home) => {
    const order = ["z-ai/glm-4.5-air:free", "minimax/minimax-m2.5:free", "baidu/cobuddy:free"];
    const list = JSON.stringify({ data: RECORDED_MODELS.filter(({ id }) => order.includes(id)) });
    await serve(list, works, (id) => order.indexOf(id) * 150);
    const { results } = await documentOf((await scan(home, "--json")).stdout);
    expect(results.map(({ id }) => id)).toEqual(order);
    expect(results.every(({ tool }, index) => tool.latencyMs >= index * 150)).toBe(true);
  }));

test("of several runs the median counts, neither the best nor the mean", () =>
  inHome(async (home) => {
    const list = JSON.stringify({ data: RECORDED_MODELS.filter(({ id }) => id === "z-ai/glm-4.5-air:free") });
    const delays = [0, 1500, 300];
    await serve(list, works, () => delays.shift() ?? 0);
    const [row] = (await documentOf((await scan(home, "--json", "--runs", "3")).stdout)).results;
    const latencyMs = row?.tool.latencyMs ?? 0;
    expect({ asked: asked.length, isMedian: latencyMs >= 300 && latencyMs < 600 }).toEqual({
      asked: 3,
      isMedian: true,
    });
  }));

test("what only says that it calls or sees, or calls without what was asked for, counts as neither", () =>
  inHome(async (home) => {
    const claims: Reply = [200, { choices: [{ message: { content: "I cannot see the blue word in images." } }] }];
    const calls = [{ type: "function", function: { name: "ping", arguments: "{}" } }];
    const empty: Reply = [200, { choices: [{ message: { content: null, tool_calls: calls } }] }];
    const seeing = /gemma-4-(26b|31b)/;
    await serve(JSON.stringify({ data: RECORDED_MODELS.filter(({ id }) => seeing.test(id)) }), (id, skill) =>
      id.includes("26b") ? (skill === "tool" ? empty : claims) : works(id, skill),
    );
    const { results } = await documentOf((await scan(home, "--json")).stdout);
    expect(results.map(({ id, tool, image }) => [id, tool.ok, image.ok, tool.reason, image.reason])).toEqual([
      ["google/gemma-4-31b-it:free", true, true, null, null],
      ["google/gemma-4-26b-a4b-it:free", false, false, "no_tool_call", "no_image_answer"],
    ]);
  }));

test("--yes changes the lines of the fallbacks alone", () =>
  inHome(async (home) => {
    await serve(RECORDED, (id, skill) =>
      skill === "tool" && /nemotron-nano-9b/.test(id) ? REPLIES.tool : REPLIES.gone,
    );
    const { code } = await scan(home, "--yes", "--concurrency", "10");
    const expected = CONFIG.replace("qwen/qwen3-coder:free", "nvidia/nemotron-nano-9b-v2:free");
    expect([code, configOf(home)]).toEqual([0, expected]);
  }));

test("the limit of all free models stops everything at once; that of one model's host does not", () =>
  inHome(async (home) => {
    await serve(RECORDED, (id, skill) => (id.startsWith("nvidia/") ? REPLIES.upstream : works(id, skill)));
    const upstream = await scan(home, "--json", "--concurrency", "10");
    expect([upstream.code, (await documentOf(upstream.stdout)).stopped]).toEqual([0, null]);
    expect(new Set(asked).size).toBe(27);
    await serve(RECORDED, () => (asked.length >= 5 ? REPLIES.daily : REPLIES.tool));
    const limited = await scan(home, "--json", "--yes", "--concurrency", "1");
    expect([limited.code, asked.length, configOf(home)]).toEqual([69, 5, CONFIG]);
    expect((await documentOf(limited.stdout)).stopped).toMatchObject({
      reason: "free-models-per-day",
      resetsAt: 1_770_768_000_000,
    });
  }));

test("a server that others wrote answers as a model does: with the key a call of the tool, without it a refusal", async () => {
  const toolCalls = [{ name: "ping", arguments: '{"word":"pong"}' }];
  const aimock = await startAimock([{ match: { userMessage: "Call the ping tool" }, response: { toolCalls } }], KEY);
  try {
    await inHome(async (home) => {
      await server.reset();
      const list = RECORDED_MODELS.filter(({ id }) => /gpt-oss/.test(id));
      await server.forGet(LIST).thenJson(200, { data: list });
      await server.forPost(CHAT).thenForwardTo(aimock.origin);
      const { results } = await documentOf((await scan(home, "--json")).stdout);
      expect(
        results
          .filter(({ tool }) => tool.ok)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(["openai/gpt-oss-120b:free", "openai/gpt-oss-20b:free"]);
      const variables = { ...online, OPENROUTER_API_KEY: "sk-or-v1-another" };
      const refused = await runBinaryBeside(["models", "scan", "--json"], { home, variables });
      expect([refused.code, (await documentOf(refused.stdout)).stopped]).toMatchObject([69, { reason: "auth" }]);
    });
  } finally {
    aimock.stop();
  }
});
