import { expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { AppError } from "../../contracts/error.ts";
import type { HttpRequest } from "../../contracts/http.ts";
import { cli, cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";
import { REPLIES, works } from "../../testing/openrouter.ts";
import { asked, configText, KEY, scanWorld } from "../../testing/scan.ts";

const CONFIG = configText("mine", '          "openrouter/old/gone:free",\n');
const PATH = `${HOME}/.openclaw/openclaw.json`;
const answer: typeof works = (id, skill) => (id.startsWith("old/") ? REPLIES.gone : works(id, skill));
const world = (more: World = {}, seen: HttpRequest[] = []) =>
  withConfig(CONFIG, { ...scanWorld(answer, seen), ...more });
const full = { readOnly: "the disk is full" };
const forbidding = (name: string) => ({ variables: { OPENROUTER_API_KEY: KEY, [name]: "1" } });
const HINT = "make this change by hand, or where the file comes from";

test.each([
  ["--yes", "OPENCLAW_CONFIG_READONLY"],
  ["--yes --set-default", "OPENCLAW_NIX_MODE"],
  ["--recheck --yes", "OPENCLAW_CONFIG_READONLY"],
])("`%s` where %s forbids every change is 73 before any model is asked", async (options, name) => {
  const seen: HttpRequest[] = [];
  const { code, document } = await cliJson(`models scan ${options}`, world(forbidding(name), seen));
  expect([code, document, asked(seen)]).toEqual([
    73,
    {
      schemaVersion: 1,
      error: {
        code: "file_unwritable",
        message: `\`${name}\` forbids every change, so no model was asked`,
        hint: "add `--dry-run` to see what would be changed, and change it where the config comes from",
      },
    },
    [],
  ]);
});

test("what asks for no change, or only what it would be, is not refused there", async () => {
  const where = world({ ...forbidding("OPENCLAW_CONFIG_READONLY"), answers: [] });
  for (const options of ["", "--json", "--no-probe --yes", "--yes --dry-run", "--recheck"])
    expect((await cli(`models scan ${options}`.trim(), where)).code).toBe(options === "--recheck" ? 69 : 0);
  const { stdout } = await cli("models scan", where);
  expect(stdout).toEndWith("nothing was written: `OPENCLAW_CONFIG_READONLY` forbids every change\n");
  const dryRun = await cli("models scan --yes --dry-run", where);
  expect(dryRun.stdout).toContain('+          "openrouter/b/eyes:free"');
});

test("a config that cannot be written takes nothing of what was found along", async () => {
  const { code, stdout, stderr, config } = await cliChange("models scan --yes", world(full));
  expect([code, config]).toEqual([73, CONFIG]);
  expect(stdout).toStartWith(
    "Model                    Tool  Image  Context  Params  Takes\nopenrouter/b/eyes:free   0ms",
  );
  expect(stdout).toEndWith("asked 4, tool ok 4, image ok 1, tool+image ok 1, image only 0; 4 models listed\n");
  expect(stderr).toContain(`error: ${PATH} cannot be changed: the disk is full\nhint: ${HINT}\n\n--- `);
  expect(stderr).toContain('\n+          "openrouter/b/eyes:free",\n');
});

test("nor from a document", async () => {
  const { code, document } = await cliJson("models scan --yes", world(full));
  expect([code, document["change"], document["selected"]]).toEqual([
    73,
    null,
    ["b/eyes", "a/words", "c/none", "d/talks"].map((id) => `openrouter/${id}:free`),
  ]);
  expect((document["results"] as unknown[]).length).toBe(4);
  expect(document["error"]).toEqual({
    code: "file_unwritable",
    message: `${PATH} cannot be changed: the disk is full`,
    hint: HINT,
    diffs: [{ file: PATH, diff: expect.stringContaining('\n+          "openrouter/b/eyes:free",\n') }],
  });
});

test("with --recheck it is the same", async () => {
  const dead = { ...scanWorld(() => REPLIES.gone), ...full };
  const { code, document } = await cliJson("models scan --recheck --yes", withConfig(CONFIG, dead));
  expect([code, document["change"], (document["error"] as { code: string }).code]).toEqual([
    73,
    null,
    "file_unwritable",
  ]);
  expect(document["results"]).toMatchObject([{ modelRef: "openrouter/old/gone:free", verdict: "dead" }]);
});

test("a lock that somebody else holds is no other case", async () => {
  const { env, stdout } = createFakeEnv(world());
  const locked = () => Promise.reject(new AppError("store_locked", "it is locked", "wait"));
  const code = await run(["models", "scan", "--yes", "--json"], { ...env, writer: { ...env.writer, locked } });
  const { error, change, results } = JSON.parse(stdout());
  expect([code, error, change, results.length]).toEqual([
    73,
    { code: "store_locked", message: "it is locked", hint: "wait" },
    null,
    4,
  ]);
});
