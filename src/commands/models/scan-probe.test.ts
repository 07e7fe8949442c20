import { expect, test } from "bun:test";
import type { HttpRequest } from "../../contracts/http.ts";
import type { Skill } from "../../contracts/wire.ts";
import { cli } from "../../testing/cli.ts";
import { REPLIES, type Reply, works } from "../../testing/openrouter.ts";
import { asked, KEY, scan, scanWorld } from "../../testing/scan.ts";

/** One model refuses tools, one only talks of them. */
const mixed = (id: string, skill: Skill): Reply =>
  id.startsWith("c/") ? REPLIES.noTools : id.startsWith("d/") ? REPLIES.text : works(id, skill);

const world = (answer = mixed, seen: HttpRequest[] = []) => scanWorld(answer, seen);

test("a call of the tool must come back as one, and only what sees is asked about an image", async () => {
  const seen: HttpRequest[] = [];
  const { rows, document } = await scan("--concurrency 1", world(mixed, seen));
  const good = { ok: true, latencyMs: 0, skipped: false, reason: null, runs: 1, okRuns: 1 };
  const bad = { ok: false, latencyMs: null, skipped: false, runs: 1, okRuns: 0 };
  const blind = { ok: false, latencyMs: null, skipped: true, reason: "no_image_input", runs: 0, okRuns: 0 };
  expect<unknown>(rows.map(({ id, tool, image }) => ({ id, tool, image }))).toEqual([
    { id: "b/eyes:free", tool: good, image: good },
    { id: "a/words:free", tool: good, image: blind },
    {
      id: "c/none:free",
      tool: { ...bad, reason: "no_tools", httpStatus: 404, error: "No endpoints found that support tool use." },
      image: blind,
    },
    {
      id: "d/talks:free",
      tool: {
        ...bad,
        reason: "no_tool_call",
        httpStatus: 200,
        error: "it answered without calling the tool as it was told to",
      },
      image: blind,
    },
  ]);
  expect(document).toMatchObject({
    probed: true,
    change: null,
    selected: ["openrouter/b/eyes:free", "openrouter/a/words:free"],
  });
  expect(asked(seen).map(({ id, skill }) => `${id} ${skill}`)).toEqual([
    "a/words:free tool",
    "b/eyes:free tool",
    "b/eyes:free image",
    "c/none:free tool",
    "d/talks:free tool",
  ]);
});

test("the requests are the smallest that show it, with the key and its deadline", async () => {
  const seen: HttpRequest[] = [];
  await scan("--timeout 500 --provider b", world(mixed, seen));
  const [, tool, image] = seen;
  expect([tool?.url, tool?.deadlineMs, tool?.headers["authorization"]]).toEqual([
    "https://openrouter.ai/api/v1/chat/completions",
    500,
    `Bearer ${KEY}`,
  ]);
  expect(JSON.parse(tool?.body ?? "")).toEqual({
    model: "b/eyes:free",
    messages: [{ role: "user", content: 'Call the ping tool with the word "pong" and nothing else.' }],
    max_tokens: 1024,
    tools: [
      {
        type: "function",
        function: {
          name: "ping",
          description: "Answers pong",
          parameters: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
        },
      },
    ],
  });
  const url = expect.stringMatching(/^data:image\/png;base64,/);
  expect(JSON.parse(image?.body ?? "")).toEqual({
    model: "b/eyes:free",
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Which word is written in this image? Answer with that word alone." },
          { type: "image_url", image_url: { url } },
        ],
      },
    ],
    max_tokens: 1024,
  });
});

test("--runs asks so often, and the median counts; what is final is not asked again", async () => {
  const answers = new Map([
    ["a/words:free", [REPLIES.upstream, REPLIES.tool, REPLIES.tool]],
    ["b/eyes:free", [REPLIES.tool, REPLIES.upstream, REPLIES.broken]],
  ]);
  const seen: HttpRequest[] = [];
  const flaky = (id: string, skill: Skill) => answers.get(id)?.shift() ?? mixed(id, skill);
  const { rows } = await scan("--runs 3 --concurrency 1", world(flaky, seen));
  const brief = rows.map(({ id, tool }) => [id, tool["ok"], tool["reason"], tool["okRuns"], tool["runs"]]);
  expect(brief).toEqual([
    ["a/words:free", true, null, 2, 3],
    ["b/eyes:free", false, "server_error", 1, 3],
    ["c/none:free", false, "no_tools", 0, 1],
    ["d/talks:free", false, "no_tool_call", 0, 3],
  ]);
});

test("what the provider says is shown without the key that it quotes", async () => {
  const leaky = () => [400, { error: { message: `bad key ${KEY}`, code: 400 } }] as const;
  const { document } = await scan("", world(leaky));
  expect(JSON.stringify(document)).not.toContain(KEY);
});

test("whoever watches sees each row as it comes, on stderr; the table stands on stdout, the best first", async () => {
  const where = { ...world(), columns: 120, variables: { OPENROUTER_API_KEY: KEY, NO_COLOR: "1" } };
  const { stdout, stderr } = await cli("models scan --concurrency 1", where);
  const shown = stderr.split(/[\r\n]+/).map((line) => line.replace("\u001b[K", ""));
  expect(shown.filter((line) => /^[✓✗]/.test(line))).toEqual([
    "✓ openrouter/a/words:free  tool 0ms · ctx 100k",
    "✓ openrouter/b/eyes:free  tool 0ms · image 0ms · ctx 100k",
    "✗ openrouter/c/none:free  tool no tools · ctx 100k",
    "✗ openrouter/d/talks:free  tool no tool call · ctx 100k",
  ]);
  expect(shown).toContain("1 of 4 asked, 1 can call tools …");
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "Model                    Tool          Image  Context  Params  Takes",
    "openrouter/b/eyes:free   0ms           0ms       100k       -  text+image",
    "openrouter/a/words:free  0ms           -         100k       -  text",
  ]);
  expect((await cli("models scan", world())).stderr).toBe(
    "asking 4 free models: real requests, which count against rate limits\n",
  );
});

test("free models elsewhere are asked at their own address, with their own key", async () => {
  const seen: HttpRequest[] = [];
  const where = { ...world(works, seen), variables: { ZAI_API_KEY: "zai-0123456789abcdef" } };
  const { rows, document } = await scan("--max-candidates 1", where);
  const elsewhere = seen.filter(({ method }) => method === "POST");
  expect([...new Set(elsewhere.map(({ url, headers }) => `${url} ${headers["authorization"]}`))]).toEqual([
    "https://api.z.ai/api/paas/v4/chat/completions Bearer zai-0123456789abcdef",
  ]);
  expect(rows.filter(({ tool }) => tool["ok"]).map(({ id }) => id)).toEqual([
    "glm-4.6v-flash",
    "glm-4.7-flash",
    "glm-4.5-flash",
  ]);
  expect(document["selected"]).toEqual(["zai/glm-4.6v-flash"]);
  expect(document["notes"]).toContain("4 not asked: there is no key for openrouter");
});
