import { expect, test } from "bun:test";
import type { Http, HttpRequest } from "../../contracts/http.ts";
import { authStore, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { NOW, type World } from "../../testing/env.ts";
import { session } from "../../testing/session.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/models.json`;
const store = authStore({
  profiles: { "groq:a": { type: "api_key", provider: "groq", key: "gsk_0123456789abcdefghij" } },
});
const config = {
  agents: { defaults: { model: { primary: "groq/brand-new" } } },
  models: {
    providers: { acme: { baseUrl: "https://acme.example/v1", apiKey: "acme-key-0123456789", models: [{ id: "big" }] } },
  },
};

/** Answers by host; whoever is not named is not there. */
function answering(hosts: Readonly<Record<string, unknown>>, seen: HttpRequest[] = []): Http {
  return async (request) => {
    seen.push(request);
    const { hostname } = new URL(request.url);
    if (!Object.hasOwn(hosts, hostname)) return { kind: "network", detail: "the connection was refused" };
    const body = hosts[hostname];
    const status = typeof body === "number" ? body : 200;
    return { kind: "answer", status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  };
}

const world = (http: Http): World => withConfig(config, { files: store, http });

test("each provider is asked for its own list, once, and what it said is kept with its date", async () => {
  const seen: HttpRequest[] = [];
  const http = answering(
    {
      "api.groq.com": { data: [{ id: "brand-new", context_window: 4096 }, { id: "bad id" }] },
      "acme.example": { data: [{ id: "big" }, { id: "small", display_name: "Small One" }] },
      "127.0.0.1": { models: [{ name: "llama3:8b", model: "llama3:8b" }] },
    },
    seen,
  );
  const { codes, stdout, stderr, files } = await session(
    ["models list --refresh --all --provider acme --plain"],
    world(http),
  );
  expect([codes, stdout, stderr]).toEqual([[0], "acme/big\nacme/small\n", ""]);
  expect(seen.map(({ url, method }) => [method, url])).toEqual([["GET", "https://acme.example/v1/models"]]);
  expect(JSON.parse(String(files[CACHE]))).toEqual({
    version: 1,
    providers: { acme: { fetchedAt: NOW, models: [{ id: "big" }, { id: "small", name: "Small One" }] } },
  });
  expect(String(files[CACHE])).not.toContain("acme-key");
});

test("a model that only its provider lists is missing no more, now and later", async () => {
  const http = answering({ "api.groq.com": { data: [{ id: "brand-new", context_window: 4096 }] } });
  const { stdout } = await session(["models list --refresh", "models list"], world(http));
  const rows = stdout.split("\n").filter((row) => row.startsWith("groq/brand-new"));
  expect(rows).toEqual(Array.from({ length: 2 }, () => expect.stringContaining("4k")));
  expect(stdout).not.toContain("missing");
});

test("what cannot be had keeps the list from before, and is said on stderr", async () => {
  const good = answering({ "acme.example": { data: [{ id: "small" }] }, "api.groq.com": { data: [] } });
  const first = await session(["models list --refresh"], world(good));
  const bad = {
    ...world(answering({ "acme.example": 401, "api.groq.com": { data: [] } })),
    files: first.files as never,
  };
  const { codes, stdout, stderr } = await session(["models list --refresh --all --provider acme --plain"], bad);
  expect([codes, stdout]).toEqual([[0], "acme/big\nacme/small\n"]);
  expect(stderr).toBe("warning: acme gave no list of its models: auth (HTTP 401); its list from before stays\n");
});

test("a server of this machine that runs is found, and one that does not is no trouble", async () => {
  const http = answering({ "127.0.0.1": { models: [{ name: "llama3:8b" }] }, localhost: { data: [{ id: "qwen" }] } });
  const { stdout, stderr } = await session(["models list --refresh --all --local --plain"], withConfig({}, { http }));
  expect(stdout.split("\n")).toContain("ollama/llama3:8b");
  expect(stderr).toBe("");
  const none = await session(["models list --refresh"], withConfig({}, { http: answering({}) }));
  expect([none.codes, none.stderr]).toEqual([[0], ""]);
});

test.each([
  ["openai", "there is no credential"],
  ["azure", "its address is incomplete: set `baseUrl` in the config"],
])("whoever names %s is told why it is not asked", async (provider, why) => {
  const seen: HttpRequest[] = [];
  const { codes, stderr } = await session([`models list --refresh --provider ${provider}`], world(answering({}, seen)));
  expect([codes, stderr, seen]).toEqual([[0], `warning: ${provider} was not asked for its models: ${why}\n`, []]);
});

test("a cache that is not understood is as none", async () => {
  for (const text of ["{broken", "[]", '{"version":2,"providers":{}}', '{"version":1}']) {
    const { codes, stderr } = await session(["models list --all --provider groq --plain"], {
      files: { [CACHE]: text },
    });
    expect([codes, stderr]).toEqual([[0], ""]);
  }
});

test.each([
  [{ data: [{ id: "a" }] }, ["a"]],
  [[{ id: "a", name: "A" }], ["a"]],
  [{ models: [{ name: "models/gemini-x", inputTokenLimit: 5 }] }, ["gemini-x"]],
  [{ data: ["a", 5, null, { id: "" }] }, ["a"]],
  [{ data: {} }, undefined],
  ["text", undefined],
])("the list %j names %j", async (body, ids) => {
  const { parseListing } = await import("../../core/models/listing.ts");
  expect(parseListing(body)?.map(({ id }) => id)).toEqual(ids as string[]);
});
