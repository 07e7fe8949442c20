import { afterAll, beforeAll, expect, test } from "bun:test";
import { onTerminal, type Step } from "../testing/keyring-terminal.ts";
import { type Desktop, filesWith, storeOf, withKeyring } from "../testing/keyring.ts";
import { agreed, startLogin } from "../testing/login.ts";
import { type ProviderProxy, startProviderProxy } from "../testing/provider-proxy.ts";

const TOKENS = { access_token: "acc-Nm3Bv7Cx1Zl5Kj", refresh_token: "ref-Pa9So3Di7Fu1Gh", expires_in: 3600 };
const SECRETS = [TOKENS.access_token, TOKENS.refresh_token];
const LOGIN = "--provider chutes --method oauth --no-browser";

let proxy: ProviderProxy;
beforeAll(async () => {
  proxy = await startProviderProxy();
  proxy.answer("api.chutes.ai", () => ({ status: 200, json: TOKENS }));
});
afterAll(() => proxy.stop());

const onLinux = test.skipIf(process.platform !== "linux");
const variables = () => ({ ...proxy.variables, CHUTES_OAUTH_CLIENT_ID: "program" });

onLinux.each([
  ["y", 0],
  ["n", 75],
])("a keyring that locks while somebody signs in loses nothing that they want kept: %s is %i", (key, code) =>
  withKeyring("unlocked", async (desktop) => {
    const steps: Step[] = [
      ["Or paste here", (): Promise<void> => desktop.lock()],
      ["", "c0de\r"],
      ["Keep it in clear instead", key],
    ];
    const { screen, ...end } = await onTerminal(desktop, `models auth login ${LOGIN}`, steps, variables());
    expect(end).toEqual({ code, isRestored: true });
    expect(filesWith(desktop.home, SECRETS)).toEqual(code === 0 ? [desktop.storePath] : []);
    if (code === 0) expect(profileIn(desktop)).toMatchObject({ access: TOKENS.access_token, method: "oauth" });
    expect(SECRETS.filter((secret) => screen.includes(secret))).toEqual([]);
  }),
);

onLinux("with nobody to be asked it is said, and nothing is left anywhere", () =>
  withKeyring("unlocked", async (desktop) => {
    const all = { ...desktop.variables, ...variables() };
    const { url, ended } = await startLogin(LOGIN, { cwd: desktop.folder, variables: all });
    await desktop.lock();
    await fetch(agreed(url, "c0de"));
    const { code, stdout, stderr } = await ended;
    expect([code, stdout]).toEqual([75, ""]);
    expect(stderr).toContain("error: the sign-in could not be stored: the keyring is locked: ");
    expect(stderr).toContain(
      "`--store file`; then sign in again: `openclaw models auth login --provider chutes --method oauth --no-browser`\n",
    );
    expect(filesWith(desktop.folder, SECRETS)).toEqual([]);
  }),
);

function profileIn(desktop: Desktop): unknown {
  return storeOf(desktop).profiles["chutes:default"];
}
