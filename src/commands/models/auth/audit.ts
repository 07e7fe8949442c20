import * as v from "valibot";
import { defineCommand, type Style } from "../../../contracts/command.ts";
import { audit, type Finding } from "../../../core/auth/audit/audit.ts";
import { readSetup } from "../../../core/setup.ts";
import { hang } from "../../../ui/layout.ts";
import { mask } from "../../../ui/mask.ts";
import { count, tilde } from "../../../ui/text.ts";
import { AGENT } from "../../arguments.ts";
import { KNOWLEDGE } from "../../knowledge.ts";

const Row = v.object({
  kind: v.picklist(["plaintext", "missing", "unknown"]),
  file: v.string(),
  place: v.string(),
  masked: v.nullable(v.string()),
  movable: v.boolean(),
  copies: v.number(),
  note: v.string(),
});
type Row = v.InferOutput<typeof Row>;

const Result = v.object({
  home: v.string(),
  files: v.number(),
  count: v.number(),
  findings: v.array(Row),
  warnings: v.array(v.string()),
});
type Result = v.InferOutput<typeof Result>;

export default defineCommand({
  args: {
    check: { type: "boolean", description: "Exit 1 when a secret in clear, or a missing one, was found" },
    keyring: { type: "boolean", description: "Ask the keyring whether it holds what the stores refer to" },
    ...AGENT,
  },
  examples: [
    { run: "openclaw models auth audit", about: "Every secret that stands in clear, and where" },
    { run: "openclaw models auth audit --check", about: "For scripts: 1 when there is one" },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const { findings, warnings, files } = await audit(env, setup, args.agent, args.keyring);
    return { home: setup.places.home, files, count: findings.length, findings: findings.map(rowOf), warnings };
  },
  warnings: ({ warnings }) => warnings,
  plain: ({ findings }) =>
    findings.map(({ file, place, masked, kind }) => [file, place.replaceAll(" ", "-"), masked ?? kind].join(" ")),
  human: view,
  exit: ({ findings }, { check }) => (check && findings.some(({ kind }) => kind !== "unknown") ? 1 : 0),
});

function rowOf({ secret, ...finding }: Finding): Row {
  return { ...finding, masked: secret === undefined ? null : mask(secret) };
}

function view({ findings, files, home }: Result, style: Style): string {
  if (findings.length === 0)
    return `${style.paint("good", "✓")} no secret stands in clear in ${count(files, "file")}\n`;
  const plain = findings.filter(({ kind }) => kind === "plaintext");
  const head =
    plain.length === 0
      ? `${style.paint("bad", "✗")} ${count(findings.length, "reference")} without a secret`
      : `${style.paint("bad", "✗")} ${plain.length === 1 ? "1 secret stands" : `${plain.length} secrets stand`} in clear`;
  const blocks = [...Map.groupBy(findings, ({ file }) => file)].map(([file, rows]) => {
    const lines = rows.map((row) => hang(`  ${row.place}`, factsOf(row), 34, 4, style));
    return [
      style.paint("strong", tilde(file, home)),
      ...lines,
      `  ${style.paint("dim", `→ ${cureOf(file, rows)}`)}`,
    ].join("\n");
  });
  return `${head}\n\n${blocks.join("\n\n")}\n`;
}

function factsOf({ masked, kind, copies, note }: Row): string {
  const same = copies > 1 ? `the same in ${copies} places` : "";
  return [masked === "***" ? "" : (masked ?? kind), same, note].filter(Boolean).join(" · ");
}

/** What to do about the secrets of one file. */
function cureOf(file: string, rows: readonly Row[]): string {
  if (rows.every(({ kind }) => kind !== "plaintext"))
    return "store it again: `openclaw models auth add`, or `openclaw models auth logout <id>`";
  if (rows.some(({ movable }) => movable)) return "`openclaw models auth migrate`";
  if (/\.bak(\.\d)?$|\.migrated-/.test(file)) return "delete this copy when you need it no more";
  if (file.endsWith("/.env")) return "keep it in the keyring, or let your shell set the variable";
  if (/auth\.json$|oauth\.json$|auth-profiles\.json$|\.sqlite$/.test(file))
    return "OpenClaw keeps it there itself; see that only you can read the file";
  return "write `${NAME}` in its place, and set the variable";
}
