import { expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY, withFolder } from "../testing/binary.ts";

const CONFIG = ".openclaw/openclaw.json";
const ROUNDS = Number(process.env["OPENCLAW_TEST_ROUNDS"] ?? 5);
const WRITERS = Array.from({ length: 20 }, (_, index) => index);
const TEXT = `// kept by hand
{
  agents: {
    defaults: {
      models: { "openai/gpt-5.2": { alias: "first" } }, // all of them
    },
  },
}
`;

type Models = { agents: { defaults: { models: Record<string, { alias?: string }> } } };

const start = (home: string, argv: readonly string[]) =>
  Bun.spawn([BINARY, ...argv], {
    cwd: home,
    env: { HOME: home, PATH: "/usr/bin:/bin" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });

/** Reads the file again and again until the work is done; gives how often, and every text that was no whole config. */
async function readWhile(path: string, work: Promise<unknown>): Promise<{ reads: number; broken: string[] }> {
  const state = { isDone: false };
  const end = work.finally(() => {
    state.isDone = true;
  });
  const broken: string[] = [];
  let reads = 0;
  while (!state.isDone) {
    const text = readFileSync(path, "utf8");
    reads += 1;
    if (!text.startsWith("// kept by hand\n") || !isConfig(text)) broken.push(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await end;
  return { reads, broken };
}

function isConfig(text: string): boolean {
  try {
    return "first" === (Bun.JSON5.parse(text) as Models).agents.defaults.models["openai/gpt-5.2"]?.alias;
  } catch {
    return false;
  }
}

test(
  `of 20 aliases added by 20 processes at once, ${ROUNDS} rounds, all are there, and no reader sees half a file`,
  () =>
    withFolder({ [CONFIG]: TEXT }, async (home) => {
      const path = join(home, CONFIG);
      for (let round = 0; round < ROUNDS; round += 1) {
        writeFileSync(path, TEXT);
        const writers = WRITERS.map((index) =>
          start(home, ["models", "aliases", "add", `a${index}`, `groq/m${index}`, "--force"]),
        );
        const work = Promise.all(writers.map(({ exited }) => exited));
        const { reads, broken } = await readWhile(path, work);
        const errors = await Promise.all(writers.map(({ stderr }) => new Response(stderr).text()));
        expect([await work, errors.join("")]).toEqual([WRITERS.map(() => 0), ""]);
        expect([broken, reads > 20]).toEqual([[], true]);
        const { models } = (Bun.JSON5.parse(readFileSync(path, "utf8")) as Models).agents.defaults;
        expect(models).toEqual({
          "openai/gpt-5.2": { alias: "first" },
          ...Object.fromEntries(WRITERS.map((index) => [`groq/m${index}`, { alias: `a${index}` }])),
        });
      }
    }),
  ROUNDS * 20_000,
);

test(
  "of 20 that want the same alias for different models exactly one gets it",
  () =>
    withFolder({}, async (home) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await Bun.write(join(home, CONFIG), TEXT);
        const writers = WRITERS.map((index) =>
          start(home, ["models", "aliases", "add", "mine", `groq/m${index}`, "--force"]),
        );
        const codes = await Promise.all(writers.map(({ exited }) => exited));
        const winners = WRITERS.filter((index) => codes[index] === 0);
        const { models } = (Bun.JSON5.parse(readFileSync(join(home, CONFIG), "utf8")) as Models).agents.defaults;
        expect(winners.length).toBe(1);
        expect(models).toEqual({ "openai/gpt-5.2": { alias: "first" }, [`groq/m${winners[0]}`]: { alias: "mine" } });
      }
    }),
  ROUNDS * 20_000,
);
