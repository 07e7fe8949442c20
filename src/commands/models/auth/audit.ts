import * as v from "valibot";
import { defineCommand, type Style } from "../../../contracts/command.ts";
import { audit, type Finding } from "../../../core/auth/audit/audit.ts";
import { hang } from "../../../ui/layout.ts";
import { mask } from "../../../ui/mask.ts";
import { count, tilde } from "../../../ui/text.ts";
import { PROVIDERS } from "../../../providers/index.ts";
import { AGENT } from "../../arguments.ts";
import { OtherSecret, otherSecrets, othersView } from "./audit-others.ts";

const Row = v.object({
  kind: v.picklist(["plaintext", "missing", "unknown"]),
  file: v.string(),
  /** What the file is; `copy` stands beside any other, `legacy` is a store of older versions. */
  source: v.picklist(["config", "store", "legacy", "models", "dotenv", "database", "copy"]),
  place: v.string(),
  masked: v.nullable(v.string()),
  movable: v.boolean(),
  /** What to do about it. */
  cure: v.string(),
  copies: v.number(),
  note: v.string(),
});
type Row = v.InferOutput<typeof Row>;

const Result = v.object({
  home: v.string(),
  files: v.number(),
  count: v.number(),
  findings: v.array(Row),
  /** Whether everything could be looked through; what could not is warned of. */
  complete: v.boolean(),
  /** Of other programs, and theirs to keep: no finding, and not counted. */
  others: v.array(OtherSecret),
  warnings: v.array(v.string()),
});
type Result = v.InferOutput<typeof Result>;

export default defineCommand({
  args: {
    check: {
      type: "boolean",
      description: "Exit 1 when a secret stands in clear or is missing, 78 when not everything could be looked at",
    },
    keyring: { type: "boolean", description: "Ask the keyring whether it holds what the stores refer to" },
    ...AGENT,
  },
  examples: [
    { run: "openclaw models auth audit", about: "Every secret that stands in clear, and where" },
    { run: "openclaw models auth audit --check", about: "For scripts: 1 when there is one" },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const { findings, ...rest } = await audit(env, args.agent, args.keyring);
    // They belong to no agent.
    const others = args.agent === undefined ? await otherSecrets(env, PROVIDERS) : [];
    return { ...rest, count: findings.length, findings: findings.map(rowOf), others };
  },
  warnings: ({ warnings }) => warnings,
  // A file may have blanks in its name; the other two have none.
  plain: ({ findings }) =>
    findings.map(({ file, place, masked, kind }) => [file, place.replace(/\s/g, "-"), masked ?? kind].join(" ")),
  human: view,
  exit: (result, { check }) => (check ? codeOf(result) : 0),
});

/** What was found is certain. Where nothing was, the codes of a store that cannot be read and of a keyring say why not. */
function codeOf({ findings, complete }: Result): number {
  if (findings.some(({ kind }) => kind !== "unknown")) return 1;
  if (!complete) return 78;
  return findings.length > 0 ? 75 : 0;
}

function rowOf(finding: Finding): Row {
  const { kind, file, source, place, secret, option, copies, note } = finding;
  const masked = secret === undefined ? null : mask(secret);
  return { kind, file, source, place, masked, movable: option !== undefined, cure: cureOf(finding), copies, note };
}

/** What was found, by file, with what to do about it. */
function view(result: Result, style: Style): string {
  return ownView(result, style) + othersView(result.others, result.home, style);
}

function ownView({ findings, files, home, complete }: Result, style: Style): string {
  const looked = `no secret stands in clear in ${count(files, "file")}`;
  if (findings.length === 0)
    return complete
      ? `${style.paint("good", "✓")} ${looked}\n`
      : `${style.paint("warn", "!")} ${looked}, but not everything could be looked at\n`;
  const blocks = [...Map.groupBy(findings, ({ file }) => file)].map(([file, rows]) => {
    const parts = [...Map.groupBy(rows, ({ cure }) => cure)].map(([cure, alike]) => {
      const lines = alike.map((row) => hang(`  ${row.place}`, factsOf(row), 34, 4, style));
      return [...lines, hang(`  ${style.paint("dim", "→")}`, cure, 4, 4, style)].join("\n");
    });
    return [style.paint("strong", tilde(file, home)), ...parts].join("\n");
  });
  return `${headOf(findings, style)}\n\n${blocks.join("\n\n")}\n`;
}

function headOf(findings: readonly Row[], style: Style): string {
  const amount = (kind: Row["kind"]) => findings.filter((row) => row.kind === kind).length;
  const [plaintext, missing, unknown] = [amount("plaintext"), amount("missing"), amount("unknown")];
  const said = [
    ...(plaintext === 0 ? [] : [plaintext === 1 ? "1 secret stands in clear" : `${plaintext} secrets stand in clear`]),
    ...(missing === 0 ? [] : [`${count(missing, "reference")} without a secret`]),
    ...(unknown === 0 ? [] : [`${count(unknown, "reference")} not checked`]),
  ];
  const isBad = plaintext + missing > 0;
  return `${style.paint(isBad ? "bad" : "warn", isBad ? "✗" : "!")} ${said.join(", ")}`;
}

function factsOf({ masked, kind, copies, note }: Row): string {
  const same = copies > 1 ? `the same in ${copies} places` : "";
  return [masked === "***" ? "" : (masked ?? kind), same, note].filter((fact) => fact !== "").join(" · ");
}

const CURES: Readonly<Record<Finding["source"], string>> = {
  config: "write `${NAME}` in its place, and set the variable",
  store: "OpenClaw keeps it there itself; see that only you can read the file",
  legacy: "OpenClaw keeps it there itself; see that only you can read the file",
  database: "OpenClaw keeps it there itself; see that only you can read the file",
  models: "OpenClaw writes it there out of the config: mend it there, then delete this file",
  dotenv: "`openclaw models auth add` keeps it in the keyring; then take the line out",
  copy: "delete this copy when you need it no more",
};

function cureOf({ kind, source, place, option, isOrphan, isBroken }: Finding): string {
  if (kind === "unknown") return "ask again once the keyring answers";
  if (kind === "missing") return "store it again: `openclaw models auth add`, or `openclaw models auth logout <id>`";
  if (option !== undefined) return `\`openclaw models auth migrate${option}\``;
  if (source === "copy") return CURES.copy;
  if (isOrphan) return "no agent of the config is kept here: delete the folder when you need it no more";
  if (isBroken) return "mend the file first: it is not valid JSON";
  if (place.startsWith("line ")) return "take it out of the text";
  // A variable that the config itself sets can be filled in from nowhere else.
  return source === "config" && /^env\b/.test(place) ? CURES.dotenv : CURES[source];
}
