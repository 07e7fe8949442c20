import { expect, test } from "bun:test";
import type { Http, HttpRequest } from "../../contracts/http.ts";
import { cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";
import { entry, listOf, openRouter, REPLIES, type Reply, SEES, works } from "../../testing/openrouter.ts";
import { asked, KEY } from "../../testing/scan.ts";

const LIST = listOf(entry("a/alive:free"));
const world = (config: unknown, more: World = {}): World =>
  withConfig(config, { http: openRouter(LIST), variables: { OPENROUTER_API_KEY: KEY }, ...more });

/** The default, and fallbacks of both kinds. */
const chain = (fallbacks: readonly string[], images: readonly string[] = []) => ({
  agents: { defaults: { model: { primary: "openai/gpt-5.2", fallbacks }, imageModel: { fallbacks: images } } },
});

test("what the list says is free no longer is not asked, and dead", async () => {
  const seen: HttpRequest[] = [];
  const config = chain(["openrouter/openrouter/free", "openrouter/openrouter/pony-alpha"]);
  const { document } = await cliJson("models scan --recheck", world(config, { http: openRouter(LIST, works, seen) }));
  const rows = document["results"] as { verdict: string; tool: { reason: string } }[];
  expect(rows.map(({ verdict, tool }) => [verdict, tool.reason])).toEqual([
    ["dead", "not_free"],
    ["dead", "not_free"],
  ]);
  expect(asked(seen)).toEqual([]);
});

test.each<[string, Reply, Reply, string, string | null]>([
  ["gone, then it works", REPLIES.gone, REPLIES.tool, "alive", null],
  ["gone twice", REPLIES.gone, REPLIES.gone, "dead", "model_not_found"],
  ["not known any more", REPLIES.invalid, REPLIES.invalid, "dead", "model_not_found"],
  ["closed to this account", REPLIES.forbidden, REPLIES.forbidden, "unclear", "policy"],
  ["refused by its host", REPLIES.hostRefused, REPLIES.hostRefused, "unclear", "format"],
  ["no call, then busy", REPLIES.text, REPLIES.upstream, "unclear", "rate_limit"],
  ["no call, then a broken host", REPLIES.text, REPLIES.broken, "unclear", "server_error"],
  ["cut off", REPLIES.cutOff, REPLIES.gone, "unclear", "cut_off"],
  ["busy", REPLIES.upstream, REPLIES.gone, "unclear", "rate_limit"],
])("a model that is %s", async (_, first, second, verdict, reason) => {
  const config = chain(["openrouter/a/alive:free"]);
  const replies = [first, second];
  const http = openRouter(LIST, () => replies.shift() ?? REPLIES.broken);
  const { document } = await cliJson("models scan --recheck", world(config, { http }));
  const [row] = document["results"] as { verdict: string; tool: { reason: string | null } }[];
  expect([row?.verdict, row?.tool.reason]).toEqual([verdict, reason]);
});

test("without a key for its provider, or where its address leads nowhere, nothing is known of a model", async () => {
  const config = chain(["zai/glm-4.7-flash"], ["zai/glm-4.6v-flash"]);
  const nowhere: Http = async (request) =>
    request.url.includes("api.z.ai")
      ? { kind: "answer", status: 404, headers: {}, body: "404 page not found" }
      : openRouter(LIST)(request);
  for (const more of [{}, { http: nowhere, variables: { ZAI_API_KEY: "zai-0123456789abcdef" } }]) {
    const { document } = await cliJson("models scan --recheck --yes", world(config, more));
    const rows = document["results"] as { verdict: string }[];
    expect([rows.map(({ verdict }) => verdict), document["change"]]).toEqual([["unclear", "unclear"], null]);
  }
});

test("what could be asked but once, because a limit ended it, is not called dead", async () => {
  const config = chain(["openrouter/a/alive:free", "openrouter/a/other:free"]);
  const replies: Reply[] = [REPLIES.gone, REPLIES.daily];
  const http = openRouter(LIST, () => replies.shift() ?? REPLIES.broken);
  const { code, document } = await cliJson("models scan --recheck --concurrency 1", world(config, { http }));
  const rows = document["results"] as { verdict: string }[];
  expect([code, rows.map(({ verdict }) => verdict)]).toEqual([69, ["unclear", "unclear"]]);
});

test("what only has to see is asked for that alone, and counted", async () => {
  const images = chain([], ["openrouter/a/sees:free", "openrouter/a/blind:free"]);
  const list = listOf(entry("a/sees:free", SEES), entry("a/blind:free", SEES));
  const http = openRouter(list, (id, skill) => (id.startsWith("a/sees") ? works(id, skill) : REPLIES.noTools));
  const { code, stdout, stderr } = await cliChange("models scan --recheck", world(images, { http, columns: 120 }));
  const lines = stderr.split(/[\r\n]+/).map((line) => Bun.stripANSI(line));
  expect([code, lines.filter((line) => /[✓✗]/.test(line))]).toEqual([
    69,
    [
      "✓ openrouter/a/sees:free  image 0ms · ctx 100k",
      "✗ openrouter/a/blind:free  image no tools · ctx 100k",
      "✗ openrouter/a/blind:free  image no tools · ctx 100k",
    ],
  ]);
  expect(stdout).toContain("asked 2, tool ok 0, image ok 1, tool+image ok 0, image only 1;");
});

test("a limit that comes with the second question drops nothing", async () => {
  const config = chain(["openrouter/a/alive:free"]);
  const replies: Reply[] = [REPLIES.gone, REPLIES.daily];
  const http = openRouter(LIST, () => replies.shift() ?? REPLIES.broken);
  const { code, config: after } = await cliChange("models scan --recheck --yes", world(config, { http }));
  expect([code, after]).toEqual([69, JSON.stringify(config)]);
});
