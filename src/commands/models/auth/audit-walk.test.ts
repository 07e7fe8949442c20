import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const R = "Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Js6Wa1Ve0Uo3Ip";
const SLACK = "xoxb-123456789012-Co3Mm6En9Tt2Uj5Ik8OlWs";
const GATEWAY = "Ga8Te1Wy4Rt7Yu0Io3Pa6Sd9";
const PEM = `-----BEGIN PRIVATE KEY-----\n${R}${R}\n-----END PRIVATE KEY-----\n`;

const plain = async (world: World, more = "") =>
  (await cli(`models auth audit --plain${more}`, world)).stdout
    .replaceAll(`${HOME}/.openclaw/`, "")
    .split("\n")
    .slice(0, -1);

test("what OpenClaw keeps under names that nobody listed is found, by its fields or by its looks", async () => {
  const files = {
    [`${STATE}/identity/device.json`]: JSON.stringify({
      deviceId: R,
      publicKeyPem: "-----BEGIN PUBLIC KEY-----\nMCow\n",
      privateKeyPem: PEM,
    }),
    [`${STATE}/identity/device-auth.json`]: `{"tokens": {"operator": {"token": "op1"}}}`,
    [`${STATE}/devices/paired.json.bak`]: `{"d": {"token": "pa1"}}`,
    [`${STATE}/exec-approvals.json`]: `{"socket": {"path": "~/x.sock", "token": "so1"}, "defaults": {"security": "deny"}}`,
    [`${STATE}/credentials/whatsapp/default/creds.json`]: JSON.stringify({
      advSecretKey: `${R}=`,
      noiseKey: { private: { type: "Buffer", data: `${R}a=` } },
    }),
    [`${STATE}/logs/config-audit.jsonl`]: `{"argv": ["openclaw", "config", "set", "gateway.auth.token", "ar1"]}\nno document ${SLACK}\n`,
    [`${STATE}/logs/gateway.log`]: `connected with ${GATEWAY}\n`,
    [`${STATE}/credentials/matrix.yaml`]: "homeserver: https://m.example\naccessToken: Ma7Tr1Xq9Wz5\nsyncKey: none\n",
    [`${STATE}/agents/main/sessions/a.jsonl`]: `{"text": "token: Se7Ss1On9Wz5"}`,
    [`${STATE}/agents/gone/notes.txt`]: `\n\nmy token is ${SLACK}`,
    [`${STATE}/workspace/.env`]: "DB_PASSWORD=db1\n",
    [`${STATE}/workspace/i18n/en.json`]: `{"password": "Password", "token": "Enter the token"}`,
    [`${STATE}/openclaw.json`]: `{"gateway": {"auth": {"token": "${GATEWAY}"}}}`,
  };
  expect(await plain({ files })).toEqual([
    "…6Sd9 gateway.auth.token openclaw.json",
    "…6Sd9 line-1 logs/gateway.log",
    "*** socket.token exec-approvals.json",
    "*** d.token devices/paired.json.bak",
    "*** tokens.operator.token identity/device-auth.json",
    "…o3Ip privateKeyPem identity/device.json",
    "*** line-1 logs/config-audit.jsonl",
    "xoxb-…OlWs line-2 logs/config-audit.jsonl",
    "xoxb-…OlWs line-3 agents/gone/notes.txt",
    "…3Ip= advSecretKey credentials/whatsapp/default/creds.json",
    "…Ipa= noiseKey.private.data credentials/whatsapp/default/creds.json",
    "*** DB_PASSWORD workspace/.env",
    "*** line-2 credentials/matrix.yaml",
  ]);
});

test("a folder that is named like a copy is no trouble, and what stands in it is found", async () => {
  const files = { [`${STATE}/openclaw.json.backup/openclaw.json`]: `{"gateway": {"auth": {"token": "t1"}}}` };
  expect(await plain({ files })).toEqual(["*** gateway.auth.token openclaw.json.backup/openclaw.json"]);
  expect((await cliJson("models auth audit", { files })).document["complete"]).toBe(true);
});

test("data without a name that says so is taken apart, and a lock that is none is no trouble", async () => {
  const files = {
    [`${STATE}/credentials/store`]: `{"session": {"secret": "s1"}}`,
    [`${STATE}/agents/main/agent/.auth-profiles.json.lock-journal`]: "\0\x01",
  };
  expect(await plain({ files })).toEqual(["*** session.secret credentials/store"]);
  expect((await cliJson("models auth audit", { files })).document["complete"]).toBe(true);
});

test("with --agent the other agents' folders are left alone", async () => {
  const files = {
    ...authStore({ profiles: {} }, "work"),
    [`${STATE}/agents/work/sessions/a.jsonl`]: `${SLACK}1`,
    [`${STATE}/agents/home/sessions/a.jsonl`]: `${SLACK}2`,
    [`${STATE}/logs/a.log`]: `${SLACK}3`,
  };
  const world = withConfig({ agents: { list: [{ id: "work" }, { id: "home" }] } }, { files });
  expect(await plain(world, " --agent work")).toEqual([
    "xoxb-…lWs3 line-1 logs/a.log",
    "xoxb-…lWs1 line-1 agents/work/sessions/a.jsonl",
  ]);
});

test("what is not looked at is counted by reason, and keeps --check from 0 only where a secret may stand there", async () => {
  const packed = { [`${STATE}/openclaw-backup.tar.gz`]: "x" };
  const harmless = {
    [`${STATE}/media/a.jpg`]: "x",
    [`${STATE}/media/b.png`]: "x",
    [`${STATE}/extensions/x/node_modules/y/index.js`]: SLACK,
    [`${STATE}/workspace/data.zip`]: "x",
  };
  expect(await cli("models auth audit --check", { files: harmless })).toEqual({
    code: 0,
    stdout: `✓ no secret stands in clear in 0 files

Passed over: 2 (pictures, sound, fonts and programs), 1 (it is packed), 1 (installed packages)
`,
    stderr: "",
  });
  const { code, document } = await cliJson("models auth audit --check", { files: { ...harmless, ...packed } });
  expect({
    code,
    complete: document["complete"],
    warnings: document["warnings"],
    skipped: document["skipped"],
  }).toEqual({
    code: 78,
    complete: false,
    warnings: [`${HOME}/.openclaw/openclaw-backup.tar.gz was not looked at: it is packed`],
    skipped: [
      { path: `${HOME}/.openclaw/openclaw-backup.tar.gz`, count: 1, reason: "it is packed", isGap: true },
      { path: `${HOME}/.openclaw/media`, count: 2, reason: "pictures, sound, fonts and programs", isGap: false },
      { path: `${HOME}/.openclaw/workspace/data.zip`, count: 1, reason: "it is packed", isGap: false },
      { path: `${HOME}/.openclaw/extensions/x/node_modules`, count: 1, reason: "installed packages", isGap: false },
    ],
  });
});

test("files beyond number that cannot be read are one warning for each folder", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`${STATE}/logs/${index}.log`, { unreadable: "permission denied" }]),
  );
  expect(await cli("models auth audit", { files })).toEqual({
    code: 0,
    stdout:
      "! no secret stands in clear in 0 files, but not everything could be looked at\n\nNot read: 30 (permission denied)\n",
    stderr: "warning: 30 files in ~/.openclaw/logs cannot be read: permission denied\n".replaceAll("~", HOME),
  });
});

test("a name that would act upon the terminal is shown without what does", async () => {
  const odd = `${STATE}/logs/a\u001b[31m\nb\u202e.log`;
  const shown = `${HOME}/.openclaw/logs/a\ufffd[31m\ufffdb\ufffd.log`;
  expect((await cli("models auth audit --plain", { files: { [odd]: SLACK } })).stdout).toBe(
    `xoxb-…OlWs line-1 ${shown}\n`,
  );
  const { stderr } = await cli("models auth audit", { files: { [odd]: { unreadable: "permission denied" } } });
  expect(stderr).toBe(`warning: ${shown} cannot be read: permission denied\n`);
});
