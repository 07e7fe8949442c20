import { expect, test } from "bun:test";
import type { Reply } from "../../../contracts/listen.ts";
import { agreeing, identity } from "../../../testing/browser-login.ts";
import { cli } from "../../../testing/cli.ts";
import { NOW } from "../../../testing/env.ts";
import { agreed, redirectOf } from "../../../testing/login.ts";
import { CONFIG_PATH, session, storeIn } from "../../../testing/session.ts";

const CHUTES = "models auth login --provider chutes --method oauth";
const TOKENS = { access_token: "access-0123456789", refresh_token: "refresh-0123456789", expires_in: 3600 };
const MINE = { ...TOKENS, id_token: identity("me@example.com") };

test("a browser that agrees signs in: the tokens go into the keyring as one, and the config knows the profile", async () => {
  const keyring = new Map<string, string>();
  const world = agreeing([MINE], { keyring });
  const { codes, stdout, stderr, files } = await session([CHUTES], world);
  expect(codes).toEqual([0]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓ signed in to chutes: chutes:me@example.com
      the tokens are in the keyring
      good for 1h, and can be renewed without you
      described in ~/.openclaw/agents/main/agent/auth-profiles.json, ~/.openclaw/openclaw.json
      OpenClaw itself reads such a sign-in only from a file: \`--store file\`
    "
  `);
  expect(stderr.replace(/https:\S+/, "<page>")).toMatchInlineSnapshot(`
    "
    Your browser opens the page where you sign in to Chutes.
    If it does not, open it yourself:

      <page>

    Waiting for the browser to come back here, for 5 minutes at most.

    "
  `);
  expect(Object.fromEntries(keyring)).toEqual({
    "main/chutes:me/#40example.com": JSON.stringify({
      access: TOKENS.access_token,
      refresh: TOKENS.refresh_token,
      expires: NOW + TOKENS.expires_in * 1000,
    }),
  });
  expect(JSON.parse(String(files[CONFIG_PATH]))).toEqual({
    auth: { profiles: { "chutes:me@example.com": { provider: "chutes", mode: "oauth" } } },
  });
  for (const secret of [TOKENS.access_token, TOKENS.refresh_token, "c0de"])
    expect(stdout + stderr + JSON.stringify(files)).not.toContain(secret);
});

test("with --json the page is told on stderr all the same, and the document tells whose it is", async () => {
  const { code, stdout, stderr } = await cli(
    `${CHUTES} --store file --profile-id chutes:work --json`,
    agreeing([MINE]),
  );
  expect([code, stderr]).toEqual([0, expect.stringContaining("\n  https://api.chutes.ai/idp/authorize?")]);
  expect(JSON.parse(stdout)).toEqual({
    schemaVersion: 1,
    home: "/home/me",
    profileId: "chutes:work",
    provider: "chutes",
    method: "oauth",
    type: "oauth",
    agentId: "main",
    store: "file",
    masked: null,
    email: "me@example.com",
    accountId: null,
    expiresAt: NOW + 3_600_000,
    remainingMs: 3_600_000,
    renewable: true,
    replaced: false,
    unchanged: false,
    defaultModel: null,
    files: ["/home/me/.openclaw/agents/main/agent/auth-profiles.json", "/home/me/.openclaw/openclaw.json"],
    notes: [],
    warnings: [
      "the secret stands in clear in /home/me/.openclaw/agents/main/agent/auth-profiles.json, readable by you alone",
    ],
  });
});

test.each([
  ["--no-browser", {}],
  ["--store keyring", { SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }],
  ["--store keyring", { DISPLAY: "" }],
])("no browser is started with %s and %j; after five minutes it is given up", async (option, variables) => {
  const world = agreeing([MINE], { variables });
  const { code, stdout, stderr } = await cli(`${CHUTES} ${option}`, world);
  expect([code, stdout, world.opened]).toEqual([69, "", []]);
  expect(stderr).toEndWith(
    `error: nobody signed in to chutes within 5 minutes\nhint: try again: \`openclaw ${CHUTES} ${option}\`\n`,
  );
});

test("a browser is what the process names, not what stands in `.env`, and so is that there is none", async () => {
  const dotEnv = { files: { "~/.openclaw/.env": "BROWSER=/tmp/program\nDISPLAY=:9\n" }, variables: { DISPLAY: "" } };
  const named = agreeing([MINE], dotEnv);
  expect([(await cli(CHUTES, named)).code, named.opened]).toEqual([69, []]);
  const ssh = agreeing([MINE], { files: { "~/.openclaw/.env": "BROWSER=none\nSSH_TTY=/dev/pts/0\n" } });
  expect([(await cli(CHUTES, ssh)).code, ssh.opened.length]).toEqual([0, 1]);
});

test("an answer to another sign-in is refused, and ends this one with nothing asked", async () => {
  const replies: Reply[] = [];
  const world = agreeing([MINE], {
    async browser(url, visit) {
      const back = new URL(agreed(url, "c0de"));
      for (const address of [new URL("/favicon.ico", back).href, redirectOf(url).href])
        replies.push(await visit(address), await visit(address, "HEAD"));
      back.searchParams.set("state", "another");
      replies.push(await visit(back.href));
    },
  });
  const { code, stderr } = await cli(CHUTES, world);
  expect([code, replies.map(({ status }) => status), world.asked]).toEqual([69, [404, 404, 400, 405, 400], []]);
  expect(replies.at(-1)?.page).toContain("Not signed in to Chutes");
  expect(stderr).toContain("error: the answer from chutes belongs to another sign-in");
});

test("a keyring that cannot be used is found before anybody goes to a browser", async () => {
  const world = agreeing([MINE], { keyring: { kind: "locked", reason: "it is locked" } });
  const { code, stderr } = await cli(CHUTES, world);
  expect([code, world.opened, world.asked]).toEqual([75, [], []]);
  expect(stderr).toStartWith("error: the keyring is locked: it is locked\n");
});

test("a port that is taken is told, and is an end only where nobody can paste", async () => {
  const codex = "models auth login --provider openai-codex --method oauth --store file";
  const busy = agreeing([TOKENS], { browser: "busy" });
  expect(await cli(codex, busy)).toEqual({
    code: 69,
    stdout: "",
    stderr:
      "error: the browser would come back to port 1455, and codex (process 4711) has it\n" +
      "hint: end that, or sign in at a terminal, where the code can be pasted: `openclaw models auth login --provider openai-codex --method oauth --store file`\n",
  });
  const { code, stderr } = await cli(codex, { ...busy, answers: ["not a code", "c0de"] });
  expect(code).toBe(0);
  expect(stderr).toContain(
    "Port 1455 is taken by codex (process 4711), so the browser cannot come back here.\nWhatever page the browser ends on, copy its address and paste it here.\n",
  );
});

test("a browser elsewhere is said to end at what is pasted, in lines that a terminal need not break", async () => {
  const { stderr } = await cli(`${CHUTES} --no-browser`, { ...agreeing([MINE]), browser: () => {}, answers: [null] });
  const lines = stderr.split("\n").filter((line) => !line.startsWith("  https://"));
  expect(lines).toContain("If the browser cannot open the last page, copy its address and paste it here.");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test("Control-C at the question ends it with nothing stored", async () => {
  const { codes, files } = await session([CHUTES], { ...agreeing([MINE]), browser: () => {}, answers: [null] });
  expect([codes, files]).toEqual([[130], {}]);
});

test("Copilot is signed in to under the name that OpenClaw gives it, by either command", async () => {
  const device = { device_code: "d", user_code: "WDJB-MJHT", access_token: "gho_0123456789abcdef" };
  for (const line of ["models auth login-github-copilot", "models auth login --provider github-copilot"]) {
    const { codes, files } = await session([`${line} --no-browser`], agreeing([device]));
    expect(codes).toEqual([0]);
    expect(storeIn(files)["profiles"]).toMatchObject({
      "github-copilot:github": { type: "token", provider: "github-copilot", method: "device-code" },
    });
  }
});
