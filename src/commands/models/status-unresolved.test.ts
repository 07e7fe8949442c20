import { expect, test } from "bun:test";
import { cli, cliJson, withConfig } from "../../testing/cli.ts";

const model = (choice: unknown) =>
  withConfig(
    { agents: { defaults: { model: choice, models: { "anthropic/claude-opus-4-6": {} } } } },
    { variables: { ANTHROPIC_API_KEY: "sk-ant-api03-abcdefghijklmnopqrstuvwx" } },
  );

test("a default that nothing resolves to is shown as written, answers nothing, and fails --check", async () => {
  const { code, document } = await cliJson("models status --check", model("opsu"));
  expect({ code, answering: document["answering"], problems: document["problems"] }).toEqual({
    code: 1,
    answering: null,
    problems: [
      {
        severity: "error",
        message: "opsu (the default) is no alias and no known model",
        hint: "did you mean `opus`?",
      },
    ],
  });
  expect(document["chain"]).toMatchObject([{ raw: "opsu", via: "unresolved", verdict: "unresolved", pausedMs: null }]);
  const { stdout } = await cli("models status", model("opsu"));
  expect(stdout.split("\n").slice(0, 3)).toEqual(["✗ opsu cannot answer", "", "Model           ✗ opsu  no such model"]);
});

test("a fallback that nothing resolves to fails --check too, though the default answers", async () => {
  const world = model({ primary: "opus", fallbacks: ["zzz"] });
  const { code, document } = await cliJson("models status --check", world);
  expect({ code, answering: (document["answering"] as { ref: string }).ref }).toEqual({
    code: 1,
    answering: "anthropic/claude-opus-4-6",
  });
  expect(document["problems"]).toEqual([
    {
      severity: "error",
      message: "zzz (fallback 1) is no alias and no known model",
      hint: "write it as `provider/model`; see `openclaw models list --all`",
    },
  ]);
});

test("where the default is no model, the headline says which fallback answers instead", async () => {
  const { stdout } = await cli("models status", model({ primary: "zzz", fallbacks: ["opus"] }));
  expect(stdout.split("\n\n").slice(0, 3).join("\n\n")).toMatchInlineSnapshot(`
    "! anthropic/claude-opus-4-6 answers with ANTHROPIC_API_KEY sk-ant-api03-…uvwx, because zzz cannot

    Model           ✗ zzz                           no such model
    Fallbacks       ✓ 1. anthropic/claude-opus-4-6  opus · 1M · $5/$25 · ANTHROPIC_API_KEY sk-ant-api03-…uvwx

    Problems
    ✗ zzz (the default) is no alias and no known model
      → write it as \`provider/model\`; see \`openclaw models list --all\`"
  `);
});
