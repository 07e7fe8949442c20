import { expect, test } from "bun:test";
import { createFakeEnv } from "../../testing/env.ts";
import { authStore, withConfig } from "../../testing/cli.ts";
import { everyCommand, everyGroup } from "../../testing/tree.ts";
import { allArgs } from "../globals.ts";
import { complete } from "./complete.ts";
import { KINDS } from "./kinds.ts";
import { type Words, wordsOfTree } from "./words.macro.ts";

const commands = await everyCommand();
const values = commands.flatMap(({ path, command }) =>
  Object.entries(allArgs(command)).flatMap(([name, arg]) =>
    arg.type === "boolean" ? [] : [{ where: path.join(" "), name, kind: arg.kind }],
  ),
);

/** What an argument of such a name is, wherever it stands. */
const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(^|-)alias$/, ["alias"]],
  [/(^|-)model$/, ["model", "fallback", "image-fallback"]],
  [/(^|-)provider$/, ["provider"]],
  [/(^|-)profile(-id)?$/, ["profile", "sign-in"]],
  [/(^|-)agent$/, ["agent"]],
  [/(^|-)shell$/, ["shell"]],
  [/(^|-)method$/, ["login-method"]],
  [/(^|-)(file|out)$/, ["file"]],
];
/** A name that is made up there, and one that stands for a directory. */
const NEW = new Set(["models aliases add alias", ...commands.map(({ path }) => `${path.join(" ")} profile`)]);

test.each(
  values
    .filter(({ where, name }) => !NEW.has(`${where} ${name}`))
    .map((value) => [value.where, value.name, value.kind]),
)("%s: TAB knows what `%s` is", (_, name, kind) => {
  const fitting = NAMES.filter(([pattern]) => pattern.test(name)).flatMap(([, kinds]) => kinds);
  if (fitting.length > 0) expect(fitting).toContain(kind);
  expect(Object.keys(KINDS)).toContain(kind);
});

test("every kind that has values is the kind of an argument, but `file`, which none needs yet", () => {
  const used = new Set<string>(values.map(({ kind }) => kind));
  const unused = Object.entries(KINDS).filter(([kind, source]) => source !== "none" && !used.has(kind));
  expect(unused.map(([kind]) => kind)).toEqual(["file"]);
});

test("what TAB knows is what the parser knows", async () => {
  const tree = await wordsOfTree();
  const at = (path: readonly string[]) => path.reduce<Words | undefined>((words, name) => words?.rows?.[name], tree);
  for (const { path, command, row } of commands) {
    expect(at(path)).toEqual({
      about: row.planned ? `${row.about} (planned)` : row.about,
      args: JSON.stringify(command.args),
      ...(command.plain === undefined ? {} : { plain: true }),
    });
  }
  for (const { path, row } of everyGroup())
    expect(Object.keys(at(path)?.rows ?? {})).toEqual(Object.keys(row.rows ?? {}));
});

const ODD = {
  "line\nend": "a line end",
  "esc\u001b[31m": "an escape",
  "right\u202eto-left": "an override",
  "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7": "a key",
};

test.each(["bash", "zsh", "fish"])("%s is offered no name that could harm", async (shell) => {
  const models = Object.fromEntries(Object.keys(ODD).map((alias) => [`groq/${alias}`, { alias }]));
  const profiles = Object.fromEntries(
    Object.keys(ODD).map((id) => [id, { type: "api_key", provider: `x${id}`, key: "gsk_0123456789abcdefghij" }]),
  );
  const list = Object.keys(ODD).map((name, index) => ({ id: `a${index}`, name }));
  const world = withConfig({ agents: { defaults: { models }, list } }, { files: authStore({ profiles }) });
  for (const line of ["models set ", "models aliases remove ", "models auth logout ", "models status --agent "]) {
    const { env, stdout } = createFakeEnv(world);
    const argv = shell === "bash" ? ["bash", "63", "", "", `openclaw ${line}`, ""] : [shell, "--", ...line.split(" ")];
    await complete(argv, env);
    const said = stdout();
    expect(said).not.toMatch(/[^\n\t\P{Cc}]|\u202e/u);
    expect(said).not.toContain("Kq8vZt3RwLm5Yc2Nb");
    expect(said).not.toContain("gsk_");
    expect(said.split("\n").filter((row) => /^[+-]?(line|end|esc|right)/.test(row))).toEqual([]);
  }
});

test.each([
  ["a broken config", withConfig("{broken")],
  ["a config of the wrong shape", withConfig({ agents: { list: 5, defaults: { models: [], model: 7 } }, models: [] })],
  ["a config that cannot be read", { files: { "~/.openclaw/openclaw.json": { unreadable: "permission denied" } } }],
  [
    "a store that cannot be read",
    { files: { "~/.openclaw/agents/main/agent/auth-profiles.json": { unreadable: "x" } } },
  ],
  ["a store of the wrong shape", { files: authStore({ profiles: [1] }) }],
  ["a variable that is not set", withConfig({ agents: { defaults: { model: { primary: "${NOT_SET}" } } } })],
] as const)("%s is no reason to say anything but names", async (_, world) => {
  for (const line of [
    "models set zz",
    "models auth logout zz",
    "models status --agent zz",
    "models fallbacks remove zz",
  ]) {
    const { env, stdout, stderr } = createFakeEnv(world);
    await complete(["bash", "9", "", "", `openclaw ${line}`, ""], env);
    expect([stdout(), stderr()]).toEqual(["", ""]);
  }
});
