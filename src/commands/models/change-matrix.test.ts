import { describe, expect, test } from "bun:test";
import { run } from "../../cli/run.ts";
import { withConfig } from "../../testing/cli.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv, type World } from "../../testing/env.ts";

const CANARY = "canary-0123456789-abcdef";
const CONFIG = `// ${CANARY}: an old key, kept by hand
{
  env: { vars: { OLD: "${CANARY}" }, GROQ_API_KEY: "${CANARY}" },
  agents: {
    defaults: {
      model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile", "openai/gpt-5.2"] },
      imageModel: { primary: "openai/gpt-5.2", fallbacks: ["openai/gpt-5-mini", "openai/gpt-5.2"] },
      models: { "anthropic/claude-opus-4-6": {}, "openai/gpt-5.1": { alias: "old" } },
    },
  },
  models: { providers: { corp: { baseUrl: "https://corp.example/v1?key=${CANARY}", apiKey: "${CANARY}", models: [] } } },
}
`;
const PATH = `${HOME}/.openclaw/openclaw.json`;

/** Every command that changes the config, with something to do. */
const LINES = [
  "models set openai/gpt-5.2",
  "models set-image anthropic/claude-opus-4-6",
  "models aliases add quick openai/gpt-5.2",
  "models aliases remove old",
  "models fallbacks add openai/gpt-5-mini",
  "models fallbacks remove openai/gpt-5.2",
  "models fallbacks clear",
  "models fallbacks move openai/gpt-5.2 1",
  "models image-fallbacks add openai/gpt-5.1",
  "models image-fallbacks remove openai/gpt-5.2",
  "models image-fallbacks clear",
  "models image-fallbacks move openai/gpt-5.2 1",
] as const;

/** Runs a command and keeps what the config says afterwards. */
async function change(line: string, more: World = {}, config = CONFIG) {
  const { env, stdout, stderr, files } = createFakeEnv(withConfig(config, more));
  const code = await run(line.split(" "), env);
  return { code, stdout: stdout(), stderr: stderr(), files };
}

async function diffOf(line: string): Promise<string> {
  const { stdout } = await change(`${line} --dry-run --json`);
  return JSON.parse(stdout).diffs[0].diff;
}

/** The lines that a diff adds and takes away, without their signs' meaning lost. */
const signed = (diff: string) => diff.split("\n").filter((line) => /^[-+](?![-+]{2} )/.test(line));

describe.each(LINES)("`%s`", (line) => {
  test("writes the one file, and a second time nothing", async () => {
    const first = await change(line);
    expect([first.code, first.stderr, [...first.files.keys()]]).toEqual([0, "", [PATH]]);
    const text = String(first.files.get(PATH));
    expect(text).not.toBe(CONFIG);
    const again = await change(line, {}, text);
    expect(again.files.get(PATH)).toBe(text);
    // What is gone cannot be removed once more; the rest is fine with what is there.
    expect(again.code).toBe(line.includes("remove") ? 66 : 0);
  });

  test("in a dry run writes nothing, and shows exactly the lines that the real run changes", async () => {
    const dry = await change(`${line} --dry-run`);
    const real = await change(line);
    expect([dry.code, dry.stderr, dry.files.get(PATH)]).toEqual([0, "", CONFIG]);
    const before = CONFIG.split("\n");
    const after = String(real.files.get(PATH)).split("\n");
    const gone = before.filter((text) => !after.includes(text)).map((text) => `-${text}`);
    const come = after.filter((text) => !before.includes(text)).map((text) => `+${text}`);
    expect(signed(await diffOf(line)).toSorted()).toEqual([...gone, ...come].toSorted());
    expect(dry.stdout).toEndWith(`\n\n${await diffOf(line)}\n`);
  });

  test("in a dry run the document differs from the real one only in what was written", async () => {
    const dry = JSON.parse((await change(`${line} --dry-run --json`)).stdout);
    const real = JSON.parse((await change(`${line} --json`)).stdout);
    const { diffs, ...rest } = dry;
    expect(diffs).toEqual([{ file: "/home/me/.openclaw/openclaw.json", diff: await diffOf(line) }]);
    expect({ ...rest, dryRun: false, written: true, backups: real.backups, diffs: [] }).toEqual(real);
    expect([rest.backups, real.dryRun, real.written]).toEqual([[], false, true]);
  });

  test.each([
    [{ readOnly: "the file system is read-only" }, "the file system is read-only"],
    [{ variables: { OPENCLAW_CONFIG_READONLY: "1" } }, "OPENCLAW_CONFIG_READONLY is set"],
    [{ variables: { OPENCLAW_NIX_MODE: "1" } }, "OPENCLAW_NIX_MODE is set"],
  ])("where writing is refused (%o) it is 73 with the change, in words and in JSON", async (more, reason) => {
    const message = `${PATH} cannot be changed: ${reason}`;
    const hint = "make this change by hand, or where the file comes from";
    const { code, stdout, stderr, files } = await change(line, more);
    expect([code, stdout, files.get(PATH)]).toEqual([73, "", CONFIG]);
    const [said, diff = ""] = stderr.split("\n\n");
    expect(said).toBe(`error: ${message}\nhint: ${hint}`);
    expect(signed(diff)).toEqual(signed(await diffOf(line)));
    const asJson = await change(`${line} --json`, more);
    const { error } = JSON.parse(asJson.stdout);
    expect([asJson.code, asJson.stderr]).toEqual([73, ""]);
    expect({ ...error, diffs: error.diffs.length }).toEqual({ code: "file_unwritable", message, hint, diffs: 1 });
    expect(signed(error.diffs[0].diff)).toEqual(signed(diff));
  });

  test("of a broken config is 78, names the line, and changes nothing", async () => {
    const broken = "{ agents: { defaults: } }";
    const { code, stdout, stderr, files } = await change(line, {}, broken);
    expect([code, stdout, files.get(PATH)]).toEqual([78, "", broken]);
    expect(stderr).toStartWith(`error: ${PATH}:1:23 is not valid JSON5: \`}\` is not expected there\n`);
    const asJson = await change(`${line} --json`, {}, broken);
    expect([asJson.code, asJson.stderr, JSON.parse(asJson.stdout).error.code]).toEqual([78, "", "config_invalid"]);
  });

  test("of a config that cannot be read is 78", async () => {
    const files = { "~/.openclaw/openclaw.json": { unreadable: "permission denied" } };
    expect((await change(line, { files })).code).toBe(78);
  });

  test("shows no secret in any output", async () => {
    const refused = { variables: { OPENCLAW_NIX_MODE: "1" } };
    for (const flags of ["", " --json", " --dry-run", " --dry-run --json"]) {
      for (const more of [{}, refused]) {
        const { stdout, stderr } = await change(line + flags, more);
        expect(stdout + stderr).not.toContain(CANARY.slice(-8));
      }
    }
  });
});

test("a refused change is shown to a person as a patch", async () => {
  const { stderr } = await change("models aliases remove old", { variables: { OPENCLAW_NIX_MODE: "1" } });
  expect(stderr).toMatchInlineSnapshot(`
    "error: /home/me/.openclaw/openclaw.json cannot be changed: OPENCLAW_NIX_MODE is set
    hint: make this change by hand, or where the file comes from

    --- ~/.openclaw/openclaw.json
    +++ ~/.openclaw/openclaw.json
    @@ -5,7 +5,7 @@
         defaults: {
           model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["groq/llama-3.3-70b-versatile", "openai/gpt-5.2"] },
           imageModel: { primary: "openai/gpt-5.2", fallbacks: ["openai/gpt-5-mini", "openai/gpt-5.2"] },
    -      models: { "anthropic/claude-opus-4-6": {}, "openai/gpt-5.1": { alias: "old" } },
    +      models: { "anthropic/claude-opus-4-6": {}, "openai/gpt-5.1": {} },
         },
       },
       models: { providers: { corp: { baseUrl: "****************************************************", apiKey: "************************", models: [] } } },
    "
  `);
});
