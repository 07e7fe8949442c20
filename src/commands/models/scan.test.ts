import { expect, test } from "bun:test";
import type { HttpRequest } from "../../contracts/http.ts";
import { cli, cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { NOW, type World } from "../../testing/env.ts";
import { entry, listOf, openRouter, SEES } from "../../testing/openrouter.ts";
import { session } from "../../testing/session.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/free-models.json`;
const audio = { architecture: { input_modalities: ["text"], output_modalities: ["text", "audio"] } };
const LIST = listOf(
  entry("acme/big-70b:free", { created: NOW / 1000 - 86_400 }),
  entry("acme/eye-8b", { ...SEES, context_length: 1_000_000, supported_parameters: [] }),
  entry("other/paid", { pricing: { prompt: "0.1", completion: "0.1" } }),
  entry("other/song", audio),
);
const world = (more: World = {}): World => ({ http: openRouter(LIST), ...more });
const KEY = { OPENROUTER_API_KEY: "sk-or-v1-0123456789abcdef" };

const TABLE = `Model                         Tools   Takes       Context  Params
openrouter/acme/big-70b:free  listed  text           100k     70b
openrouter/acme/eye-8b        no      text+image       1M      8b
2 free models; 4 models listed; metadata only, no model was asked
left out: openrouter/other/song, it answers with audio
`;

test("--no-probe shows what the list says, asks no model and needs no key", async () => {
  const seen: HttpRequest[] = [];
  const { code, stdout, stderr } = await cli(
    "models scan --no-probe",
    world({ http: openRouter(LIST, undefined, seen) }),
  );
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: TABLE, stderr: "" });
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET https://openrouter.ai/api/v1/models"]);
  expect(seen[0]?.headers).toEqual({ accept: "application/json", "user-agent": "openclaw/0.0.0" });
});

test("without a key the same is shown, and how to get further", async () => {
  const { code, stdout } = await cli("models scan --yes", world());
  const hint =
    "OpenRouter can be asked only with a key: set OPENROUTER_API_KEY, or store one with `openclaw models auth paste-api-key --provider openrouter`; nothing was written\n";
  expect({ code, stdout }).toEqual({ code: 69, stdout: TABLE + hint });
  expect((await cli("models scan", world())).code).toBe(0);
});

test("--json is an object with `results`, in each state", async () => {
  const { code, document } = await cliJson("models scan --no-probe", world());
  const results = document["results"] as Record<string, unknown>[];
  expect<unknown>({ code, ...document, results: results.map(({ modelRef }) => modelRef) }).toEqual({
    code: 0,
    schemaVersion: 1,
    home: HOME,
    catalog: { url: "https://openrouter.ai/api/v1/models", from: "network", fetchedAt: NOW, models: 4 },
    probed: false,
    recheck: false,
    results: ["openrouter/acme/big-70b:free", "openrouter/acme/eye-8b"],
    excluded: [{ modelRef: "openrouter/other/song", reason: "output", detail: "it answers with audio" }],
    selected: [],
    selectedImages: [],
    setDefault: false,
    setImage: false,
    stopped: null,
    interrupted: false,
    change: null,
    notes: [],
    warnings: [],
  });
  const shown = { ok: false, latencyMs: null, skipped: true, runs: 0, okRuns: 0 };
  expect(results[0]).toMatchObject({
    tool: { ...shown, reason: "not_asked" },
    image: { ...shown, reason: "no_image_input" },
  });
});

test("when nothing fits, that is said, and the document is still whole", async () => {
  const { code, stdout } = await cli("models scan --min-params 500", world({ variables: KEY }));
  expect([code, stdout.split("\n")[0]]).toEqual([0, "No free model fits."]);
  const { document } = await cliJson("models scan --min-params 500 --no-probe", world());
  expect(document).toMatchObject({ results: [], excluded: [], selected: [] });
});

test("the list is kept with its date, free models alone, and --offline reads it and opens no connection", async () => {
  const first = await session(["models scan --no-probe"], world());
  const kept = JSON.parse(String(first.files[CACHE]));
  expect(Object.keys(first.files)).toEqual([CACHE]);
  expect({ about: kept.about, ids: kept.models.map(({ id }: { id: string }) => id) }).toEqual({
    about: { url: "https://openrouter.ai/api/v1/models", from: "network", fetchedAt: NOW, models: 4 },
    ids: ["acme/big-70b:free", "acme/eye-8b", "other/song"],
  });
  const seen: HttpRequest[] = [];
  const later = {
    files: first.files,
    now: NOW + 8 * 86_400_000,
    http: openRouter(LIST, undefined, seen),
    variables: KEY,
  };
  const { code, stdout, stderr } = await cli("models scan --offline", later);
  expect(seen).toEqual([]);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: TABLE.replace("listed;", "listed on 2026-02-10;"),
    stderr: "warning: the list of models is of 2026-02-10, 8d old: some may be gone\n",
  });
});

test.each([
  ["cut off", LIST.slice(0, -40), "it is cut off, or no JSON"],
  ["empty", '{"data":[]}', "the list is empty"],
  ["of another type", '{"data":"x"}', "there is no list in it"],
  ["a page", "<html>", "it is a page, not a list"],
])("a list that is %s is an error, and touches neither the kept one nor the config", async (_, body, why) => {
  const before = await session(["models scan --no-probe"], withConfig("{ // mine\n}", world()));
  const after = await session(["models scan --yes"], { files: before.files, http: openRouter(body), variables: KEY });
  expect(after).toEqual({
    codes: [69],
    stdout: "",
    stderr: `error: https://openrouter.ai/api/v1/models gave no list of models: ${why}\nhint: try again later, or see what was found last time with \`openclaw models scan --offline\`\n`,
    files: before.files,
  });
});

test("the address and the headers of the config are used in place of OpenRouter's own", async () => {
  const seen: HttpRequest[] = [];
  const openrouter = { baseUrl: "https://gate.example/or/v1/", headers: { "X-Team": "blue" }, models: [] };
  const config = withConfig({ models: { providers: { openrouter } } }, { http: openRouter(LIST, undefined, seen) });
  expect((await cli("models scan --no-probe", config)).code).toBe(0);
  expect(seen.map(({ url, headers }) => [url, headers["x-team"]])).toEqual([
    ["https://gate.example/or/v1/models", "blue"],
  ]);
});

test.each([
  ["--provider acme --no-probe", ["openrouter/acme/big-70b:free", "openrouter/acme/eye-8b"]],
  ["--provider ACME --min-params 60 --no-probe", ["openrouter/acme/big-70b:free"]],
  ["--max-age-days 0 --no-probe", ["openrouter/acme/eye-8b"]],
  ["--provider zai --no-probe", ["zai/glm-4.5-flash", "zai/glm-4.6v-flash", "zai/glm-4.7-flash"]],
  ["--provider z.ai --no-probe", ["zai/glm-4.5-flash", "zai/glm-4.6v-flash", "zai/glm-4.7-flash"]],
  ["--provider groq --no-probe", []],
])("`%s` leaves %j: OpenRouter's, and free ones elsewhere for which there is a key", async (options, refs) => {
  const { document } = await cliJson(`models scan ${options}`, world({ variables: { ZAI_API_KEY: "zai-0123456789" } }));
  expect((document["results"] as { modelRef: string }[]).map(({ modelRef }) => modelRef)).toEqual(refs);
});

test.each([
  ["--provider nobodyatall", 66, "nobody knows the provider `nobodyatall`"],
  ["--min-params -1", 64, "`--min-params` must be a number of at least 0, not `-1`"],
  ["--max-candidates 0", 64, "`--max-candidates` must be a whole number of at least 1, not `0`"],
  ["--timeout 0", 64, "`--timeout` must be a whole number of at least 1, not `0`"],
  ["--concurrency x", 64, "`--concurrency` must be a whole number of at least 1, not `x`"],
  ["--recheck --no-probe", 64, "`--recheck` and `--no-probe` exclude each other"],
  ["--recheck --offline", 69, "`--offline` forbids every connection: no model is asked"],
  ["--plain", 64, "`openclaw models scan` has no option `--plain`"],
])("`%s` is refused with %i", async (options, code, message) => {
  const outcome = await cliChange(`models scan ${options}`, world({ variables: KEY }));
  expect([outcome.code, outcome.stderr.split("\n")[0], outcome.config]).toEqual([code, `error: ${message}`, undefined]);
});

test("help says what each option is for", async () => {
  const { code, stdout } = await cli("models scan --help");
  const rows = Object.fromEntries(
    stdout.split("\n").flatMap((line) => (/^ {2}--/.test(line) ? [line.trim().split(/ {2,}/)] : [])),
  );
  expect(code).toBe(0);
  expect(rows).toMatchObject({
    "--max-candidates <number>": "How many to choose [6]",
    "--timeout <number>": "Deadline of a request, in milliseconds [12000]",
    "--concurrency <number>": "Models asked at the same time [3]",
    "--runs <number>": "How often each is asked; the median counts [1]",
    "--no-probe": "Ask no model: asking is real requests, which count against rate limits",
    "--no-input": "Ask nothing",
    "--recheck": "Ask the free models that are configured now; with --yes, drop the dead",
  });
});
