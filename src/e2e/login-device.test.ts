import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import xai from "../providers/xai.ts";
import { snapshot } from "../testing/binary.ts";
import { startAuthorizationServer, type AuthorizationServer } from "../testing/authorization-server.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";
import { startProviderProxy, type ProviderProxy } from "../testing/provider-proxy.ts";

const LOGIN = "models auth login --provider xai --device-code --no-browser";
setDefaultTimeout(30_000);
const WAITING = "waiting for you";

let server: AuthorizationServer;
let proxy: ProviderProxy;
/** What the server said last, by the name of the field. */
let said: Record<string, string> = {};
/** How long a code counts for the program, if not as long as for the server. */
let life: number | undefined;
/** How many questions about a code get no answer. */
let losses = 0;
/** Where a question is left without an answer: told when it came, and when it may go. */
let silence: { begins: () => void; ends: Promise<void> } | undefined;

beforeAll(async () => {
  const oauth = xai.login.find(({ id }) => id === "device-code")?.oauth;
  server = await startAuthorizationServer({
    origin: "https://auth.x.ai",
    clientId: String(oauth?.clientId),
    scopes: oauth?.scopes ?? "",
    routes: { device_authorization: "/oauth2/device/code", token: "/oauth2/token" },
  });
  proxy = await startProviderProxy();
  proxy.answer("auth.x.ai", async ({ path, ...request }) => {
    if (path === "/oauth2/token" && losses > 0) {
      losses -= 1;
      return "lost";
    }
    if (path === "/oauth2/token" && silence !== undefined) {
      silence.begins();
      await silence.ends;
      return "lost";
    }
    const response = await server.fetch(path, request);
    const json = (await response.json()) as Record<string, string>;
    said = { ...said, ...json };
    // The server does not say how often it may be asked, which means every five seconds.
    const hurried = { ...json, interval: 1, ...(life === undefined ? {} : { expires_in: life }) };
    return { status: response.status, json: "device_code" in json ? hurried : json };
  });
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

const answer = (word: "yes" | "no") => () => server.confirm(said["verification_uri_complete"] ?? "", word);
const login = (desktop: Desktop, steps: readonly Step[], more: Record<string, string> = {}) =>
  onTerminal(desktop, LOGIN, steps, { ...proxy.variables, ...more });

test.each([
  ["here", {}],
  ["over SSH", { SSH_CONNECTION: "10.0.0.2 50000 10.0.0.1 22", SSH_TTY: "/dev/pts/0" }],
])("a code that is confirmed elsewhere ends with tokens in the keyring alone, %s", (_, more) =>
  withKeyring("unlocked", async (desktop) => {
    const { code, screen, isRestored } = await login(desktop, [[WAITING, answer("yes")]], more);
    expect([code, isRestored]).toEqual([0, true]);
    const userCode = said["user_code"] ?? "?";
    expect(screen).toContain(`  ${[...userCode].join(" ")}\r\n`);
    expect(screen).toContain(`  to copy: ${userCode}\r\n`);
    expect(screen).toContain(`  https://auth.x.ai/device?user_code=${userCode}\r\n`);
    const secrets = [said["access_token"] ?? "?", said["refresh_token"] ?? "?"];
    const [account = "?"] = await desktop.accounts();
    const kept = JSON.parse((await desktop.secret(account)) ?? "{}") as object;
    expect(kept).toMatchObject({ access: secrets[0], refresh: secrets[1] });
    expect(filesWith(desktop.home, secrets)).toEqual([]);
    expect(secrets.filter((secret) => screen.includes(secret))).toEqual([]);
    expect(Object.values(storeOf(desktop).profiles)).toMatchObject([{ type: "oauth", email: "me@example.com" }]);
  }),
);

test("a network that comes back costs nothing but time, and is spoken of meanwhile", () =>
  withKeyring("unlocked", async (desktop) => {
    losses = 1;
    const { code } = await login(desktop, [["left; trying again, the connection was", answer("yes")]]);
    expect([code, (await desktop.accounts()).length]).toEqual([0, 1]);
  }));

test.each<[string, Step, number | undefined, number, string]>([
  ["a denial", [WAITING, answer("no")], undefined, 69, "error: the sign-in to xai was denied"],
  ["a code that nobody confirms", [WAITING, ""], 2, 69, "error: the code of xai was not confirmed in time"],
  ["Control-C", [WAITING, "\x03"], undefined, 130, "error: cancelled"],
])("%s is a sentence, and stores nothing", (_, step, seconds, expected, sentence) =>
  withKeyring("unlocked", async (desktop) => {
    life = seconds;
    const before = await snapshot(desktop.home);
    const { code, screen, isRestored } = await login(desktop, [step]);
    life = undefined;
    expect([code, isRestored]).toEqual([expected, true]);
    expect(screen).toContain(sentence);
    expect(await snapshot(desktop.home)).toEqual(before);
    expect(await desktop.accounts()).toEqual([]);
  }),
);

test("Control-C ends it at once while the provider does not answer", () =>
  withKeyring("unlocked", async (desktop) => {
    const begin = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    silence = { begins: begin.resolve, ends: end.promise };
    const { code, screen } = await login(desktop, [
      [WAITING, () => begin.promise],
      ["left", "\x03"],
    ]);
    end.resolve();
    silence = undefined;
    expect([code, await desktop.accounts()]).toEqual([130, []]);
    expect(screen).toContain("error: cancelled");
  }));
