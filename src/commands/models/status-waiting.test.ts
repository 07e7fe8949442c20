import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { authStore, cli, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";

const PROVIDERS = ["anthropic", "deepseek", "openrouter", "zai"];
const profiles = Object.fromEntries(
  PROVIDERS.map((provider) => [`${provider}:me`, { type: "api_key", provider, key: `${provider}-0123456789` }]),
);

/** Answers whoever asks once all have asked, the last one first. */
function lastFirst(all: number): Http {
  const waiting: (() => void)[] = [];
  return async () => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === all) void answerAll(waiting);
    });
    return { kind: "answer", status: 402, headers: {}, body: "{}" };
  };
}
async function answerAll(waiting: (() => void)[]): Promise<void> {
  for (const resolve of waiting.toReversed()) {
    resolve();
    // Whatever follows from it is written before the next one answers.
    await new Promise((next) => setImmediate(next));
  }
}

const world = (http: Http, columns?: number): World =>
  withConfig({}, { http, files: authStore({ profiles }), ...(columns === undefined ? {} : { columns }) });

/** What stood on the line that is overwritten, one text after the other. */
async function linesOf(argv: string, all: number, columns: number): Promise<string[]> {
  const { stderr } = await cli(`models ${argv}`, world(lastFirst(all), columns));
  const texts = stderr.split("\r\u001b[K").map((text) => text.split("\n")[0] ?? "");
  return texts.filter((text) => text.includes(" of "));
}

test("a person sees who has not answered yet, the longest asked first", async () => {
  const lines = await linesOf("status --probe --probe-concurrency 4", 4, 100);
  expect(lines.filter((line, at) => line !== lines[at - 1]).slice(-4)).toEqual([
    "0 of 4 answered; waiting for anthropic, deepseek, openrouter and 1 more …",
    "1 of 4 answered; waiting for anthropic, deepseek, openrouter …",
    "2 of 4 answered; waiting for anthropic, deepseek …",
    "3 of 4 answered; waiting for anthropic …",
  ]);
});

test("a person who asks what is left sees it too", async () => {
  const lines = await linesOf("status --usage", 3, 100);
  expect(lines).toEqual([
    "0 of 3 answered; waiting for deepseek, openrouter, zai …",
    "1 of 3 answered; waiting for deepseek, openrouter …",
    "2 of 3 answered; waiting for deepseek …",
  ]);
});

test("a person who asks a provider for its list sees it too", async () => {
  const [first] = await linesOf("list --refresh --provider zai", 1, 100);
  expect(first).toBe("0 of 1 answered; waiting for zai …");
});

test("the line is never wider than the terminal, as it could not be overwritten", async () => {
  const lines = await linesOf("status --probe --probe-concurrency 4", 4, 40);
  expect(lines.filter((line) => Bun.stringWidth(line) > 39)).toEqual([]);
  expect(lines).toContain("2 of 4 answered; waiting for anthropic…");
});

test.each([
  ["status --probe --probe-concurrency 4 --json", 4, 100],
  ["status --usage --json", 3, 100],
  ["status --usage", 3, undefined],
])("`%s` says nothing of it (%#)", async (argv, all, columns) => {
  expect((await cli(`models ${argv}`, world(lastFirst(all), columns))).stderr).toBe("");
});
