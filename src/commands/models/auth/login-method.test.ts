import { expect, test } from "bun:test";
import { agreeing } from "../../../testing/browser-login.ts";
import { authStore, cli, withConfig } from "../../../testing/cli.ts";
import { EOF } from "../../../testing/desk.ts";
import { session, storeIn } from "../../../testing/session.ts";

const LOGIN = "models auth login";

test.each<[string, string]>([
  ["", "error: no provider is named\nhint: name it: `--provider anthropic`; all of them: `openclaw plugins list`\n"],
  [
    "--provider anthropic --method web",
    "error: anthropic has no login method `web`\n" +
      "hint: it has `--method setup-token`, `--method oauth`, `--method api-key`\n",
  ],
  ["--provider anthropic --method oath", "error: anthropic has no login method `oath`\nhint: did you mean `oauth`?\n"],
  [
    "--provider google-gemini-cli",
    "error: this program cannot do the Google sign-in of google-gemini-cli: Google lets only the Gemini CLI itself sign in to it\n" +
      "hint: see the others: `openclaw plugins list`\n",
  ],
  [
    "--provider openai --method chatgpt",
    "error: this program cannot do the ChatGPT for agent hosts of openai: it is for hosts that OpenAI has registered; sign in to openai-codex instead\n" +
      "hint: see the others: `openclaw plugins list`\n",
  ],
  [
    "--provider anthropic --device-code",
    "error: anthropic cannot be signed in to with a code on another device\n" +
      "hint: it has `--method setup-token`, `--method oauth`, `--method api-key`\n",
  ],
  ["--provider ollama", "error: ollama needs no credential\nhint: see `openclaw models list`\n"],
  [
    "--provider chutes --method oauth",
    "error: this provider knows only programs that are registered with it\n" +
      "hint: register one, and name it: `export CHUTES_OAUTH_CLIENT_ID=<client id>`\n",
  ],
])("`models auth login %s` is refused in one sentence", async (options, stderr) => {
  const run = await cli(`${LOGIN} ${options}`, { answers: undefined });
  expect(run).toEqual({ code: 64, stdout: "", stderr });
});

test("without anybody to choose, a method that asks for nothing is taken", async () => {
  const { codes, files } = await session(
    [`${LOGIN} --provider openrouter`],
    agreeing([{ key: "sk-or-v1-0123456789" }]),
  );
  expect(codes).toEqual([0]);
  expect(storeIn(files)["profiles"]).toMatchObject({ "openrouter:default": { type: "api_key", method: "oauth" } });
});

const KEY = "openai-0123456789abcdef";

test("whoever is there chooses the provider, those that matter first, and is told where to get a key", async () => {
  const screen: string[] = [];
  const config = { agents: { defaults: { model: "openai/gpt-5.2", imageModel: "xai/grok" } } };
  const files = authStore({ profiles: { "groq:a": { type: "api_key", provider: "groq", key: "k" } } });
  const run = await cli(LOGIN, withConfig(config, { files, answers: ["openai", KEY], screen }));
  expect([run.code, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toStartWith("✓ signed in to openai: openai:default\n  the API key …cdef is in the keyring\n");
  const [menu = "", ...more] = screen;
  expect(menu.split("\n").slice(0, 5)).toEqual([
    "Which provider?",
    "OpenAI · openai · your models need it",
    "xAI · xai · your models need it",
    "Groq · groq · has a credential",
    expect.stringMatching(/^[^·]+ · [^·]+$/),
  ]);
  expect(more).toEqual(["API key of openai, from https://platform.openai.com/api-keys"]);
});

test("a setup-token is asked for as its own command asks", async () => {
  const screen: string[] = [];
  const answers = ["setup-token", `sk-ant-oat01-${"Tk".repeat(40)}`];
  const { code, stdout } = await cli(`${LOGIN} --provider anthropic`, { answers, screen });
  expect([code, screen.at(-1)]).toEqual([
    0,
    "setup-token of anthropic, as `claude setup-token` prints it where Claude Code is",
  ]);
  expect(stdout).toStartWith("✓ signed in to anthropic: anthropic:manual\n");
});

test("a secret that is refused is asked for once more, with the reason", async () => {
  const screen: string[] = [];
  const answers = ["", "two words", "sk-or-v1-0123456789", KEY];
  const { code, stderr } = await cli(`${LOGIN} --provider openai --method api-key`, { answers, screen });
  expect([code, stderr]).toEqual([0, ""]);
  const question = "API key of openai, from https://platform.openai.com/api-keys";
  expect(screen).toEqual([
    question,
    "no secret was given",
    question,
    "the secret has blanks or control characters in it",
    question,
    "that is a key of OpenRouter",
    question,
  ]);
});

test.each([
  ["nothing else can come", agreeing([], { browser: "busy" }), "openai-codex", "oauth"],
  ["its page gives a code", agreeing([], { variables: { DISPLAY: "" } }), "anthropic", "oauth"],
])("Control-D ends a sign-in where %s", async (_, world, provider, method) => {
  const line = `${LOGIN} --provider ${provider} --method ${method}`;
  expect((await cli(line, { ...world, answers: [EOF] })).code).toBe(130);
});

test("an API key comes from stdin where nobody is there", async () => {
  const { code, stdout } = await cli(`${LOGIN} --provider groq`, { input: "gsk_0123456789abcdef\n" });
  expect([code, stdout.split("\n")[0]]).toEqual([0, "✓ signed in to groq: groq:default"]);
});
