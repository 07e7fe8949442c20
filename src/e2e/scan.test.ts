import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { generateCACertificate, getLocal, type Mockttp } from "mockttp";
import { startAimock } from "../testing/aimock.ts";
import { runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { questionIn, REPLIES, type Reply, works } from "../testing/openrouter.ts";

const RECORDED = readFileSync(
  join(import.meta.dir, "../core/scan/__fixtures__/openrouter-models.2026-05-12.json"),
  "utf8",
);
const KEY = "sk-or-v1-Va1Sd4Fg7Hj0Kl3Zx6Cv9Bn2";
const LIST = "https://openrouter.ai/api/v1/models";
const CHAT = "https://openrouter.ai/api/v1/chat/completions";
const CONFIG = `// mine
{
  agents: {
    defaults: {
      model: {
        primary: "anthropic/claude-opus-4-6",
        fallbacks: [
          "openai/gpt-5.2", // paid
          "openrouter/qwen/qwen3-coder:free",
        ],
      },
    },
  },
}
`;

const scratch = mkdtempSync(join(tmpdir(), "openclaw-scan-"));
const caPath = join(scratch, "ca.pem");
let proxy: Mockttp;
let asked: string[] = [];

beforeAll(async () => {
  const ca = await generateCACertificate({ subject: { commonName: "test" } });
  writeFileSync(caPath, ca.cert);
  proxy = getLocal({ https: { key: ca.key, cert: ca.cert } });
  await proxy.start();
});
afterAll(async () => {
  await proxy.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** OpenRouter under its real name: its list, and what each model answers after how many milliseconds. */
async function serve(list: string | Buffer, answer: typeof works, delayOf: (id: string) => number = () => 0) {
  await proxy.reset();
  asked = [];
  await proxy.forGet(LIST).thenReply(200, list, { "content-type": "application/json" });
  await proxy.forPost(CHAT).thenCallback(async (request) => {
    const { id, skill } = questionIn((await request.body.getText()) ?? "");
    asked.push(id);
    // The time that a model takes.
    await Bun.sleep(delayOf(id));
    const [statusCode, json]: Reply =
      request.headers["authorization"] === `Bearer ${KEY}` ? answer(id, skill) : REPLIES.badKey;
    return { statusCode, json: json as object };
  });
}

const online = () => ({
  HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  NODE_EXTRA_CA_CERTS: caPath,
  OPENROUTER_API_KEY: KEY,
});
const inHome = <T>(use: (home: string) => Promise<T>) => withFolder({ ".openclaw/openclaw.json": CONFIG }, use);
const scan = (home: string, ...options: readonly string[]) =>
  runBinaryBeside(["models", "scan", ...options], { home, variables: online() });
const configOf = (home: string) => readFileSync(join(home, ".openclaw/openclaw.json"), "utf8");

type Document = { results: { id: string; tool: { ok: boolean; latencyMs: number } }[]; stopped: unknown };
async function documentOf(stdout: string): Promise<Document> {
  const schema = await Bun.file(join(import.meta.dir, "../schema/json/models-scan.json")).json();
  const validate = new Ajv({ strict: false }).compile(schema);
  const document: unknown = JSON.parse(stdout);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document as Document;
}

test("the recorded list, under its real name: the free set that a person counts, and the config as it was", () =>
  inHome(async (home) => {
    await serve(RECORDED, works);
    const { code, stdout, stderr } = await scan(home, "--json", "--concurrency", "10");
    const { results } = await documentOf(stdout);
    const { data } = JSON.parse(RECORDED) as {
      data: { id: string; pricing: { prompt: string; completion: string } }[];
    };
    const free = data.filter(
      ({ id, pricing }) => pricing.prompt === "0" && pricing.completion === "0" && !/lyria/.test(id),
    );
    expect([code, stderr, results.length]).toEqual([0, "", 27]);
    expect(results.map(({ id }) => id).toSorted()).toEqual(free.map(({ id }) => id).toSorted());
    expect(new Set(asked)).toEqual(new Set(free.map(({ id }) => id)));
    expect(configOf(home)).toBe(CONFIG);
  }));

test("models are ranked by the latency that was measured", () =>
  inHome(async (home) => {
    const order = ["z-ai/glm-4.5-air:free", "minimax/minimax-m2.5:free", "baidu/cobuddy:free"];
    const list = JSON.stringify({
      data: (JSON.parse(RECORDED) as { data: { id: string }[] }).data.filter(({ id }) => order.includes(id)),
    });
    await serve(list, works, (id) => order.indexOf(id) * 150);
    const { results } = await documentOf((await scan(home, "--json")).stdout);
    expect(results.map(({ id }) => id)).toEqual(order);
    expect(results.every(({ tool }, index) => tool.latencyMs >= index * 150)).toBe(true);
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

test.each([
  ["cut off", RECORDED.slice(0, 300_000), "it is cut off, or no JSON"],
  ["without an end", Buffer.alloc(17 * 1024 * 1024, " "), "it has no end"],
  ["of another type", '{"data":{"free":true}}', "there is no list in it"],
  ["empty", '{"data":[]}', "the list is empty"],
  ["a page", "<!doctype html><title>Sign in</title>", "it is a page, not a list"],
])("a list that is %s is one sentence and 69; the kept list and the config stay as they were", (_, list, why) =>
  inHome(async (home) => {
    await serve(RECORDED, works);
    expect((await scan(home, "--no-probe")).code).toBe(0);
    const before = await snapshot(home);
    await serve(list, works);
    const { code, stdout, stderr } = await scan(home, "--yes");
    expect({ code, stdout, message: stderr.split("\n")[0], asked }).toEqual({
      code: 69,
      stdout: "",
      message: `error: what openrouter.ai gives is no list of models: ${why}`,
      asked: [],
    });
    expect(await snapshot(home)).toEqual(before);
  }),
);

test("no eight characters of the key are shown or kept, whatever the models say", () =>
  inHome(async (home) => {
    await serve(RECORDED, (id) => [400, { error: { message: `the key ${KEY} of ${id} is wrong`, code: 400 } }]);
    const runs = [
      await scan(home, "--yes"),
      await scan(home, "--json"),
      await scan(home, "--recheck"),
      await scan(home, "--offline"),
    ];
    const kept = [...new Bun.Glob("**/*").scanSync({ cwd: home, dot: true, onlyFiles: true })];
    const texts = [
      ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
      ...kept.map((path) => readFileSync(join(home, path), "utf8")),
    ];
    const fragments = Array.from({ length: KEY.length - 16 }, (_, at) => KEY.slice(9 + at, 17 + at));
    expect(fragments.filter((fragment) => texts.some((text) => text.includes(fragment)))).toEqual([]);
    expect(kept.toSorted()).toEqual([".cache/openclaw-cli/free-models.json", ".openclaw/openclaw.json"]);
  }));

test("a server that others wrote answers as a model does: with the key a call of the tool, without it a refusal", async () => {
  const toolCalls = [{ name: "ping", arguments: "{}" }];
  const aimock = await startAimock([{ match: { userMessage: "Call the ping tool" }, response: { toolCalls } }], KEY);
  try {
    await inHome(async (home) => {
      await proxy.reset();
      const list = (JSON.parse(RECORDED) as { data: { id: string }[] }).data.filter(({ id }) => /gpt-oss/.test(id));
      await proxy.forGet(LIST).thenJson(200, { data: list });
      await proxy.forPost(CHAT).thenForwardTo(aimock.origin);
      const { results } = await documentOf((await scan(home, "--json")).stdout);
      expect(
        results
          .filter(({ tool }) => tool.ok)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(["openai/gpt-oss-120b:free", "openai/gpt-oss-20b:free"]);
      const variables = { ...online(), OPENROUTER_API_KEY: "sk-or-v1-another" };
      const refused = await runBinaryBeside(["models", "scan", "--json"], { home, variables });
      expect([refused.code, (await documentOf(refused.stdout)).stopped]).toMatchObject([69, { reason: "auth" }]);
    });
  } finally {
    aimock.stop();
  }
});
