import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { authStore, cli, withConfig } from "../../testing/cli.ts";

const profile = (provider: string, key: string) => ({ type: "api_key", provider, key });
const files = authStore({
  profiles: {
    "groq:first": profile("groq", "gsk_first0123456789ab"),
    "groq:second": profile("groq", "gsk_second0123456789a"),
    "mistral:me": profile("mistral", "mistral-0123456789"),
  },
  order: { groq: ["groq:first", "groq:second"] },
});
const config = {
  agents: {
    defaults: {
      model: { primary: "groq/llama-3.3-70b-versatile", fallbacks: ["mistral/codestral-latest", "openai/gpt-5.2"] },
    },
  },
};

/** Answers to some keys, and refuses the others. */
function answeringTo(...good: readonly string[]): Http {
  return async ({ headers: { authorization = "" } }) => {
    const isGood = good.some((part) => authorization.includes(part));
    const body = isGood ? { choices: [{ message: { content: "OK" } }] } : { error: { message: "wrong key" } };
    return { kind: "answer", status: isGood ? 200 : 401, headers: {}, body: JSON.stringify(body) };
  };
}

/** Who answers, and what stands before and behind each model. */
async function shown(options: string, http: Http): Promise<string[]> {
  const { stdout } = await cli(`models status ${options}`, withConfig(config, { files, http }));
  const lines = stdout.split("\n");
  const first = lines.findIndex((line) => line.startsWith("Model "));
  const models = lines
    .slice(first, first + 3)
    .map((line) => `${line.slice(16).split("  ")[0]}: ${line.split(" · ").at(-1)}`);
  return [lines[first - 2] ?? "", ...models];
}

const MISSING = "✗ 2. openai/gpt-5.2: no credential";

test("a model whose provider refused its credential is marked so, and one that answered is not", async () => {
  expect(await shown("--probe-all", answeringTo("mistral"))).toEqual([
    "✗ groq/llama-3.3-70b-versatile did not answer: wrong key",
    "✗ groq/llama-3.3-70b-versatile: did not answer (auth)",
    "✓ 1. mistral/codestral-latest: mistral:me",
    MISSING,
  ]);
});

const UNMARKED = ["✓ groq/llama-3.3-70b-versatile: groq:first", "✓ 1. mistral/codestral-latest: mistral:me", MISSING];

test("where another credential answers for it, it is not, and that one is named", async () => {
  const headline = "! groq/llama-3.3-70b-versatile answers with groq:second, because groq:first got no answer";
  expect(await shown("--probe", answeringTo("second", "mistral"))).toEqual([headline, ...UNMARKED]);
});

test("what was said to a credential that is not used says nothing of the one that is", async () => {
  const options = "--probe --probe-profile groq:second,mistral:me";
  const headline = "✓ groq/llama-3.3-70b-versatile answers with groq:first";
  expect(await shown(options, answeringTo("mistral"))).toEqual([headline, ...UNMARKED]);
});
