import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { type Run, runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { type ProviderAnswer, type ProviderRequest, startProviderProxy } from "../testing/provider-proxy.ts";

setDefaultTimeout(60_000);

type Script = readonly (ProviderAnswer | ((request: ProviderRequest) => ProviderAnswer))[];
const said = (json: object, status = 200) => ({ status, json });

const HOSTS = {
  "github-copilot": "github.com",
  "minimax-portal": "account.minimax.io",
  "openai-codex": "auth.openai.com",
  "kimi-coding": "auth.kimi.com",
};

/** Signs in to a provider that gives these answers, the last of them again and again; the time goes by for all at once. */
async function login(
  provider: keyof typeof HOSTS,
  script: Script,
  more: readonly string[] = [],
): Promise<Run & { profile: object | undefined; isUntouched: boolean; asked: string[] }> {
  const asked: string[] = [];
  const proxy = await startProviderProxy();
  proxy.answer(HOSTS[provider], (request) => {
    const answer = script[Math.min(asked.length, script.length - 1)] ?? "lost";
    asked.push(request.path);
    return typeof answer === "function" ? answer(request) : answer;
  });
  const options = ["--provider", provider, "--device-code", "--no-browser", "--store", "file", ...more];
  try {
    return await withFolder({}, async (home) => {
      const before = await snapshot(home);
      const run = await runBinaryBeside(["models", "auth", "login", ...options], { home, variables: proxy.variables });
      const store = Bun.file(join(home, ".openclaw/agents/main/agent/auth-profiles.json"));
      const { profiles = {} } = (await store.exists()) ? ((await store.json()) as { profiles: object }) : {};
      const isUntouched = Bun.deepEquals(await snapshot(home), before);
      return { ...run, profile: Object.values(profiles)[0] as object | undefined, isUntouched, asked };
    });
  } finally {
    await proxy.stop();
  }
}

const GITHUB = said({
  device_code: "d",
  user_code: "WDJB-MJHT",
  verification_uri: "https://github.com/login/device",
  expires_in: 900,
  interval: 1,
});
const NOT_YET = said({ error: "authorization_pending" });

test.concurrent("GitHub's refusals in 200s are waited through, and its token is stored as one that lives on", async () => {
  const token = said({ access_token: "ghu_0123456789abcdef", token_type: "bearer" });
  const { code, stderr, profile, asked } = await login("github-copilot", [GITHUB, NOT_YET, token]);
  expect([code, asked.length]).toEqual([0, 3]);
  expect(stderr).toContain("  W D J B - M J H T\n");
  expect(stderr).toContain("  https://github.com/login/device\n");
  expect({ expires: "never", ...profile }).toMatchObject({
    type: "token",
    provider: "github-copilot",
    token: "ghu_0123456789abcdef",
    expires: "never",
  });
});

test.concurrent("with --json the code is on stderr, and stdout is one document without the token", async () => {
  const token = said({ access_token: "ghu_0123456789abcdef" });
  const { stdout, stderr } = await login("github-copilot", [GITHUB, token], ["--json"]);
  expect(stderr).toContain("  W D J B - M J H T\n");
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    provider: "github-copilot",
    type: "token",
    store: "file",
  });
  expect(stdout).not.toContain("ghu_0123456789abcdef");
});

test.concurrent("MiniMax is asked about the code that somebody types, and says where its models answer", async () => {
  const code = ({ body }: ProviderRequest) =>
    said({
      user_code: "ABC123",
      verification_uri: "https://platform.minimax.io/oauth-authorize?code=ABC123",
      expired_in: Date.now() + 600_000,
      state: new URLSearchParams(body).get("state"),
    });
  const tokens = said({
    status: "success",
    access_token: "a-0123456789",
    refresh_token: "r",
    expired_in: 3600,
    resource_url: "https://api.minimax.io",
  });
  const run = await login("minimax-portal", [code, said({ status: "pending" }), tokens]);
  expect(run.code).toBe(0);
  expect(run.profile).toMatchObject({
    type: "oauth",
    access: "a-0123456789",
    refresh: "r",
    resourceUrl: "https://api.minimax.io",
  });
});

test.concurrent.each<[string, keyof typeof HOSTS, Script, string]>([
  [
    "a denial",
    "github-copilot",
    [GITHUB, said({ error: "access_denied" })],
    "the sign-in to github-copilot was denied",
  ],
  [
    "an old code",
    "github-copilot",
    [GITHUB, said({ error: "expired_token" })],
    "the code of github-copilot was not confirmed in time",
  ],
  [
    "an account without pairing",
    "openai-codex",
    [said({}, 404)],
    "openai-codex gives no code: device codes are not enabled for this account",
  ],
  ["no network", "kimi-coding", ["lost"], "kimi-coding did not finish the sign-in: the connection was"],
  [
    "a network that is lost",
    "github-copilot",
    [GITHUB, "lost"],
    "github-copilot did not finish the sign-in: the connection was",
  ],
])("%s is a sentence, and stores nothing", async (_, provider, script, sentence) => {
  const { code, stdout, stderr, isUntouched } = await login(provider, script);
  expect([code, stdout, isUntouched]).toEqual([69, "", true]);
  expect(stderr).toContain(`error: ${sentence}`);
});

test.concurrent("who asks too often is told to slow down, and does", async () => {
  const token = said({ access_token: "ghu_0123456789abcdef" });
  const at: number[] = [];
  const timed = (answer: ProviderAnswer) => () => {
    at.push(performance.now());
    return answer;
  };
  const { code } = await login("github-copilot", [
    GITHUB,
    timed(said({ error: "slow_down", interval: 2 })),
    timed(token),
  ]);
  expect([code, (at[1] ?? 0) - (at[0] ?? 0) >= 6000]).toEqual([0, true]);
});
