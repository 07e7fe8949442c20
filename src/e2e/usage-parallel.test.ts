import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { runBinaryBeside, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";

const { proxy, network, stop } = await startProxy();
afterAll(stop);

const AGENTS = Array.from({ length: 12 }, (_, index) => `agent-${index}`);
const STORE = JSON.stringify({
  version: 1,
  profiles: { "openrouter:me": { type: "api_key", provider: "openrouter", key: "sk-or-v1-0123456789abcdef" } },
});
const HOME = {
  ".openclaw/openclaw.json": JSON.stringify({ agents: { list: AGENTS.map((id) => ({ id })) } }),
  ...Object.fromEntries(AGENTS.map((id) => [`.openclaw/agents/${id}/agent/auth-profiles.json`, STORE])),
};

test(
  "what many processes hear at the same moment is kept, all of it",
  () =>
    withFolder(HOME, async (home) => {
      // Nobody is answered before all have asked.
      const all = Promise.withResolvers<void>();
      let waiting = 0;
      await proxy.forAnyRequest().thenCallback(async () => {
        if (++waiting === AGENTS.length) all.resolve();
        await all.promise;
        return { statusCode: 200, json: { data: { usage: 1 } } };
      });
      const runs = AGENTS.map((id) =>
        runBinaryBeside(["models", "status", "--usage", "--agent", id], { home, variables: network }),
      );
      expect((await Promise.all(runs)).map(({ code }) => code)).toEqual(AGENTS.map(() => 0));
      const { agents } = await Bun.file(join(home, ".cache/openclaw-cli/usage.json")).json();
      expect(Object.keys(agents).toSorted()).toEqual(
        AGENTS.map((id) => join(home, `.openclaw/agents/${id}/agent`)).toSorted(),
      );
    }),
  30_000,
);
