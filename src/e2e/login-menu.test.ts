import { expect, test } from "bun:test";
import { join } from "node:path";
import { snapshot, withFolder } from "../testing/binary.ts";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";

const LOGIN = "models auth login --provider anthropic --store file --profile-id anthropic:work --set-default";
const [DOWN, ENTER, ESCAPE, CONTROL_C] = ["\u001b[B", "\r", "\u001b", "\u0003"];
const KEY = "sk-ant-api03-Kq8vZt3RwLm5Yc2NbXhP7";
const MENU = "How do you sign in to anthropic?";
/** The last line of the menu. */
const WAYS = "API key";

const login = (home: string, steps: readonly Step[]) =>
  onTerminal({ folder: home, variables: { HOME: home, PATH: "/usr/bin:/bin" } }, LOGIN, steps);

test("a provider with several ways to sign in has a menu of them, and what is chosen is asked for", () =>
  withFolder({}, async (home) => {
    const { code, screen, isRestored } = await login(home, [
      [WAYS, DOWN + DOWN + ENTER],
      ["https://platform.claude.com/settings/keys", KEY + ENTER],
    ]);
    expect([code, isRestored]).toEqual([0, true]);
    expect(screen).toContain(MENU);
    expect(screen).not.toContain(KEY.slice(13, 21));
    const state = join(home, ".openclaw");
    const { profiles } = await Bun.file(join(state, "agents/main/agent/auth-profiles.json")).json();
    expect(profiles).toEqual({ "anthropic:work": { type: "api_key", provider: "anthropic", key: KEY } });
    const { agents } = await Bun.file(join(state, "openclaw.json")).json();
    expect(agents.defaults.model.primary).toStartWith("anthropic/");
  }));

test.each([ESCAPE, CONTROL_C])("%j at the menu ends it with 130, and nothing is written", (key) =>
  withFolder({}, async (home) => {
    const { code, screen, isRestored } = await login(home, [[WAYS, key]]);
    expect([code, isRestored]).toEqual([130, true]);
    expect(screen).toContain("error: cancelled");
    expect(await snapshot(home)).toEqual({});
  }),
);
