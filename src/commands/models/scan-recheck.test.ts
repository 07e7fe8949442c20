import { expect, test } from "bun:test";
import type { HttpRequest } from "../../contracts/http.ts";
import { cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import type { World } from "../../testing/env.ts";
import { entry, listOf, openRouter, REPLIES, SEES, works } from "../../testing/openrouter.ts";
import { asked } from "../../testing/scan.ts";

const LIST = listOf(
  entry("a/alive:free"),
  entry("a/dead:free"),
  entry("a/busy:free"),
  entry("a/blind:free", SEES),
  entry("a/late:free", { expiration_date: "2026-02-01" }),
  entry("a/priced", { pricing: { prompt: "0.1", completion: "0.1" } }),
);
const variables = { OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" };

/** What each model of the config answers by now. */
const answer: typeof works = (id, skill) => {
  if (id.startsWith("a/dead") || id.startsWith("a/unlisted")) return REPLIES.gone;
  if (id.startsWith("a/busy")) return REPLIES.upstream;
  if (id.startsWith("a/blind") && skill === "image") return REPLIES.noTools;
  return works(id, skill);
};

const CONFIG = `{
  agents: {
    defaults: {
      model: {
        primary: "openrouter/a/alive:free",
        fallbacks: [
          "openrouter/a/dead:free", // was good once
          "openai/gpt-5.2",
          "Busy",
          "openrouter/a/unlisted:free",
          "openrouter/a/late:free",
          "openrouter/a/blind:free",
        ],
      },
      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["openrouter/a/blind:free"] },
      models: { "openrouter/a/busy:free": { alias: "busy" } },
    },
  },
}
`;
const world = (config: unknown = CONFIG, more: World = {}): World =>
  withConfig(config, { http: openRouter(LIST, answer), variables, ...more });
const recheck = (options: string, where: World = world()) =>
  cliChange(`models scan --recheck ${options}`.trim(), where);

test("the free models of the config are asked; one that is dead makes it 69, and nothing is written", async () => {
  const { code, stdout, config } = await recheck("");
  expect({ code, stdout, config }).toEqual({
    code: 69,
    stdout: `Model                       Tool             Image     Context  Params  Role
openrouter/a/alive:free     0ms              -            100k       -  default
openrouter/a/dead:free      model not found  -            100k       -  fallback#1 dead
openrouter/a/busy:free      rate limit       -            100k       -  fallback#3 unclear
openrouter/a/unlisted:free  model not found  -               -       -  fallback#4 dead
openrouter/a/late:free      expired          -            100k       -  fallback#5 dead
openrouter/a/blind:free     0ms              no tools     100k       -  fallback#6, img-fallback#1 dead
asked 5, tool ok 2, image ok 0, tool+image ok 0, image only 0; 6 models listed
drop what is dead: \`openclaw models scan --recheck --yes\`
`,
    config: CONFIG,
  });
});

test("--yes drops what is dead from the list in which it is, and nothing else", async () => {
  const { code, config } = await recheck("--yes");
  const expected = CONFIG.replace('          "openrouter/a/dead:free", // was good once\n', "")
    .replace('          "openrouter/a/unlisted:free",\n          "openrouter/a/late:free",\n', "")
    .replace('fallbacks: ["openrouter/a/blind:free"]', "fallbacks: []");
  expect({ code, config }).toEqual({ code: 0, config: expected });
});

test("each is asked for what its places need, and what failed once more after all others", async () => {
  const seen: HttpRequest[] = [];
  await recheck("--concurrency 1", world(CONFIG, { http: openRouter(LIST, answer, seen) }));
  expect(asked(seen).map(({ id, skill }) => `${id} ${skill}`)).toEqual([
    "a/alive:free tool",
    "a/dead:free tool",
    "a/busy:free tool",
    "a/unlisted:free tool",
    "a/blind:free tool",
    "a/blind:free image",
    "a/dead:free tool",
    "a/unlisted:free tool",
    "a/blind:free image",
  ]);
});

test("--dry-run shows the change and writes nothing", async () => {
  const { code, stdout, config } = await recheck("--yes --dry-run");
  expect([code, config]).toEqual([0, CONFIG]);
  expect(stdout).toContain('-          "openrouter/a/dead:free", // was good once');
});

test("a default that is dead stays, is named, and keeps the exit code", async () => {
  const config = { agents: { defaults: { model: { primary: "openrouter/a/dead:free" } } } };
  const { code, stdout } = await recheck("--yes", world(config));
  expect([code, stdout.split("\n").at(-2)]).toEqual([
    69,
    "openrouter/a/dead:free is dead and stays: choose another with `openclaw models set <model>`",
  ]);
});

test("where all live, or none is free, it is 0", async () => {
  const alive = { agents: { defaults: { model: { primary: "openrouter/a/alive:free" } } } };
  expect((await recheck("", world(alive))).code).toBe(0);
  const { code, stdout } = await recheck("", world({ agents: { defaults: { model: "openai/gpt-5.2" } } }));
  expect([code, stdout.split("\n")[0]]).toEqual([0, "No free model is configured."]);
});

test("where nothing can be found out it is 69, and nothing is dropped", async () => {
  const busy = {
    agents: { defaults: { model: { primary: "openai/gpt-5.2", fallbacks: ["openrouter/a/busy:free"] } } },
  };
  const { code, stdout, config } = await recheck("--yes", world(busy));
  expect([code, stdout.split("\n").at(-2), config]).toEqual([
    69,
    "none of them could be checked; nothing was changed",
    JSON.stringify(busy),
  ]);
  expect((await recheck("", world(CONFIG, { variables: {}, http: openRouter(LIST) }))).code).toBe(69);
});

test("the document says of each what became of it", async () => {
  const { code, document } = await cliJson("models scan --recheck", world());
  const rows = document["results"] as Record<string, unknown>[];
  expect([code, rows.map(({ id, roles, verdict }) => [id, roles, verdict])]).toEqual([
    69,
    [
      ["a/alive:free", ["default"], "alive"],
      ["a/dead:free", ["fallback#1"], "dead"],
      ["a/busy:free", ["fallback#3"], "unclear"],
      ["a/unlisted:free", ["fallback#4"], "dead"],
      ["a/late:free", ["fallback#5"], "dead"],
      ["a/blind:free", ["fallback#6", "img-fallback#1"], "dead"],
    ],
  ]);
});

test("lists of agents are looked at too, and each is changed in its own place", async () => {
  const agents = `{
  agents: {
    defaults: { model: { primary: "openai/gpt-5.2", fallbacks: ["openrouter/a/dead:free"] } },
    list: [
      { id: "main", default: true },
      { id: "work", model: { primary: "openrouter/a/dead:free", fallbacks: ["openrouter/a/dead:free", "openai/gpt-5.2"] } },
    ],
  },
}
`;
  const { code, stdout, config } = await recheck("--yes", world(agents));
  const expected = agents
    .replace('fallbacks: ["openrouter/a/dead:free"]', "fallbacks: []")
    .replace('["openrouter/a/dead:free", "openai/gpt-5.2"]', '["openai/gpt-5.2"]');
  expect({ code, config }).toEqual({ code: 69, config: expected });
  expect(stdout).toContain("fallback#1 dead, work: default dead, work: fallback#1 dead");
  expect(stdout).toContain("✓ fallbacks: none; work's fallbacks: openai/gpt-5.2");
  expect(stdout).toContain("choose another with `openclaw models set <model> --agent work`");
});

test("what goes away soon is told before it does", async () => {
  const config = { agents: { defaults: { model: { primary: "openrouter/a/soon:free" } } } };
  const list = listOf(entry("a/soon:free", { expiration_date: "2026-02-12" }));
  const { code, stdout } = await recheck("", world(config, { http: openRouter(list) }));
  expect([code, stdout.split("\n").at(-2)]).toEqual([0, "openrouter/a/soon:free: it goes away within 2 days"]);
});
