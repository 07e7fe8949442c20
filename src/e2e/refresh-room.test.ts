import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { withKeyring } from "../testing/keyring.ts";
import { PROFILE } from "../testing/signed-in.ts";
import { startTokenProvider, type TokenProvider } from "../testing/token-provider.ts";

/** Whether this user may mount something that nobody else sees; a container may forbid it to root too. */
const canMount =
  process.platform === "linux" &&
  Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=128k", "none", "/mnt"]).success;

let provider: TokenProvider;
beforeAll(async () => {
  provider = await startTokenProvider();
});
afterAll(() => provider.stop());

test.skipIf(!canMount)(
  "nobody is asked for tokens that a nearly full disk could not take (needs the right to mount)",
  () =>
    withKeyring("absent", async ({ folder, run }) => {
      const { access, refresh } = await provider.signIn();
      const store = {
        version: 1,
        profiles: { [PROFILE]: { type: "oauth", provider: "chutes", access, refresh, expires: 1 } },
      };
      const disk = `${folder}/disk`;
      mkdirSync(disk);
      const path = `${disk}/.openclaw/agents/main/agent/auth-profiles.json`;
      // What the store says, and what lies beside it, is looked at where the disk is.
      const look = `cat ${path}; ls ${disk}/.openclaw/agents/main/agent | grep -c tmp; exit $code`;
      const script = `mount -t tmpfs -o size=128k none ${disk} && mkdir -p $(dirname ${path}) && cat > ${path} && "$0" "$@" >&2; code=$?; ${look}`;
      const command = ["unshare", "-m", "sh", "-c", script, BINARY, "models", "auth", "refresh", PROFILE];
      const variables = { ...provider.variables, HOME: disk };
      const { code, stdout, stderr } = await run(command, { input: JSON.stringify(store), variables });
      expect([code, stderr, stdout, provider.requests()]).toEqual([
        73,
        `error: ${path} cannot be changed: the disk is full\nhint: make room: \`df -h ${dirname(path)}\`\n`,
        `${JSON.stringify(store)}0\n`,
        0,
      ]);
    }),
);
