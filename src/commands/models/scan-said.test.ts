import { expect, test } from "bun:test";
import type { Skill } from "../../contracts/wire.ts";
import { cliChange, cliJson, withConfig } from "../../testing/cli.ts";
import { REPLIES, works } from "../../testing/openrouter.ts";
import { scanWorld } from "../../testing/scan.ts";

const CONFIG = `{ agents: { defaults: { model: "openai/gpt-5.2", imageModel: { fallbacks: ["openai/gpt-5.2"] } } } }`;
const IMAGES = CONFIG.replace('"] }', '", "openrouter/b/eyes:free"] }');

/** Models that can do but one thing, or nothing. */
const only = (skill?: Skill) =>
  withConfig(
    CONFIG,
    scanWorld((id, asked) => (asked === skill ? works(id, asked) : REPLIES.noTools)),
  );
const scan = (options: string, skill?: Skill) => cliChange(`models scan ${options}`, only(skill));

test.each([
  ["--yes", "fallbacks"],
  ["--yes --set-default", "default and the fallbacks"],
])("what sees but calls no tool becomes an image fallback, and `%s` says what stays", async (options, stays) => {
  const { code, stdout, config } = await scan(options, "image");
  expect({ code, config }).toEqual({ code: 0, config: IMAGES });
  expect(stdout).toContain(`\nnone was chosen for the ${stays}, which stay as they are\n`);
  expect(stdout).toContain("✓ image fallbacks: openai/gpt-5.2, openrouter/b/eyes:free\n");
  const { document } = await cliJson(`models scan ${options}`, only("image"));
  expect(document["change"]).toMatchObject({ list: ["openai/gpt-5.2", "openrouter/b/eyes:free"] });
});

test("without --yes the hint comes for image fallbacks alone too", async () => {
  const { stdout, config } = await scan("", "image");
  expect(stdout.split("\n").at(-2)).toBe("nothing was written; take the best with `openclaw models scan --yes`");
  expect(config).toBe(CONFIG);
});

test("the other way round, the image model is said to stay where it was to be set", async () => {
  const { code, stdout } = await scan("--yes --set-image", "tool");
  const said = "\nnone was chosen for the image model and the image fallbacks, which stay as they are\n";
  expect([code, stdout.includes(said)]).toEqual([0, true]);
  expect((await scan("--yes", "tool")).stdout).not.toContain("none was chosen");
});

test("where no model does anything, `--yes` says that nothing was written, and is 69", async () => {
  const { code, stdout, config } = await scan("--yes");
  expect([code, stdout.split("\n").at(-2), config]).toEqual([
    69,
    "no model was chosen, so nothing was written",
    CONFIG,
  ]);
});

test.each(["scan", "scan --recheck"])(
  "`%s` says what the settings of the account keep out, and in whose words",
  async (line) => {
    const config = CONFIG.replace('{ fallbacks: ["openai/gpt-5.2"] }', '{ fallbacks: ["openrouter/b/eyes:free"] }');
    const world = withConfig(
      config,
      scanWorld((id, asked) => (id === "b/eyes:free" ? REPLIES.forbidden : works(id, asked))),
    );
    const { stdout } = await cliChange(`models ${line}`, world);
    expect(stdout).toContain(
      "\n1 kept out by the settings of your account: No allowed providers are available for the selected model.\n",
    );
  },
);
