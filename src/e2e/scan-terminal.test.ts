import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../testing/binary.ts";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";
import { entry, listOf, questionIn, SEES, works } from "../testing/openrouter.ts";

const LIST = listOf(
  entry("a/one:free", { context_length: 400_000 }),
  entry("a/two:free", { context_length: 300_000 }),
  entry("a/three:free", { context_length: 200_000 }),
  entry("z/slow:free", SEES),
);
/** Never answers where it is asked for an hour's patience. */
let isSlowSilent = false;
let server: Bun.Server<undefined>;

beforeAll(() => {
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      if (request.method === "GET") return new Response(LIST, { headers: { "content-type": "application/json" } });
      const { id, skill } = questionIn(await request.text());
      if (isSlowSilent && id.startsWith("z/")) return new Promise<Response>(() => {});
      const [status, body] = works(id, skill);
      return Response.json(body, { status });
    },
  });
});
afterAll(() => server.stop(true));

const configFor = (port: number) => `{
  agents: { defaults: { model: { primary: "openai/gpt-5.2", fallbacks: [
    "openrouter/old/gone:free", // mine
  ] } } },
  models: { providers: { openrouter: { baseUrl: "http://127.0.0.1:${port}/api/v1", models: [] } } },
}
`;

async function scan(line: string, steps: readonly Step[]) {
  const config = configFor(server.port ?? 0);
  return withFolder({ ".openclaw/openclaw.json": config }, async (folder) => {
    const variables = { HOME: folder, PATH: "/usr/bin:/bin", OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" };
    const outcome = await onTerminal({ folder, variables }, `models scan ${line}`.trim(), steps);
    return { ...outcome, config, after: readFileSync(join(folder, ".openclaw/openclaw.json"), "utf8") };
  });
}

const [DOWN, ENTER, CONTROL_C] = ["\u001b[B", "\r", "\u0003"];
const QUESTION = "Image fallback models";

test("models are ticked in an order, and that is the order of the fallbacks", async () => {
  isSlowSilent = false;
  // Ticked are the best two; both are taken back, then the third and the first are ticked.
  const keys = [" ", DOWN, " ", DOWN, " ", DOWN, DOWN, " ", ENTER].join("");
  const { code, isRestored, after, config, screen } = await scan("--max-candidates 2 --concurrency 1", [
    ["Fallback models", keys],
    [QUESTION, ` ${ENTER}`],
  ]);
  const rows = [...screen.matchAll(/[◻◼] (openrouter\/\S+)/g)].map((match) => match[1]);
  const [first = "", , third = ""] = [...new Set(rows)];
  const chosen = `    "${third}", // mine\n    "${first}",\n`;
  expect({ code, isRestored, after }).toEqual({
    code: 0,
    isRestored: true,
    after: config.replace('    "openrouter/old/gone:free", // mine\n', chosen),
  });
});

test.each([
  ["Fallback models", 1],
  [QUESTION, 2],
])("Control-C at `%s` ends it with 130, and nothing is written", async (_, questions) => {
  isSlowSilent = false;
  const steps: Step[] = [
    ["Fallback models", questions === 1 ? CONTROL_C : ENTER],
    [QUESTION, CONTROL_C],
  ];
  const { code, isRestored, after, config } = await scan("", steps.slice(0, questions));
  expect({ code, isRestored, after }).toEqual({ code: 130, isRestored: true, after: config });
});

test("each row is there as soon as it is known; Control-C then shows what is, with 130, and writes nothing", async () => {
  isSlowSilent = true;
  const { code, after, config, screen } = await scan("--yes --timeout 3600000", [
    ["✓ openrouter/a/three:free", CONTROL_C],
  ]);
  expect({ code, after }).toEqual({ code: 130, after: config });
  expect(screen).toMatch(/\d of 4 asked, \d can call tools/);
  expect(screen).toMatch(/openrouter\/a\/one:free +\d+ms/);
  expect(screen).toContain("Stopped: 1 not asked, nothing written");
});
