import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY, withFolder } from "../testing/binary.ts";
import { filesWith } from "../testing/keyring.ts";
import { agreed } from "../testing/login.ts";
import { type ProviderProxy, type ProviderRequest, startProviderProxy } from "../testing/provider-proxy.ts";
import { SUCCESS } from "../testing/raw-server.ts";

setDefaultTimeout(60_000);

/** What goes over the network and belongs nowhere else, none like another in any eight characters. */
const CANARY = {
  access: "Ac2Ce5Ss8Xz1Qw4Er7Ty0Ui3",
  refresh: "Re6Fr9Es2Hp5Lk8Mj1Nh4Bg7",
  nextAccess: "Na9Me2Dv5Ar8Pl1Ok4Ij7Uh0",
  nextRefresh: "Nr3Rf6Tg9Yh2Uj5Ik8OlWs1",
  code: "Co5Ke8Nq1Wa4Es7Rd0Tf3Yg6",
  client: "Hd4Gf9TjQe6WsUa1VoIpZk22",
  device: "Dv7Mn2Bx8Cz5LdKfJgHyRt99",
};
const FRAGMENTS = Object.values(CANARY).flatMap((secret) =>
  Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)),
);
const PROFILE = { type: "oauth", provider: "chutes", method: "oauth", access: CANARY.access, refresh: CANARY.refresh };
const STORE = ".openclaw/agents/main/agent/auth-profiles.json";
/** With a sign-in until then, and a browser that opens nothing. */
const homeUntil = (expires: number) => ({
  [STORE]: JSON.stringify({ version: 1, profiles: { "chutes:me": { ...PROFILE, expires } } }),
  "bin/my-browser": "#!/bin/sh\n",
});
const TOKENS = { access_token: CANARY.nextAccess, refresh_token: CANARY.nextRefresh, expires_in: 3600 };
const DEVICE = {
  device_code: CANARY.device,
  user_code: "WDJB-MJHT",
  verification_uri: "https://x.ai/device",
  expires_in: 900,
  interval: 1,
};

let proxy: ProviderProxy;
/** What the providers were asked in a run. */
let sent = "";
/** Whether they refuse whatever they are asked, and quote it. */
let refuses = false;

beforeAll(async () => {
  proxy = await startProviderProxy();
  for (const host of ["api.chutes.ai", "llm.chutes.ai", "auth.x.ai"]) proxy.answer(host, answer);
});
afterAll(() => proxy.stop());

function answer({ method, path, headers, body }: ProviderRequest) {
  const asked = `${headers["authorization"]} ${decodeURIComponent(body)}`;
  sent += asked;
  if (path === "/oauth2/device/code") return { status: 200, json: DEVICE };
  if (refuses) return { status: 400, json: { error: "invalid_grant", error_description: `no: ${asked}` } };
  if (path.endsWith("token")) return { status: 200, json: TOKENS };
  if (method === "POST") return { status: 200, json: SUCCESS["openai-completions"] };
  if (path.includes("usage")) return { status: 200, json: { four_hour: { usage: 1, cap: 10 } } };
  return { status: 200, json: { data: [{ id: "some/model" }] } };
}

/** Runs to the end with somebody at the browser, and gives what was shown, and the words of every process. */
async function watch(argv: readonly string[], home: string): Promise<{ code: number; shown: string; words: string }> {
  const log = join(home, "trace");
  const strace = ["strace", "-f", "-qq", "-s", "10000", "-e", "trace=execve,execveat", "-o", log];
  const child = Bun.spawn([...strace, BINARY, ...argv], {
    cwd: home,
    env: {
      HOME: home,
      PATH: `${home}/bin:/usr/bin:/bin`,
      BROWSER: "my-browser",
      ...proxy.variables,
      CHUTES_OAUTH_CLIENT_ID: "program",
      CHUTES_OAUTH_CLIENT_SECRET: CANARY.client,
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const stdout = new Response(child.stdout).text();
  let stderr = "";
  let isBack = false;
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    stderr += text;
    const page = /^ {2}(https:\S+redirect_uri\S+)\n/m.exec(stderr)?.[1];
    if (page === undefined || isBack) continue;
    isBack = true;
    await fetch(agreed(new URL(page), CANARY.code)).then((response) => response.text());
  }
  return { shown: (await stdout) + stderr, code: await child.exited, words: readFileSync(log, "utf8") };
}

const LOGIN = "models auth login --store file --provider";
/** What each ends with where it is refused, and which secrets it sends: of a sign-in that has ended, and of one that has not. */
const RUNS = [
  [`${LOGIN} chutes --method oauth`, 69, [CANARY.code, CANARY.client], [CANARY.code, CANARY.client]],
  [`${LOGIN} xai --device-code`, 69, [CANARY.device], [CANARY.device]],
  ["models auth refresh chutes:me", 69, [CANARY.refresh, CANARY.client], [CANARY.refresh, CANARY.client]],
  ["models status --usage", 0, [CANARY.refresh, CANARY.nextAccess], [CANARY.access]],
  ["models status --probe --probe-profile chutes:me", 0, [CANARY.refresh, CANARY.nextAccess], [CANARY.access]],
  ["models list --refresh", 0, [CANARY.refresh, CANARY.nextAccess], [CANARY.access]],
] as const;
const CASES = RUNS.flatMap(([line, ...more]) => [[line, ...more] as const, [`${line} --json`, ...more] as const]);

const canTrace = test.skipIf(process.platform !== "linux" || Bun.which("strace") === null);
const expectNoLeak = async (line: string, home: string, secrets: readonly string[], expected: number) => {
  chmodSync(join(home, "bin/my-browser"), 0o755);
  sent = "";
  const { code, shown, words } = await watch(line.split(" "), home);
  expect([code, secrets.filter((secret) => !sent.includes(secret))]).toEqual([expected, []]);
  expect(words).toContain(BINARY);
  expect(FRAGMENTS.filter((fragment) => (shown + words).includes(fragment))).toEqual([]);
  expect(filesWith(home, FRAGMENTS)).toEqual([join(home, STORE)]);
};

canTrace.each(CASES)(
  "of what `%s` sends and gets, no eight characters are shown, among the words of a process, or in a file beside the store (needs strace)",
  (line, _, secrets) => {
    refuses = false;
    return withFolder(homeUntil(1), (home) => expectNoLeak(line, home, secrets, 0));
  },
);

canTrace.each(CASES)("nor where `%s` is refused with its own words (needs strace)", (line, code, _, secrets) => {
  refuses = true;
  return withFolder(homeUntil(4_000_000_000_000), (home) => expectNoLeak(line, home, secrets, code));
});
