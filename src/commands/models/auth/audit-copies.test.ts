import { expect, test } from "bun:test";
import { cli, cliJson } from "../../../testing/cli.ts";
import { HOME } from "../../../testing/disk.ts";
import { type World } from "../../../testing/env.ts";

const STATE = "~/.openclaw";
const KEY = "sk-proj-In4Cl7Ud0Ed3Qp6Wo9Ei2Ru5";
const CONFIG = `{"models": {"providers": {"openai": {"apiKey": "${KEY}"}}}}`;
const SESSIONS = Object.fromEntries(
  Array.from({ length: 8 }, (_, index) => [`${STATE}/agents/main/sessions/${index}.jsonl`, `{"text": "I use ${KEY}"}`]),
);

test("a secret that stands in many places is one finding, whose places are told", async () => {
  const world: World = {
    files: { [`${STATE}/openclaw.json`]: CONFIG, [`${STATE}/openclaw.json.bak`]: CONFIG, ...SESSIONS },
  };
  const { stdout } = await cli("models auth audit", world);
  expect(stdout).toMatchInlineSnapshot(`
    "✗ 1 secret stands in clear, in 10 places

    ~/.openclaw/openclaw.json
      models.providers.openai.apiKey  sk-proj-…2Ru5
        also ~/.openclaw/openclaw.json.bak models.providers.openai.apiKey
          → delete this copy when you need it no more
        also ~/.openclaw/agents/main/sessions/0.jsonl line 1
        also ~/.openclaw/agents/main/sessions/1.jsonl line 1
        also ~/.openclaw/agents/main/sessions/2.jsonl line 1
        also ~/.openclaw/agents/main/sessions/3.jsonl line 1
          → make a new secret, withdraw this one, then take it out of the text
        … and in 4 more places; \`--json\` names them
      → write \`\${NAME}\` in its place, and set the variable
    "
  `);
  const { document } = await cliJson("models auth audit", world);
  const [finding] = document["findings"] as { copies: number; alsoIn: { file: string }[] }[];
  expect({ count: document["count"], copies: finding?.copies, alsoIn: finding?.alsoIn.length }).toEqual({
    count: 1,
    copies: 10,
    alsoIn: 9,
  });
  expect((await cli("models auth audit --plain", world)).stdout.split("\n")).toHaveLength(11);
});

test("of many files in one folder, and of many secrets in one text, the first are shown", async () => {
  const key = (index: number) => `xoxb-12345678901${index}-Co3Mm6En9Tt2Uj5Ik8OlWs`;
  const files = {
    ...Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [
        `${STATE}/credentials/whatsapp/default/pre-key-${index}.json`,
        `{"private": {"type": "Buffer", "data": "p${index}"}}`,
      ]),
    ),
    [`${STATE}/logs/a.log`]: Array.from({ length: 9 }, (_, index) => key(index)).join("\n"),
  };
  expect((await cli("models auth audit", { files })).stdout).toMatchInlineSnapshot(`
    "✗ 16 secrets stand in clear

    ~/.openclaw/credentials/whatsapp/default/pre-key-0.json
      private.data
      → OpenClaw keeps it there itself; see that only you can read the file

    ~/.openclaw/credentials/whatsapp/default/pre-key-1.json
      private.data
      → OpenClaw keeps it there itself; see that only you can read the file

    ~/.openclaw/credentials/whatsapp/default/pre-key-2.json
      private.data
      → OpenClaw keeps it there itself; see that only you can read the file

    ~/.openclaw/credentials/whatsapp/default/pre-key-3.json
      private.data
      → OpenClaw keeps it there itself; see that only you can read the file

    ~/.openclaw/credentials/whatsapp/default/pre-key-4.json
      private.data
      → OpenClaw keeps it there itself; see that only you can read the file
    … and 2 more files in ~/.openclaw/credentials/whatsapp/default; \`--json\` names them

    ~/.openclaw/logs/a.log
      line 1                          xoxb-…OlWs
      line 2                          xoxb-…OlWs
      line 3                          xoxb-…OlWs
      line 4                          xoxb-…OlWs
      line 5                          xoxb-…OlWs
      … and 4 more; \`--json\` names them
      → make a new secret, withdraw this one, then take it out of the text
    "
  `);
});

test("a file that others may read is said to be so, where its folders let them through", async () => {
  const files = { [`${STATE}/openclaw.json`]: CONFIG, [`${STATE}/.env`]: "A_KEY=k1\n", [`${STATE}/logs/a.log`]: KEY };
  const open = { "/": 0o755, "/home": 0o755, "~": 0o755, [STATE]: 0o755, [`${STATE}/logs`]: 0o755 };
  const modes = {
    ...open,
    [`${STATE}/openclaw.json`]: 0o644,
    [`${STATE}/.env`]: 0o640,
    [`${STATE}/logs/a.log`]: 0o600,
  };
  const readers = async (more: Record<string, number>) => {
    const { document } = await cliJson("models auth audit", { files, modes: { ...modes, ...more } });
    type Place = { file: string; readers: string; alsoIn?: Place[] };
    return Object.fromEntries(
      (document["findings"] as Place[])
        .flatMap((first) => [first].concat(first.alsoIn ?? []))
        .map((place) => [place.file.replace(`${HOME}/.openclaw/`, ""), place.readers]),
    );
  };
  expect(await readers({})).toEqual({ "openclaw.json": "everyone", "logs/a.log": "owner", ".env": "group" });
  expect(await readers({ [STATE]: 0o750 })).toEqual({
    "openclaw.json": "group",
    "logs/a.log": "owner",
    ".env": "group",
  });
  expect(await readers({ [STATE]: 0o700 })).toEqual({
    "openclaw.json": "owner",
    "logs/a.log": "owner",
    ".env": "owner",
  });
  expect(await readers({ "~": 0o700, [`${STATE}/openclaw.json`]: 0o666 })).toMatchObject({ "openclaw.json": "owner" });
  expect((await cli("models auth audit", { files, modes })).stdout).toMatchInlineSnapshot(`
    "✗ 2 secrets stand in clear, in 3 places

    ~/.openclaw/openclaw.json         everyone on this machine may read it: \`chmod 600\` it
      models.providers.openai.apiKey  sk-proj-…2Ru5
        also ~/.openclaw/logs/a.log line 1
          → make a new secret, withdraw this one, then take it out of the text
      → write \`\${NAME}\` in its place, and set the variable

    ~/.openclaw/.env                  its group may read it: \`chmod 600\` it
      A_KEY
      → \`openclaw models auth add\` keeps it in the keyring; then take the line out
    "
  `);
});
