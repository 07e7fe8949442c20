import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../testing/binary.ts";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";
import { agreed, isClosed, redirectOf } from "../testing/login.ts";
import { holdPort } from "../testing/ports.ts";
import { type ProviderProxy, startProviderProxy } from "../testing/provider-proxy.ts";

const ENTER = "\r";
const CODE = "c0deXq4Lz8Rt2WvKp6";
const TOKENS = { access_token: "acc-Nm3Bv7Cx1Zl5Kj", refresh_token: "ref-Pa9So3Di7Fu1Gh", expires_in: 3600 };
/** Where a question begins. */
const QUESTION = "◆  ";
const SSH = { SSH_CONNECTION: "10.0.0.2 50000 10.0.0.1 22", DISPLAY: ":0" };

let proxy: ProviderProxy;
/** The fields of each exchange of a code. */
const exchanges: Record<string, string>[] = [];
beforeAll(async () => {
  proxy = await startProviderProxy();
  const exchange = ({ body }: { body: string }) => {
    exchanges.push(body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)));
    return { status: 200, json: TOKENS };
  };
  proxy.answer("api.chutes.ai", exchange);
  proxy.answer("platform.claude.com", exchange);
});
afterAll(() => proxy.stop());

type Ended = { code: number; screen: string; isRestored: boolean; isOpened: boolean; url: URL };

/** Signs in at a terminal, where every browser that could be started leaves a mark; `paste` gets the page's address. */
async function pasted(
  line: string,
  variables: Record<string, string>,
  paste: (url: URL) => string | undefined,
  then: readonly Step[] = [],
): Promise<Ended> {
  let ended: Ended | undefined;
  await withFolder({}, async (folder) => {
    const mark = join(folder, "opened");
    mkdirSync(join(folder, "bin"));
    for (const name of ["xdg-open", "my-browser"])
      writeFileSync(join(folder, "bin", name), `#!/bin/sh\necho "$1" > "${mark}"\n`, { mode: 0o755 });
    const desktop = { folder, variables: { HOME: folder, PATH: `${folder}/bin:/usr/bin:/bin` } };
    let url = new URL("https://nowhere");
    const steps: Step[] = [
      [
        QUESTION,
        (child, shown) => {
          url = new URL(/ {2}(https:\S+)/.exec(shown)?.[1] ?? "");
          const text = paste(url);
          if (text !== undefined) child.terminal?.write(text.length > 1 ? text + ENTER : text);
        },
      ],
      ...then,
    ];
    const world = { CHUTES_OAUTH_CLIENT_ID: "program", BROWSER: "my-browser", ...proxy.variables, ...variables };
    const { code, screen, isRestored } = await onTerminal(desktop, line, steps, world);
    ended = { code, screen, isRestored, isOpened: existsSync(mark), url };
  });
  if (ended === undefined) throw new Error("it did not end");
  return ended;
}

const CHUTES = "models auth login --provider chutes --method oauth --store file";
const CLAUDE = "models auth login --provider anthropic --method oauth --store file";

test.each<[string, (url: URL) => string]>([
  ["the address that the browser ended at", (url) => agreed(url, CODE)],
  ["the code alone", () => CODE],
  ["the code and the state", (url) => `${CODE}#${url.searchParams.get("state")}`],
  ["the query of that address", (url) => new URL(agreed(url, CODE)).search],
])("over SSH no browser is started, the page is on the screen, and %s can be pasted", async (_, paste) => {
  exchanges.length = 0;
  const { code, screen, isRestored, isOpened, url } = await pasted(CHUTES, SSH, paste);
  expect({ code, isRestored, isOpened }).toEqual({ code: 0, isRestored: true, isOpened: false });
  expect(screen).toContain("✓ signed in to chutes: chutes:default");
  expect(exchanges).toEqual([
    {
      grant_type: "authorization_code",
      client_id: "program",
      code: CODE,
      redirect_uri: redirectOf(url).href,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    },
  ]);
  expect(Object.values(TOKENS).filter((token) => screen.includes(String(token)) && token !== 3600)).toEqual([]);
  expect(await isClosed(url)).toBe(true);
});

test("a provider with a page for codes sends the browser there when none is started here", async () => {
  exchanges.length = 0;
  const { code, screen, isOpened, url } = await pasted(
    `${CLAUDE} --no-browser`,
    {},
    ({ searchParams }) => `${CODE}#${searchParams.get("state")}`,
  );
  const page = "https://platform.claude.com/oauth/code/callback";
  expect([code, isOpened, redirectOf(url).href]).toEqual([0, false, page]);
  expect(screen).toContain("◆  Paste the code\r\n");
  expect(exchanges).toMatchObject([{ code: CODE, redirect_uri: page, state: url.searchParams.get("state") ?? "" }]);
});

test("with somebody there a browser is started, the one that BROWSER names, and pasting works beside it", async () => {
  const { code, isOpened } = await pasted(CHUTES, {}, () => CODE);
  expect([code, isOpened]).toEqual([0, true]);
});

test("a browser that comes back takes the question away, and the terminal is as before", async () => {
  let page: Promise<string> | undefined;
  const { code, screen, isRestored } = await pasted(CHUTES, SSH, (url) => {
    page = fetch(agreed(url, CODE)).then((response) => response.text());
    return undefined;
  });
  expect([code, isRestored]).toEqual([0, true]);
  expect(screen).toContain("✓ signed in to chutes: chutes:default");
  expect(await page).toContain("Signed in to Chutes");
});

test("what is no code is asked for once more, and what belongs to another sign-in ends it", async () => {
  const { code, screen, isRestored } = await pasted(
    CHUTES,
    SSH,
    ({ searchParams }) => `not a code${ENTER}${"\u0015"}${CODE}#${searchParams.get("state")}x`,
  );
  expect([code, isRestored]).toEqual([69, true]);
  expect(screen).toContain("There is no code in this");
  expect(screen).toContain("belongs to another sign-in");
});

test("where another program has the port it is named, and the code can be pasted", async () => {
  const server = await holdPort(1455);
  proxy.answer("auth.openai.com", () => ({ status: 200, json: TOKENS }));
  const line = "models auth login --provider openai-codex --method oauth --store file";
  const { code, screen } = await pasted(line, SSH, (url) => agreed(url, CODE));
  server.close();
  expect(code).toBe(0);
  expect(screen).toContain("◆  Paste here what the browser ended with");
  expect(screen).toMatch(/Port 1455 is taken by \S+ \(process \d+\), so the browser cannot come back here/);
});

test("Control-C at the question restores the terminal, stores nothing, and nobody listens", async () => {
  const { code, screen, isRestored, url } = await pasted(CHUTES, SSH, () => "\u0003");
  expect([code, isRestored]).toEqual([130, true]);
  expect(screen).toContain("error: cancelled");
  expect(await isClosed(url)).toBe(true);
});

const CONTROL_C = "\u0003";
const CONTROL_D = "\u0004";
const WAITING = "Waiting for the browser to come back here";

test("Control-D at the question leaves the sign-in to the browser", async () => {
  let back = "";
  const arrive = () => void fetch(back);
  const { code, screen, isRestored } = await pasted(
    CHUTES,
    SSH,
    (url) => {
      back = agreed(url, CODE);
      return CONTROL_D;
    },
    [[WAITING, arrive]],
  );
  expect([code, isRestored]).toEqual([0, true]);
  expect(screen).toContain("✓ signed in to chutes: chutes:default");
});

test.each([
  ["at the question", CONTROL_C, []],
  ["after Control-D", CONTROL_D, [[WAITING, CONTROL_C] as const]],
])("Control-C %s is one document with --json, and 130", async (_, first, then) => {
  const { code, screen, isRestored, url } = await pasted(`${CHUTES} --json`, SSH, () => first, then);
  expect([code, isRestored]).toEqual([130, true]);
  const [document = "", ...more] = screen.match(/\{\r\n[^]*?^\}/gm) ?? [];
  expect([JSON.parse(document), more]).toMatchObject([{ error: { code: "cancelled" } }, []]);
  expect(await isClosed(url)).toBe(true);
});

test("a signal like Control-C's, from elsewhere, is told and is 130 too", async () => {
  const { code, screen, isRestored } = await pasted(`${CHUTES} --json`, SSH, () => undefined, [
    ["└", (child) => child.kill("SIGINT")],
  ]);
  expect([code, isRestored]).toEqual([130, true]);
  expect(screen).toContain('"code": "cancelled"');
});

test.each([CONTROL_C, CONTROL_D])("where nothing else can come, %j is the end of it", async (key) => {
  const page = `${CLAUDE} --no-browser`;
  const { code, screen, isRestored } = await pasted(page, {}, () => key);
  expect([code, isRestored]).toEqual([130, true]);
  expect(screen).toContain("error: cancelled");
});
