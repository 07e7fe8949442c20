import { expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import type { Http, HttpRequest } from "../../contracts/http.ts";
import type { Skill } from "../../contracts/wire.ts";
import { authStore, cli } from "../../testing/cli.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { openRouter, REPLIES, works } from "../../testing/openrouter.ts";
import { asked, KEY, LIST, scan, scanWorld } from "../../testing/scan.ts";

test("the limit of all free models ends the scan at once and says when it resets; nothing is written", async () => {
  const seen: HttpRequest[] = [];
  const limited = (id: string, skill: Skill) => (id.startsWith("b/") ? REPLIES.daily : works(id, skill));
  const where = scanWorld(limited, seen);
  const { code, stdout } = await cli("models scan --yes --concurrency 1", where);
  expect({ code, stdout }).toEqual({
    code: 69,
    stdout: `Model                    Tool        Image  Context  Params  Takes
openrouter/a/words:free  0ms         -         100k       -  text
openrouter/b/eyes:free   rate limit  -         100k       -  text+image
openrouter/c/none:free   -           -         100k       -  text
openrouter/d/talks:free  -           -         100k       -  text
asked 2, tool ok 1, image ok 0, tool+image ok 0, image only 0; 4 models listed
Stopped (free-models-per-day): Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day; it resets at 2026-02-11 00:00 UTC
2 not asked, nothing written
`,
  });
  expect(asked(seen).map(({ id }) => id)).toEqual(["a/words:free", "b/eyes:free"]);
  const { document } = await scan("--yes --concurrency 1", scanWorld(limited));
  expect(document).toMatchObject({
    stopped: { reason: "free-models-per-day", resetsAt: 1_770_768_000_000 },
    selected: [],
    change: null,
  });
});

test("on a slow terminal too, nothing is left of what was going on", async () => {
  const limited = (id: string, skill: Skill) => (id.startsWith("b/") ? REPLIES.daily : works(id, skill));
  const { env, stderr } = createFakeEnv({ ...scanWorld(limited), columns: 100 });
  let written = Promise.resolve();
  const slowly = async (text: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    await env.stderr.write(text);
  };
  const write = (text: string) => (written = written.then(() => slowly(text)));
  await run(["models", "scan", "--concurrency", "1"], { ...env, stderr: { ...env.stderr, write } });
  for (let last; last !== written; await last) last = written;
  expect(stderr()).toEndWith("\r\u001b[K");
});

test("at the limit of a minute the scan waits until it is over, says so, and goes on", async () => {
  const seen: HttpRequest[] = [];
  let left = 2;
  const limited = (id: string, skill: Skill) => (left-- === 0 ? REPLIES.minute : works(id, skill));
  const { code, stdout, stderr } = await cli("models scan --concurrency 1", scanWorld(limited, seen));
  expect([code, stderr]).toEqual([
    0,
    "asking 4 free models: real requests, which count against rate limits\nRate limit exceeded: free-models-per-min; going on in 40s\n",
  ]);
  expect(stdout).toContain("asked 4, tool ok 4, image ok 1");
  expect(asked(seen).map(({ id, skill }) => `${id} ${skill}`)).toEqual([
    "a/words:free tool",
    "b/eyes:free tool",
    "b/eyes:free image",
    "b/eyes:free image",
    "c/none:free tool",
    "d/talks:free tool",
  ]);
});

test("a limit of a minute that does not end ends the scan", async () => {
  const seen: HttpRequest[] = [];
  const { code, document } = await scan(
    "--yes --concurrency 1",
    scanWorld(() => REPLIES.minute, seen),
  );
  expect([code, document["change"], asked(seen).length]).toEqual([69, null, 4]);
  expect(document["stopped"]).toMatchObject({ reason: "free-models-per-min" });
});

test("the limit of one model's host ends only that model", async () => {
  const { code, rows } = await scan(
    "",
    scanWorld((id, skill) => (id.startsWith("b/") ? REPLIES.upstream : works(id, skill))),
  );
  expect([code, rows.map(({ id, tool }) => [id, tool["reason"]])]).toEqual([
    0,
    [
      ["a/words:free", null],
      ["c/none:free", null],
      ["d/talks:free", null],
      ["b/eyes:free", "rate_limit"],
    ],
  ]);
});

test("a key that is refused ends the scan after one request", async () => {
  const seen: HttpRequest[] = [];
  const { code, document } = await scan(
    "--concurrency 1",
    scanWorld(() => REPLIES.badKey, seen),
  );
  expect(code).toBe(69);
  expect(document["stopped"]).toEqual({ reason: "auth", message: "User not found.", resetsAt: null });
  expect(asked(seen)).toHaveLength(1);
});

test("a keyring that is locked ends it too, before anything is asked", async () => {
  const keyRef = { source: "exec", provider: "keyring", id: "main/openrouter:k" };
  const files = authStore({ profiles: { "openrouter:k": { type: "api_key", provider: "openrouter", keyRef } } });
  const seen: HttpRequest[] = [];
  const locked: World = { files, keyring: { kind: "locked", reason: "why" }, http: openRouter(LIST, works, seen) };
  const { code, document } = await scan("", locked);
  expect([code, document["stopped"], asked(seen)]).toEqual([
    69,
    { reason: "unresolved", message: "the keyring is locked: why", resetsAt: null },
    [],
  ]);
});

test("a key that another provider refuses ends only what is asked there", async () => {
  const http: Http = async (request) =>
    openRouter(LIST, request.url.includes("api.z.ai") ? () => REPLIES.badKey : works)(request);
  const variables = { OPENROUTER_API_KEY: KEY, ZAI_API_KEY: "zai-0123456789abcdef" };
  const { code, rows, document } = await scan("--concurrency 1", { http, variables });
  const elsewhere = rows.filter(({ id }) => id.startsWith("glm"));
  expect([code, document["stopped"]]).toEqual([0, null]);
  expect(elsewhere.map(({ tool }) => tool["reason"])).toEqual(["auth", "auth", "auth"]);
  expect(elsewhere.filter(({ tool }) => tool["skipped"])).toHaveLength(2);
  expect(rows.filter(({ tool }) => tool["ok"])).toHaveLength(4);
});
