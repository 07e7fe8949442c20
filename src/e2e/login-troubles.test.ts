import { afterAll, beforeAll, expect, test } from "bun:test";
import { snapshot, withFolder } from "../testing/binary.ts";
import { agreed, isClosed, redirectOf, startLogin, type WaitingLogin } from "../testing/login.ts";
import { holdPort, untilFree } from "../testing/ports.ts";
import { type ProviderAnswer, type ProviderProxy, startProviderProxy } from "../testing/provider-proxy.ts";

const LOGIN = "--provider huggingface --method oauth --store file --no-browser";
const AGAIN =
  "hint: try again: `openclaw models auth login --provider huggingface --method oauth --no-browser --store file`\n";
const CODE = "c0de-Xq4Lz8Rt2WvKp6";
const TOKENS = { access_token: "acc-Nm3Bv7Cx1Zl5", refresh_token: "ref-Pa9So3Di7Fu1", expires_in: 3600 };

let proxy: ProviderProxy;
beforeAll(async () => {
  proxy = await startProviderProxy();
});
afterAll(() => proxy.stop());

/** Starts one in an empty home, does something to it, and shows what is left; nobody may listen then. */
async function disturbed(
  answer: ProviderAnswer,
  disturb: (login: WaitingLogin) => unknown,
): Promise<{ code: number; stdout: string; error: string; left: object }> {
  proxy.answer("huggingface.co", () => answer);
  return withFolder({}, async (home) => {
    const variables = { HOME: home, HUGGINGFACE_OAUTH_CLIENT_ID: "program", ...proxy.variables };
    const login = await startLogin(LOGIN, { cwd: home, variables });
    await disturb(login);
    const { code, stdout, stderr } = await login.ended;
    expect(await isClosed(login.url)).toBe(true);
    expect(stderr).not.toContain(CODE);
    return { code, stdout, error: /^error: .*/ms.exec(stderr)?.[0] ?? "", left: await snapshot(home) };
  });
}

const granted = { status: 200, json: TOKENS };
const visit = (login: WaitingLogin, change: (back: URL) => void = () => {}) => {
  const back = new URL(agreed(login.url, CODE));
  change(back);
  return fetch(back);
};
const visitInVain = async (login: WaitingLogin, change: (back: URL) => void) => {
  const { status, url } = await visit(login, change);
  expect([status, new URL(url).pathname]).toEqual([400, redirectOf(login.url).pathname]);
};

test.each<[string, ProviderAnswer, (login: WaitingLogin) => unknown, number, string]>([
  [
    "an answer with a wrong state",
    granted,
    (login) => visitInVain(login, (back) => back.searchParams.set("state", "wrong")),
    69,
    `error: the answer from huggingface belongs to another sign-in (its state is wrong), so it was not used\n${AGAIN}`,
  ],
  [
    "an answer without a state",
    granted,
    (login) => visitInVain(login, (back) => back.searchParams.delete("state")),
    69,
    `error: the answer from huggingface belongs to another sign-in (its state is wrong), so it was not used\n${AGAIN}`,
  ],
  [
    "an error of the provider's",
    granted,
    (login) =>
      visit(login, (back) => {
        back.searchParams.delete("code");
        back.searchParams.set("error", "server_error");
      }),
    69,
    `error: huggingface did not finish the sign-in: it says “server_error”\n${AGAIN}`,
  ],
  [
    "a code that the provider does not know",
    { status: 400, json: { error: "invalid_grant", error_description: `no such code: ${CODE}` } },
    visit,
    69,
    `error: huggingface did not finish the sign-in: it says “no such code: ***”\n${AGAIN}`,
  ],
  [
    "a network that is lost",
    "lost",
    visit,
    69,
    `error: huggingface did not finish the sign-in: the connection was reset\n${AGAIN}`,
  ],
  [
    "an answer without tokens",
    { status: 200, json: {} },
    visit,
    69,
    `error: huggingface did not finish the sign-in: it gave no tokens\n${AGAIN}`,
  ],
  ["Control-C", granted, ({ child }) => child.kill("SIGINT"), 130, "error: cancelled\nhint: nothing was changed\n"],
  ["a signal to end", granted, ({ child }) => child.kill("SIGTERM"), 143, ""],
])("%s ends it, with nothing stored and nobody listening", async (_, answer, disturb, code, error) => {
  expect(await disturbed(answer, disturb)).toEqual({ code, stdout: "", error, left: {} });
});

test("only the one address is answered, and who only looks in ends nothing", async () => {
  const seen: [string, number][] = [];
  const { code } = await disturbed(granted, async (login) => {
    const { origin, href } = redirectOf(login.url);
    const looks: [string, RequestInit][] = [
      [`${origin}/`, {}],
      [`${origin}/done`, {}],
      [`${origin}/favicon.ico`, {}],
      [`${origin}/favicon.ico`, { method: "HEAD" }],
      [`${href}/more?code=x`, {}],
      [agreed(login.url, CODE), { method: "HEAD" }],
      [href, {}],
      [agreed(login.url, CODE), { method: "POST" }],
    ];
    for (const [address, how] of looks) seen.push([address, (await fetch(address, how)).status]);
    login.child.kill("SIGINT");
  });
  expect([code, seen.map(([, status]) => status)]).toEqual([130, [404, 404, 404, 404, 404, 405, 400, 405]]);
});

test.skipIf(process.platform !== "linux")("nobody can knock from another machine", async () => {
  const { code } = await disturbed(granted, async ({ url, child }) => {
    const port = Number(redirectOf(url).port).toString(16).toUpperCase().padStart(4, "0");
    const tables = await Promise.all(["tcp", "tcp6"].map((name) => Bun.file(`/proc/net/${name}`).text()));
    const listening = tables.join("").matchAll(new RegExp(`: (\\w+):${port} \\w+:0000 0A `, "g"));
    const LOOPBACK = new Set(["0100007F", "00000000000000000000000001000000"]);
    const addresses = [...listening].map(([, address = ""]) => address);
    expect([addresses.length > 0, addresses.filter((address) => !LOOPBACK.has(address))]).toEqual([true, []]);
    child.kill("SIGINT");
  });
  expect(code).toBe(130);
});

test("the answer goes on to an address that holds nothing, and to a page that loads nothing and is not kept", () =>
  withFolder({}, async (home) => {
    proxy.answer("huggingface.co", () => granted);
    const variables = { HOME: home, HUGGINGFACE_OAUTH_CLIENT_ID: "program", ...proxy.variables };
    const login = await startLogin(LOGIN, { cwd: home, variables });
    // Either address of this machine will do.
    const back = agreed(login.url, CODE).replace("localhost", "[::1]");
    const first = await fetch(back, { redirect: "manual" });
    expect([first.status, first.headers.get("location"), await first.text()]).toEqual([303, "/done", ""]);
    const last = await fetch(`${redirectOf(login.url).origin}/done`);
    const page = await last.text();
    for (const { headers } of [first, last]) {
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
      });
    }
    expect(page).toContain('<h1 class="good">✓ Signed in to Hugging Face</h1>');
    expect(page).not.toMatch(/<script|https?:|url\(/);
    for (const secret of [CODE, ...Object.values(TOKENS).map(String), login.url.searchParams.get("state") ?? ""])
      expect(page).not.toContain(secret);
    expect((await login.ended).code).toBe(0);
  }));

test("a port that another program has is named, and ends it where nobody can paste", async () => {
  const other = await holdPort(1455);
  try {
    await withFolder({}, async (home) => {
      const line = "--provider openai-codex --method oauth --store file";
      const failed = startLogin(line, { cwd: home, variables: { HOME: home } });
      const { message } = (await failed.catch((error: unknown) => error)) as Error;
      expect(message).toContain("error: the browser would come back to port 1455, and ");
      expect(message).toContain("(process ");
      expect(await snapshot(home)).toEqual({});
    });
  } finally {
    other.close();
  }
});

test("two sign-ins at once do not share a port: the second one is told who has it", () =>
  withFolder({}, async (home) => {
    const line = "--provider anthropic --method oauth --store file --no-browser";
    await untilFree(53_692);
    const first = await startLogin(line, { cwd: home, variables: { HOME: home } });
    const second = startLogin(line, { cwd: home, variables: { HOME: home } });
    const { message } = (await second.catch((error: unknown) => error)) as Error;
    first.child.kill("SIGINT");
    expect(message).toContain(`port 53692, and openclaw (process ${first.child.pid}) has it`);
    expect((await first.ended).code).toBe(130);
  }));
