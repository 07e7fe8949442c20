import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "puppeteer-core";
import { type AuthorizationServer, startAuthorizationServer } from "../testing/authorization-server.ts";
import { signInAs, withChromium } from "../testing/chromium.ts";
import { filesWith, storeOf, withKeyring, type Desktop } from "../testing/keyring.ts";
import { isClosed, redirectOf, startLogin } from "../testing/login.ts";
import { type ProviderProxy, startProviderProxy } from "../testing/provider-proxy.ts";

// The sign-in of Chutes is OAuth to the letter, so a real server of OAuth can stand in its place.
const HOST = "api.chutes.ai";
const LOGIN = "--provider chutes --method oauth";
const EMAIL = "me@example.com";

let server: AuthorizationServer;
let proxy: ProviderProxy;

beforeAll(async () => {
  server = await startAuthorizationServer({
    origin: `https://${HOST}`,
    clientId: "program",
    scopes: "openid profile chutes:invoke",
    routes: { authorization: "/idp/authorize", token: "/idp/token" },
    redirectUri: "http://localhost/callback",
  });
  proxy = await startProviderProxy();
  await proxy.forward(HOST, server.port);
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

const onLinux = test.skipIf(process.platform !== "linux");
const variablesOf = (desktop: Desktop) => ({
  ...desktop.variables,
  ...proxy.variables,
  CHUTES_OAUTH_CLIENT_ID: "program",
});
const start = (desktop: Desktop, line = LOGIN) =>
  startLogin(line, { cwd: desktop.folder, variables: variablesOf(desktop) });
const browse = <T>({ folder }: Desktop, use: (page: Page) => Promise<T>) =>
  withChromium({ folder, proxy: proxy.variables["HTTPS_PROXY"] ?? "" }, use);

onLinux(
  "a browser that agrees, without scripts, comes back, and the tokens go into the keyring and nowhere else",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const { url, ended } = await start(desktop);
      const last = await browse(desktop, async (page) => {
        await page.setJavaScriptEnabled(false);
        await signInAs(page, url.href, EMAIL, "yes");
        return {
          address: page.url(),
          title: await page.title(),
          text: await page.$eval("main", (main) => main.innerText),
        };
      });
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(0);
      expect(last).toEqual({
        address: `${redirectOf(url).origin}/done`,
        title: "Signed in to Chutes · openclaw",
        text: "✓ Signed in to Chutes\n\nopenclaw has what it needs. You can close this tab and go on in the terminal.",
      });
      expect(stdout).toStartWith(`✓ signed in to chutes: chutes:${EMAIL}\n  the tokens are in the keyring\n`);
      const account = `main/chutes:me/#40example.com`;
      const { access, refresh } = JSON.parse((await desktop.secret(account)) ?? "") as Record<string, string>;
      const tokens = [access ?? "", refresh ?? ""];
      expect(tokens.map((token) => token.length > 20)).toEqual([true, true]);
      expect(storeOf(desktop)["profiles"]).toEqual({
        [`chutes:${EMAIL}`]: {
          type: "oauth",
          provider: "chutes",
          email: EMAIL,
          method: "oauth",
          expires: expect.any(Number),
          keyring: { id: account, refreshable: true },
        },
      });
      // Chromium's own files and history are below the folder too.
      expect(filesWith(desktop.folder, tokens).filter((path) => !path.includes("/keyring/"))).toEqual([]);
      expect(tokens.filter((token) => (stdout + stderr + url.href).includes(token))).toEqual([]);
      expect(await isClosed(url)).toBe(true);
    }),
  60_000,
);

onLinux(
  "a browser that says no ends it, with nothing stored and nobody listening",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const { url, ended } = await start(desktop);
      const title = await browse(desktop, async (page) => {
        await signInAs(page, url.href, EMAIL, "no");
        return page.title();
      });
      const { code, stdout, stderr } = await ended;
      expect({ code, stdout, title }).toEqual({ code: 69, stdout: "", title: "Not signed in to Chutes · openclaw" });
      expect(stderr).toEndWith(
        "error: the sign-in to chutes was refused: it says “End-User aborted interaction”\n" +
          "hint: try again: `openclaw models auth login --provider chutes --method oauth`\n",
      );
      expect([await desktop.accounts(), filesWith(desktop.home, [""])]).toEqual([[], []]);
      expect(await isClosed(url)).toBe(true);
    }),
  60_000,
);
