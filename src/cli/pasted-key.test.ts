import { describe, expect, test } from "bun:test";
import { cli, withConfig } from "../testing/cli.ts";

const KEY = "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7";
const MASKED = "sk-ant-api03-…XhP7";
const BODY = KEY.slice("sk-ant-api03-".length, -4).toLowerCase();

/** Everything that a run says, to find a secret in; ids may have been put in lower case. */
async function everything(line: string, world = {}): Promise<string> {
  const { stdout, stderr } = await cli(line, world);
  return `${stdout}${stderr}`;
}
const leaks = (text: string) => text.toLowerCase().includes(BODY);

describe("a key that somebody pasted into the config is masked:", () => {
  const world = withConfig({
    [KEY]: 1,
    agents: {
      defaults: {
        model: { primary: `anthropic/${KEY}`, fallbacks: [KEY, "openai/gpt-5.2"] },
        imageModel: { primary: `${KEY}/x` },
        models: { "openai/gpt-5.2": { alias: KEY }, [`openai/${KEY}`]: {} },
      },
      list: [{ id: "main" }, { id: KEY, model: KEY }],
    },
  });
  test.each([
    "models status",
    "models list",
    "models list --all --provider openai",
    "models explain openai/gpt-5.2",
    "models aliases list",
    "models fallbacks list",
    "models image-fallbacks list",
    "models set openai/gpt-5.2 --dry-run",
    "models fallbacks clear --dry-run",
    "models aliases add fast openai/gpt-5.2 --dry-run",
  ])("%s", async (line) => {
    for (const mode of ["", "--json", "--plain"]) expect(leaks(await everything(`${line} ${mode}`, world))).toBe(false);
  });

  test("as an alias its ends are shown", async () => {
    const aliases = withConfig({ agents: { defaults: { models: { "openai/gpt-5.2": { alias: KEY } } } } });
    expect((await cli("models aliases list --plain", aliases)).stdout).toBe(`${MASKED} openai/gpt-5.2\n`);
  });

  test("a suggestion", async () => {
    expect(leaks(await everything("models explain Kq8vZ", world))).toBe(false);
  });
});

const TYPED = [
  `models explain ${KEY}`,
  `models explain ${KEY}/x`,
  `models ${KEY}`,
  `models list --provider ${KEY}`,
  `models list --${KEY}`,
  `models list ${KEY}`,
  `models status --agent ${KEY}`,
  `models status --warn-within ${KEY}`,
  `models set ${KEY} --dry-run`,
  `models aliases remove ${KEY} --dry-run`,
];

describe("a key that somebody typed is masked in the error:", () => {
  test.each(TYPED)("%s", async (line) => {
    expect(leaks(await everything(line))).toBe(false);
  });

  test("its ends are shown", async () => {
    const { stderr } = await cli(`models explain ${KEY}`);
    expect(stderr.split("\n")[0]).toBe(`error: \`${MASKED}\` is no alias and no model of yours`);
  });

  test.each(TYPED)("%s --json", async (line) => {
    expect(leaks(await everything(`${line} --json`))).toBe(false);
  });
});

describe("a key that somebody typed for a model is masked in what would be changed:", () => {
  const lines = [`models set anthropic/${KEY}`, `models fallbacks add anthropic/${KEY}`].map(
    (line) => `${line} --dry-run`,
  );
  test.each(lines)("%s", async (line) => {
    for (const mode of ["", "--json"]) expect(leaks((await cli(`${line} ${mode}`)).stdout)).toBe(false);
  });

  test.each(lines)("%s, and in its warning", async (line) => {
    expect(leaks((await cli(line)).stderr)).toBe(false);
  });
});
