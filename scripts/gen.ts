/**
 * Writes everything that is derived from the code, or checks that nothing is stale.
 *
 *   bun scripts/gen.ts [--check]
 *
 * - src/schema/json/*.json: the JSON Schema of every `--json` document.
 * - README.md: the blocks between `<!-- run: … -->` and `<!-- end -->`, as the program prints them.
 */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { schemaOf } from "../src/contracts/command.ts";
import { cli } from "../src/testing/cli.ts";
import { everyCommand, isPlanned } from "../src/testing/tree.ts";

const ROOT = join(import.meta.dir, "..");
const SCHEMAS = join(ROOT, "src/schema/json");

/** One line per name: the schema of a document is the command's result with `schemaVersion` before it. */
function documentSchema(title: string, result: v.GenericSchema): string {
  const { $schema, properties, required, ...rest } = toJsonSchema(result, { errorMode: "ignore" });
  const schema = {
    $schema,
    title,
    ...rest,
    properties: { schemaVersion: { const: 1 }, ...properties },
    required: ["schemaVersion", ...(required ?? [])],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

async function schemas(): Promise<Map<string, string>> {
  const text = { type: "string" };
  const fields = { code: text, message: text, hint: text };
  const error = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "openclaw … --json (failure)",
    type: "object",
    properties: {
      schemaVersion: { const: 1 },
      error: { type: "object", properties: fields, required: Object.keys(fields) },
    },
    required: ["schemaVersion", "error"],
  };
  const files = new Map([
    [join(SCHEMAS, "error.json"), `${JSON.stringify(error, null, 2)}\n`],
    [join(SCHEMAS, "help.json"), documentSchema("openclaw … --help --json", v.object({ help: v.string() }))],
    [join(SCHEMAS, "version.json"), documentSchema("openclaw --version --json", v.object({ version: v.string() }))],
  ]);
  for (const leaf of await everyCommand()) {
    if (isPlanned(leaf)) continue;
    const title = `openclaw ${leaf.path.join(" ")} --json`;
    files.set(join(SCHEMAS, `${leaf.path.join("-")}.json`), documentSchema(title, await schemaOf(leaf.command)));
  }
  return files;
}

/** What the README shows: a person with two keys, an alias, and a fallback without a credential. */
const README_WORLD = {
  files: {
    "~/.openclaw/openclaw.json": `{
  agents: {
    defaults: {
      // Opus until the budget is gone
      model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["fast", "openai/gpt-5.2"] },
      models: {
        "anthropic/claude-opus-4-6": {},
        "groq/llama-3.3-70b-versatile": { alias: "fast" },
        "openai/gpt-5.2": {},
      },
    },
  },
}
`,
  },
  variables: {
    ANTHROPIC_API_KEY: "sk-ant-api03-EXAMPLE-EXAMPLE-EXAMPLE-7f3a",
    GROQ_API_KEY: "gsk_EXAMPLEEXAMPLEEXAMPLE91bc",
  },
};

async function readme(): Promise<Map<string, string>> {
  const path = join(ROOT, "README.md");
  let text = await Bun.file(path).text();
  for (const [block, command] of text.matchAll(/<!-- run: (.*?) -->[\s\S]*?<!-- end -->/g)) {
    const { stdout, stderr } = await cli((command ?? "").replace(/^openclaw /, ""), README_WORLD);
    text = text.replace(
      block,
      () => `<!-- run: ${command} -->\n\`\`\`console\n$ ${command}\n${stdout}${stderr}\`\`\`\n<!-- end -->`,
    );
  }
  return new Map([[path, text]]);
}

const files = new Map([...(await schemas()), ...(await readme())]);
const stale: string[] = [];
for (const [path, content] of files) {
  const file = Bun.file(path);
  if ((await file.exists()) && (await file.text()) === content) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) await Bun.write(path, content);
}
for (const name of await readdir(SCHEMAS)) {
  const path = join(SCHEMAS, name);
  if (files.has(path)) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) await rm(path);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`stale, run \`npm run gen\`:\n${stale.join("\n")}`);
  process.exitCode = 1;
}
