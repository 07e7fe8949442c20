import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, storeOf, withKeyring } from "../testing/keyring.ts";
import { onTerminal } from "../testing/keyring-terminal.ts";
import { type Proxy, startProxy } from "../testing/proxy.ts";

const onLinux = test.skipIf(process.platform !== "linux");
const CHUTES = "https://api.chutes.ai/idp/token";
const QWEN = "https://chat.qwen.ai/api/v1/oauth2/token";

let server: Proxy;
beforeAll(async () => {
  server = await startProxy();
});
afterAll(() => server.stop());

const variables = () => ({ ...server.network, CHUTES_OAUTH_CLIENT_ID: "my-program" });
const grant = (name: string) => ({ access_token: `${name}-new`, refresh_token: `${name}-next`, expires_in: 3600 });

/** A profile at its end, with its tokens in the keyring or in the store. */
async function put(desktop: Desktop, profiles: Readonly<Record<string, "keyring" | "file">>): Promise<void> {
  const entries: [string, object][] = [];
  for (const [id, store] of Object.entries(profiles)) {
    const [provider = "", name = ""] = id.split(":");
    const method = provider === "chutes" ? "oauth" : "device-code";
    const tokens = { access: `${name}-access`, refresh: `${name}-refresh` };
    const account = `main/${id}`;
    const kept = store === "file" ? tokens : { keyring: { id: account, refreshable: true } };
    entries.push([id, { type: "oauth", provider, method, expires: 1, ...kept }]);
    const command = ["secret-tool", "store", "--label", "test", "service", "openclaw", "username", account];
    if (store === "keyring") await desktop.run(command, { input: JSON.stringify({ ...tokens, expires: 1 }) });
  }
  mkdirSync(dirname(desktop.storePath), { recursive: true });
  writeFileSync(desktop.storePath, JSON.stringify({ version: 1, profiles: Object.fromEntries(entries) }));
}

/** Starts renewals of these profiles, none of which is answered, and waits until the provider was asked by all. */
async function startUnanswered(desktop: Desktop, url: string, ids: readonly string[]) {
  const asked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let requests = 0;
  await server.proxy.forPost(url).thenCallback(async () => {
    requests += 1;
    if (requests === ids.length) asked.resolve();
    await release.promise;
    return { statusCode: 200, json: grant("slow") };
  });
  const env = { ...desktop.variables, ...variables() };
  const runs = ids.map((id) => desktop.run([BINARY, "models", "auth", "refresh", id], { variables: env }));
  await asked.promise;
  return {
    requests: () => requests,
    async answer() {
      release.resolve();
      return (await Promise.all(runs)).map(({ code }) => code);
    },
  };
}

onLinux("a provider that does not answer keeps nobody waiting whose tokens are in the keyring", () =>
  withKeyring("unlocked", async (desktop) => {
    await put(desktop, { "qwen-portal:a": "keyring", "qwen-portal:b": "keyring", "chutes:me": "keyring" });
    await server.proxy.forPost(CHUTES).thenJson(200, grant("me"));
    const slow = await startUnanswered(desktop, QWEN, ["qwen-portal:a", "qwen-portal:b"]);
    const { code, stderr } = await desktop.auth("refresh chutes:me", { variables: variables() });
    expect([code, stderr]).toEqual([0, ""]);
    expect(storeOf(desktop).profiles["chutes:me"]?.["expires"]).toBeGreaterThan(Date.now());
    expect(await slow.answer()).toEqual([0, 0]);
  }),
);

onLinux("nor does it where tokens in clear, whose store is locked for so long, stand beside them", () =>
  withKeyring("unlocked", async (desktop) => {
    await put(desktop, { "qwen-portal:a": "file", "chutes:me": "keyring" });
    await server.proxy.forPost(CHUTES).thenJson(200, grant("me"));
    const slow = await startUnanswered(desktop, QWEN, ["qwen-portal:a"]);
    const { code, stderr } = await desktop.auth("refresh chutes:me", { variables: variables() });
    expect([code, stderr]).toEqual([0, ""]);
    const command = ["secret-tool", "lookup", "service", "openclaw", "username", "main/chutes:me"];
    expect(JSON.parse((await desktop.run(command)).stdout)).toMatchObject({ access: "me-new", refresh: "me-next" });
    expect(await slow.answer()).toEqual([0]);
  }),
);

onLinux(
  "who waits is told on a terminal for what: the same sign-in, or a store that OpenClaw could change as well",
  () =>
    withKeyring("unlocked", async (desktop) => {
      await put(desktop, { "chutes:me": "file", "chutes:twin": "file", "qwen-portal:a": "file" });
      const profile = JSON.parse(JSON.stringify(storeOf(desktop))) as ReturnType<typeof storeOf>;
      Object.assign(profile.profiles, { "chutes:twin": profile.profiles["chutes:me"] });
      writeFileSync(desktop.storePath, JSON.stringify(profile));
      await server.proxy.forPost(QWEN).thenJson(200, grant("a"));
      const slow = await startUnanswered(desktop, CHUTES, ["chutes:me"]);
      let codes: number[] = [];
      let waiting = 0;
      const answerBoth = async () => {
        waiting += 1;
        if (waiting === 2) codes = await slow.answer();
      };
      const refresh = (id: string, mark: string) =>
        onTerminal(desktop, `models auth refresh ${id}`, [[`waiting for ${mark} …`, answerBoth]], variables());
      const [twin, other] = await Promise.all([
        refresh("chutes:twin", "a renewal of chutes:twin that is under way"),
        refresh("qwen-portal:a", `${desktop.storePath}, which is in use`),
      ]);
      expect([codes, twin.code, other.code, slow.requests()]).toEqual([[0], 0, 0, 1]);
      expect(twin.screen).toContain("another process has just renewed chutes:twin");
      expect(other.screen).toContain("renewed qwen-portal:a");
      const { profiles } = storeOf(desktop);
      expect(["chutes:me", "chutes:twin"].map((id) => profiles[id]?.["refresh"])).toEqual(["slow-next", "slow-next"]);
    }),
);

onLinux("Control-C ends a probe that waits for somebody else's renewal, at once", () =>
  withKeyring("unlocked", async (desktop) => {
    await put(desktop, { "chutes:me": "keyring" });
    const slow = await startUnanswered(desktop, CHUTES, ["chutes:me"]);
    const steps = [["waiting for a renewal of chutes:me that is under way …", "\u0003"]] as const;
    const { code } = await onTerminal(desktop, "models status --probe --probe-profile chutes:me", steps, variables());
    expect([code, slow.requests(), await slow.answer()]).toEqual([130, 1, [0]]);
  }),
);
