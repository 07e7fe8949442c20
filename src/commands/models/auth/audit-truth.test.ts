import { expect, test } from "bun:test";
import { cliJson } from "../../../testing/cli.ts";

const STATE = "~/.openclaw";
/** Letters and digits that stand nowhere else; a mask shows the last four. */
const R = "Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Js6Wa1Ve0Uo3Ip";
const pem = (lineEnd: string) => `-----BEGIN PRIVATE KEY-----${lineEnd}${R}${R}${lineEnd}-----END PRIVATE KEY-----`;

/** Secrets that their looks give away, wherever they stand. */
const SECRETS: Readonly<Record<string, string>> = {
  Anthropic: `sk-ant-api03-${R}`,
  OpenAI: `sk-proj-${R}`,
  "of an older kind": `sk-${R.slice(0, 32)}`,
  Groq: `gsk_${R.slice(0, 40)}`,
  Slack: `xoxb-123456789012-${R}`,
  "Slack's app": `xapp-1-A0123-456-${R}`,
  Telegram: `1234567890:AA${R.slice(0, 33)}`,
  Discord: `MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.${R.slice(0, 30)}`,
  GitHub: `ghp_${R.slice(0, 36)}`,
  Google: `AIza${R.slice(0, 35)}`,
  "a JWT": `eyJ${R.slice(0, 20)}.eyJ${R.slice(0, 20)}.${R}`,
  "a header": `Authorization: Bearer ${R}`,
  AWS: `AKIAIOSFODNN7ABCDEFG ${R.slice(0, 19)}/${R.slice(0, 20)}`,
  "a private key": pem("\\n"),
};

/** The places, each as a path and what stands there. */
const PLACES: Readonly<Record<string, [path: string, text: (secret: string) => string]>> = {
  "a value of the config": ["openclaw.json", (secret) => `{a: {b: "see ${secret}!"}}`],
  "a comment of the config": ["openclaw.json", (secret) => `{\n  // ${secret}\n}`],
  "a key of the config": ["openclaw.json", (secret) => `{"${secret}": 1}`],
  "a config that is cut off": ["openclaw.json", (secret) => `{"a": "${secret}`],
  "an old copy": ["openclaw.json.bak.3", (secret) => `{a: ["${secret}"]}`],
  "a copy by hand": ["config-old.json5~", (secret) => `{a: '${secret}'}`],
  "OpenClaw's data": ["cron/jobs.json", (secret) => JSON.stringify({ jobs: [{ text: `do ${secret}` }] })],
  "data in data": ["subagents/runs.json", (secret) => JSON.stringify({ raw: JSON.stringify({ h: secret }) })],
  "a log of documents": ["logs/config-audit.jsonl", (secret) => `{}\n${JSON.stringify({ argv: ["x", secret] })}\n`],
  "a log": ["logs/gateway.log", (secret) => `12:00 ${secret} ok\n`],
  "a session": ["agents/main/sessions/a.jsonl", (secret) => `{}\n{"text":"use ${secret} for it"}\n`],
  "an agent's folder of its own": ["agents/old/agent/x/y", (secret) => secret],
  "a file of a channel": ["credentials/matrix/main.yaml", (secret) => `value: '${secret}'\n`],
  "a note of the workspace": ["workspace/TOOLS.md", (secret) => `- \`${secret}\`\n`],
  "code of a skill": ["skills/mail/run.py", (secret) => `K = "${secret}"\n`],
  "a .env of the workspace": ["workspace/app/.env.local", (secret) => `NOTE="${secret}"\n`],
  "a unit of systemd": ["../.config/systemd/user/openclaw-gateway.service", (secret) => `Environment="X=${secret}"\n`],
  "a database": ["memory/main.sqlite", (secret) => `SQLite format 3\0\0\x01${secret}\0\x02`],
};

test.each(Object.keys(PLACES).flatMap((place) => Object.keys(SECRETS).map((secret) => [secret, place] as const)))(
  "a secret of %s is found in %s, and not shown",
  async (kind, where) => {
    const [path, text] = PLACES[where] ?? ["", String];
    const files = {
      [`${STATE}/openclaw.json`]: "{}",
      [`${STATE}/${path}`.replace("/.openclaw/..", "")]: text(SECRETS[kind] ?? ""),
    };
    const { code, document } = await cliJson("models auth audit --check", { files });
    expect({ code, count: document["count"] }).toEqual({ code: 1, count: 1 });
    const said = JSON.stringify(document);
    for (let at = 0; at + 8 <= R.length; at++) expect(said).not.toContain(R.slice(at, at + 8));
  },
);
