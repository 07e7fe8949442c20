import { expect, test } from "bun:test";
import { authStore } from "../../testing/cli.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { complete } from "./complete.ts";

test("what is renewed can be: no key, no token, nothing without a refresh token or refused", async () => {
  const oauth = { type: "oauth", provider: "chutes", expires: 1 };
  const profiles = {
    "chutes:key": { type: "api_key", provider: "chutes", key: "k" },
    "chutes:token": { type: "token", provider: "chutes", token: "t" },
    "chutes:copied": { ...oauth, method: "import", access: "a" },
    "chutes:refused": { ...oauth, refresh: "r", refusedFor: 1 },
    "chutes:clear": { ...oauth, refresh: "r" },
    "chutes:kept": { ...oauth, keyring: { id: "main/x", refreshable: true } },
    "chutes:odd": null,
  };
  const { env, stdout } = createFakeEnv({ files: authStore({ profiles }) });
  await complete(["fish", "--", "models", "auth", "refresh", ""], env);
  const rows = stdout().split("\n").slice(1, -1);
  expect(rows.map((row) => row.split("\t")[0])).toEqual(["chutes:clear", "chutes:kept"]);
});
