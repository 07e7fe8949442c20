import { expect, test } from "bun:test";
import { cli } from "../../../testing/cli.ts";

const PATH = "/home/me/.openclaw/agents/main/agent/auth-profiles.json";
const KEY = "gsk_0123456789abcdef0123456789abcdef";

const COMMANDS = [
  "paste-api-key --provider groq --replace --store file",
  "logout groq:default --yes",
  "migrate --yes",
  "order set --provider groq groq:default",
  "order clear --provider groq",
  "refresh groq:default",
];

const run = (store: unknown, command: string) =>
  cli(`models auth ${command}`, { files: { [PATH]: JSON.stringify(store) }, input: KEY });

test.each(COMMANDS)("a store that is no store is told so by `%s`", async (command) => {
  for (const [store, what] of [
    [null, "it"],
    [[], "it"],
    [{ profiles: [] }, "profiles"],
  ] as const) {
    const { code, stderr } = await run(store, command);
    expect([code, stderr.split("\n")[0]]).toEqual([
      78,
      `error: ${PATH} is no credential store: ${what} has the wrong type`,
    ]);
  }
});

test.each([[null], [3], ["text"], [[]], [{}], [{ type: "of-tomorrow" }]])(
  "a profile that is %p can be replaced and taken away, and nothing else is done with it",
  async (profile) => {
    const store = { profiles: { "groq:default": profile } };
    const said = [];
    for (const command of COMMANDS) {
      const { code, stdout, stderr } = await run(store, command);
      said.push([code, (stderr + stdout).replaceAll(PATH, "").split("\n")[0]]);
    }
    expect(said).toEqual([
      [0, "warning: the secret stands in clear in , readable by you alone"],
      [0, "✓ removed groq:default"],
      [0, "Nothing to move: no secret stands in clear in ~/.openclaw/agents/main/agent/auth-profiles.json"],
      [66, "error: there is no profile `groq:default`"],
      [0, "Nothing to do: it is so already."],
      [66, "error: `groq:default` is stored in a form that this version does not know"],
    ]);
  },
);

test("what is null in a store is as absent", async () => {
  const store = { profiles: null, order: null, usageStats: null, lastGood: null };
  const codes = [];
  for (const command of COMMANDS) codes.push((await run(store, command)).code);
  expect(codes).toEqual([0, 66, 0, 66, 0, 66]);
});
