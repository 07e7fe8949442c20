import { expect, test } from "bun:test";
import { authStore, cliJson, withConfig } from "../../testing/cli.ts";

const hintsOf = (problems: unknown) => (problems as { hint: string }[]).map(({ hint }) => hint);
const over = (provider: string) => ({ type: "oauth", provider, access: "a", expires: 1 });

test("who has no credential is told how to sign in, where this program can", async () => {
  const world = withConfig({
    agents: {
      defaults: { model: { primary: "openai-codex/gpt-6-astra", fallbacks: ["google-gemini-cli/gemini-2.5-pro"] } },
    },
  });
  const { document } = await cliJson("models status", world);
  expect(hintsOf(document["problems"])).toEqual([
    "`openclaw models auth login --provider openai-codex`",
    "sign in with OpenClaw itself (Google sign-in)",
  ]);
});

test("a sign-in that is over is mended by another one, where this program can", async () => {
  const files = authStore({
    profiles: { "chutes:me": over("chutes"), "google-gemini-cli:me": over("google-gemini-cli") },
  });
  const { document } = await cliJson("models auth list", { files });
  const hints = (document["profiles"] as { profileId: string; hint: string | null }[]).map(({ hint }) => hint);
  expect(hints).toEqual([
    "`openclaw models auth login --provider chutes --profile-id chutes:me --replace`, or `openclaw models auth logout chutes:me`",
    "sign in again with OpenClaw itself, or `openclaw models auth logout google-gemini-cli:me`",
  ]);
});
