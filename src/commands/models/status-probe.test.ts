import { expect, test } from "bun:test";
import type { Http, HttpRequest } from "../../contracts/http.ts";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW, type World } from "../../testing/env.ts";

const ref = (id: string) => ({ source: "exec", provider: "keyring", id });
const profiles = {
  "groq:good": { type: "api_key", provider: "groq", key: "gsk_good0123456789abcd" },
  "groq:bad": { type: "api_key", provider: "groq", key: "gsk_bad00123456789abcd" },
  "groq:old": { type: "token", provider: "groq", token: "t", expires: NOW - 1 },
  "groq:extra": { type: "api_key", provider: "groq", key: "gsk_extra123456789abcd" },
  "openai:ring": { type: "api_key", provider: "openai", keyRef: ref("main/openai:ring") },
};
const config = {
  agents: {
    defaults: {
      model: { primary: "groq/llama-3.3-70b-versatile", fallbacks: ["openai/gpt-5.2"] },
      models: { "groq/llama-3.1-8b-instant": { alias: "tiny" } },
    },
  },
};
const store = authStore({ profiles, order: { groq: ["groq:good", "groq:bad", "groq:old"] } });

function answering(seen: HttpRequest[] = []): Http {
  return async (request) => {
    seen.push(request);
    const isGood =
      request.headers["authorization"]?.includes("good") === true ||
      request.headers["authorization"]?.includes("ring") === true;
    const said = isGood
      ? { choices: [{ message: { content: "OK" } }], status: "completed", output: [] }
      : { error: { code: "invalid_api_key", message: `Incorrect API key: ${request.headers["authorization"]}` } };
    const headers = { "content-type": "application/json", "x-ratelimit-remaining-requests": "9", "set-cookie": "x" };
    return { kind: "answer", status: isGood ? 200 : 401, headers, body: JSON.stringify(said) };
  };
}

const world = (http: Http, more: World = {}): World =>
  withConfig(config, {
    files: store,
    http,
    keyring: new Map([["main/openai:ring", "sk-ring0123456789abcd"]]),
    ...more,
  });

type Row = Record<string, unknown>;
async function probe(options: string, http = answering(), more: World = {}): Promise<Row[]> {
  const { document } = await cliJson(`models status ${options}`, world(http, more));
  return (document["auth"] as { probes: { results: Row[] } }).probes.results;
}
const brief = (rows: readonly Row[]) => rows.map(({ label, model, status, reason }) => [label, model, status, reason]);

test("every profile in its order, what cannot be asked with its reason, and the keyring's secrets too", async () => {
  const seen: HttpRequest[] = [];
  expect(brief(await probe("--probe --probe-concurrency 1", answering(seen)))).toEqual([
    ["groq:good", "groq/llama-3.3-70b-versatile", "ok", "ok"],
    ["groq:bad", "groq/llama-3.3-70b-versatile", "auth", "auth"],
    ["groq:old", "groq/llama-3.3-70b-versatile", "unknown", "unusable"],
    ["groq:extra", "groq/llama-3.3-70b-versatile", "unknown", "excluded"],
    ["openai:ring", "openai/gpt-5.2", "ok", "ok"],
  ]);
  expect(seen.map(({ url }) => url)).toEqual([
    "https://api.groq.com/openai/v1/chat/completions",
    "https://api.groq.com/openai/v1/chat/completions",
    "https://api.openai.com/v1/responses",
  ]);
  expect(seen.at(-1)?.headers["authorization"]).toBe("Bearer sk-ring0123456789abcd");
});

test("a row has what the provider said, its limits and the price, and no secret", async () => {
  const rows = await probe("--probe --probe-profile groq:bad");
  expect(rows).toEqual([
    {
      provider: "groq",
      model: "groq/llama-3.3-70b-versatile",
      profileId: "groq:bad",
      label: "groq:bad",
      source: "profile",
      mode: "api_key",
      status: "auth",
      reason: "auth",
      error: expect.stringMatching(/^Incorrect API key: Bearer \*+$/),
      httpStatus: 401,
      providerCode: "invalid_api_key",
      rateLimit: { "x-ratelimit-remaining-requests": "9" },
      latencyMs: 0,
      cost: { input: 0.59, output: 0.79 },
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain("gsk_bad0");
});

test.each([
  ["--probe --probe-provider openai", ["openai:ring"]],
  ["--probe --probe-profile groq:good,openai:ring", ["groq:good", "openai:ring"]],
  ["--probe --probe-profile groq:good --probe-profile groq:bad", ["groq:good", "groq:bad"]],
  ["--probe --probe-provider groq --probe-profile openai:ring", []],
])("`%s` asks %j", async (options, labels) => {
  expect((await probe(options)).map(({ label }) => label)).toEqual(labels);
});

test("a profile that nobody stored is 66, with those that are near, and nobody is asked", async () => {
  const seen: HttpRequest[] = [];
  const typed = (id: string) => cli(`models status --probe --probe-profile ${id}`, world(answering(seen)));
  expect(await typed("groq:goood")).toEqual({
    code: 66,
    stdout: "",
    stderr: "error: there is no stored profile `groq:goood`\nhint: did you mean `groq:good` or `groq:old`?\n",
  });
  expect((await typed("x")).stderr).toEndWith("hint: list them with `openclaw models auth list`\n");
  expect(seen).toEqual([]);
});

test.each([
  ["--probe-provider mistral", "no credential, and no local model"],
  ["--probe-provider groq --probe-profile openai:ring", "no profile that was named is one of theirs"],
])("where `%s` leaves nobody to be asked, no request is announced", async (options, why) => {
  const { code, stdout, stderr } = await cli(`models status --probe ${options}`, world(answering()));
  expect([code, stderr, stdout.split("\n")[0]]).toEqual([0, "", `There was nobody to be asked: ${why}`]);
});

test("--probe-model asks that model, by an alias too; --probe-all every configured one with every usable profile", async () => {
  expect(brief(await probe("--probe --probe-model tiny --probe-profile groq:good"))).toEqual([
    ["groq:good", "groq/llama-3.1-8b-instant", "ok", "ok"],
  ]);
  const all = await probe("--probe-all --probe-concurrency 1");
  expect(all.filter(({ status }) => status === "ok").map(({ model }) => model)).toEqual([
    "groq/llama-3.3-70b-versatile",
    "groq/llama-3.1-8b-instant",
    "openai/gpt-5.2",
  ]);
});

test("a variable or the config's key is asked only where there is no profile; without a model the cheapest is", async () => {
  const variables = { GROQ_API_KEY: "gsk_good0123456789abcd", MISTRAL_API_KEY: "good-0123456789" };
  const rows = await probe("--probe --probe-provider mistral", answering(), { variables });
  expect(rows).toMatchObject([{ label: "MISTRAL_API_KEY", source: "env", status: "ok" }]);
  expect(rows[0]?.["model"]).toStartWith("mistral/");
  expect(
    (await probe("--probe --probe-provider groq", answering(), { variables })).map(({ source }) => source),
  ).not.toContain("env");
});

test("a keyring that does not answer is a row with its reason, not an end", async () => {
  const keyring = { kind: "locked", reason: "why" } as const;
  const rows = await probe("--probe --probe-provider openai", answering(), { keyring });
  expect(rows).toMatchObject([{ status: "unknown", reason: "unresolved", error: "the keyring is locked: why" }]);
});

const refusing: Http = async () => ({
  kind: "answer",
  status: 402,
  headers: {},
  body: '{"error":{"message":"no credits"}}',
});

test.each([
  ["--probe", answering(), 0],
  ["--probe --check", answering(), 0],
  ["--probe", refusing, 0],
  ["--probe --check", refusing, 1],
])(
  "`%s` with %p ends with %i: only with --check, and only the credential that is used counts",
  async (options, http, code) => {
    expect((await cli(`models status ${options}`, world(http))).code).toBe(code);
  },
);

test("a person sees each answer as it comes, then how it went, and is told before that it may cost", async () => {
  const { stdout, stderr } = await cli("models status --probe --probe-provider openai", world(answering()));
  expect(stderr).toBe("asking 1 target: real requests, which may cost tokens and count against rate limits\n");
  expect(stdout.split("\n").slice(0, 4)).toEqual([
    "✓ openai/gpt-5.2  openai:ring (api_key) · ok · 0ms · $1.75/$14",
    "Asked 1 ok in 0ms",
    "",
    expect.stringContaining("groq/llama-3.3-70b-versatile answers with groq:good"),
  ]);
});

test("what the provider says outweighs what stands here", async () => {
  const { stdout } = await cli("models status --probe", world(refusing));
  expect(stdout).toContain("✗ groq/llama-3.3-70b-versatile did not answer: no credits");
});

test.each([
  ["--probe-model x", "`--probe-model` means something only with `--probe`"],
  ["--probe --probe-provider nobody", "nobody knows the provider `nobody`"],
  ["--probe --probe-model nobody", "`nobody` is no alias and no model of yours"],
  ["--probe --probe-timeout 0", "`--probe-timeout` must be a whole number of at least 1, not `0`"],
])("`%s` is refused", async (options, message) => {
  const { code, stderr } = await cli(`models status ${options}`, world(answering()));
  expect([code === 64 || code === 66, stderr.split("\n")[0]]).toEqual([true, `error: ${message}`]);
});
