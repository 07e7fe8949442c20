import { expect, test } from "bun:test";
import type { Variables } from "../../contracts/env.ts";
import type { AppError } from "../../contracts/error.ts";
import { HOME } from "../../testing/disk.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { expandHome, findConfigPath, findStateDir, homeOf, profileVariables, variable } from "./paths.ts";

const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, "{}"]));

test.each<[Variables, string | undefined]>([
  [{}, undefined],
  [{ A: "  " }, undefined],
  [{ A: " one " }, "one"],
  [{ A: "", B: "two" }, "two"],
  [{ A: "one", B: "two" }, "one"],
])("of the variables %j the first that is not blank counts: %p", (variables, value) => {
  expect(variable(variables, "A", "B")).toBe(value);
});

test.each([
  [undefined, HOME],
  [" ", HOME],
  ["/srv/claw", "/srv/claw"],
  ["~/claw", `${HOME}/claw`],
  ["claw", "/cwd/claw"],
])("with OPENCLAW_HOME=%p home is %s", (value, home) => {
  expect(homeOf(createFakeEnv({ variables: { OPENCLAW_HOME: value } }).env)).toBe(home);
});

test.each([
  ["~", "/h"],
  ["~/a/b", "/h/a/b"],
  ["~\\a", "/h/a"],
  ["/a", "/a"],
  ["a", "/w/a"],
  ["../a", "/a"],
  ["./~", "/w/~"],
])("%s becomes the absolute %s", (path, absolute) => {
  expect(expandHome(path, "/h", "/w")).toBe(absolute);
});

test.each<[string, string[], Variables, string]>([
  ["nothing stands anywhere", [], {}, "~/.openclaw"],
  ["~/.openclaw stands", ["~/.openclaw/x", "~/.clawdbot/x"], {}, "~/.openclaw"],
  ["~/.clawdbot stands", ["~/.moldbot/x", "~/.moltbot/x", "~/.clawdbot/x"], {}, "~/.clawdbot"],
  ["~/.moltbot stands", ["~/.moldbot/x", "~/.moltbot/x"], {}, "~/.moltbot"],
  ["~/.moldbot stands", ["~/.moldbot/x"], {}, "~/.moldbot"],
  ["OPENCLAW_STATE_DIR is set", ["~/.openclaw/x"], { OPENCLAW_STATE_DIR: "~/s", CLAWDBOT_STATE_DIR: "/o" }, "~/s"],
  ["CLAWDBOT_STATE_DIR is set", ["~/.openclaw/x"], { CLAWDBOT_STATE_DIR: "/o" }, "/o"],
  ["OPENCLAW_STATE_DIR is blank", [], { OPENCLAW_STATE_DIR: " " }, "~/.openclaw"],
])("when %s, with files %j and variables %j, the state directory is %s", async (_, paths, variables, dir) => {
  expect(await findStateDir(createFakeEnv({ files: files(...paths), variables }).env, HOME)).toBe(
    dir.replace("~", HOME),
  );
});

test.each<[string[], Variables, string]>([
  [[], {}, "~/.openclaw/openclaw.json"],
  [["~/.openclaw/clawdbot.json", "~/.openclaw/openclaw.json"], {}, "~/.openclaw/openclaw.json"],
  [["~/.openclaw/moltbot.json", "~/.openclaw/clawdbot.json"], {}, "~/.openclaw/clawdbot.json"],
  [["~/.openclaw/moldbot.json", "~/.openclaw/moltbot.json"], {}, "~/.openclaw/moltbot.json"],
  [["~/.openclaw/moldbot.json"], {}, "~/.openclaw/moldbot.json"],
  [["~/.openclaw/.env", "~/.clawdbot/clawdbot.json"], {}, "~/.clawdbot/clawdbot.json"],
  [["~/.moltbot/moltbot.json"], {}, "~/.moltbot/moltbot.json"],
  [["~/.openclaw/openclaw.json"], { OPENCLAW_CONFIG_PATH: "~/c.json", CLAWDBOT_CONFIG_PATH: "/o.json" }, "~/c.json"],
  [["~/.openclaw/openclaw.json"], { CLAWDBOT_CONFIG_PATH: "o.json" }, "/cwd/o.json"],
  [["/s/clawdbot.json"], { OPENCLAW_STATE_DIR: "/s" }, "/s/clawdbot.json"],
  [[], { OPENCLAW_STATE_DIR: "/s" }, "/s/openclaw.json"],
  [[], { OPENCLAW_STATE_DIR: "/s", OPENCLAW_CONFIG_PATH: "/c.json" }, "/c.json"],
])("with files %j and variables %j the config is %s", async (paths, variables, expected) => {
  const { env } = createFakeEnv({ files: files(...paths), variables });
  const path = await findConfigPath(env, variables, HOME, await findStateDir(env, HOME));
  expect(path).toBe(expected.replace("~", HOME));
});

test.each<[string, Variables, string, string]>([
  ["rescue", {}, "/h/.openclaw-rescue", "/h/.openclaw-rescue/openclaw.json"],
  ["dev", {}, "/h/.openclaw-dev", "/h/.openclaw-dev/openclaw.json"],
  ["Default", {}, "/h/.openclaw", "/h/.openclaw/openclaw.json"],
  ["a_b-9", { OPENCLAW_STATE_DIR: "/s" }, "/s", "/s/openclaw.json"],
  ["work", { OPENCLAW_CONFIG_PATH: "/c.json" }, "/h/.openclaw-work", "/c.json"],
])("--profile %s with %j keeps its files apart", (profile, variables, stateDir, configPath) => {
  expect(profileVariables({ ...variables, OTHER: "x" }, "/h", profile)).toEqual({
    OTHER: "x",
    OPENCLAW_STATE_DIR: stateDir,
    OPENCLAW_CONFIG_PATH: configPath,
  });
});

test.each(["", "../x", "a b", "-a", "a/b", "a".repeat(65)])("%p is no profile name", (profile) => {
  let error: unknown;
  try {
    error = profileVariables({}, "/h", profile);
  } catch (thrown) {
    const { code, message } = thrown as AppError;
    error = [code, message];
  }
  expect(error).toEqual(["usage", `\`${profile}\` is not a profile name`]);
});
