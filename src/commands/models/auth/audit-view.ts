import type { Style } from "../../../contracts/command.ts";
import { hang } from "../../../ui/layout.ts";
import { count, tilde, wrap } from "../../../ui/text.ts";
import type { Result, Row, Where } from "./audit-result.ts";

/** Of what comes in hundreds, a few are shown. */
const MOST = 5;

/** What was found, by file, with what to do about it; then what was not looked at. */
export function ownView(result: Result, style: Style): string {
  const { findings, files, home, complete } = result;
  const looked = `no secret stands in clear in ${count(files, "file")}`;
  const head =
    findings.length > 0
      ? headOf(findings, style)
      : complete
        ? `${style.paint("good", "✓")} ${looked}`
        : `${style.paint("warn", "!")} ${looked}, but not everything could be looked at`;
  const blocks = fewOfEachFolder(findings, home).map(({ file, rows, more }) => {
    const [{ readers } = { readers: null }] = rows;
    const parts = [...Map.groupBy(rows, ({ cure }) => cure)].map(([cure, alike]) =>
      [...linesOf(alike, home, style), hang(`  ${style.paint("dim", "→")}`, cure, 4, 4, style)].join("\n"),
    );
    const title = hang(style.paint("strong", tilde(file, home)), exposureOf(readers), 34, 2, style, "warn");
    return [title, ...parts, ...(more === "" ? [] : [style.paint("dim", more)])].join("\n");
  });
  return `${[head, ...blocks].join("\n\n")}\n${skippedView(result, style)}`;
}

function headOf(findings: readonly Row[], style: Style): string {
  const amount = (kind: Row["kind"]) => findings.filter((row) => row.kind === kind).length;
  const [plaintext, missing, unknown] = [amount("plaintext"), amount("missing"), amount("unknown")];
  const places = findings.reduce((sum, { kind, copies }) => sum + (kind === "plaintext" ? copies : 0), 0);
  const where = places > plaintext ? `, in ${places} places` : "";
  const said = [
    ...(plaintext === 0
      ? []
      : [`${plaintext === 1 ? "1 secret stands" : `${plaintext} secrets stand`} in clear${where}`]),
    ...(missing === 0 ? [] : [`${count(missing, "reference")} without a secret`]),
    ...(unknown === 0 ? [] : [`${count(unknown, "reference")} not checked`]),
  ];
  const isBad = plaintext + missing > 0;
  return `${style.paint(isBad ? "bad" : "warn", isBad ? "✗" : "!")} ${said.join(", ")}`;
}

type Block = { file: string; rows: Row[]; more: string };

/** Groups them by file; of a folder with many files of OpenClaw's own data or texts, the first ones. */
function fewOfEachFolder(findings: readonly Row[], home: string): Block[] {
  const blocks = [...Map.groupBy(findings, ({ file }) => file)].map(([file, rows]) => ({ file, rows, more: "" }));
  const isMany = ({ rows }: Block) => rows.every(({ source }) => source === "state" || source === "text");
  return [...Map.groupBy(blocks, (block) => (isMany(block) ? folderOf(block.file) : block.file))].flatMap(
    ([folder, together]) => {
      const last = together[MOST - 1];
      if (last !== undefined && together.length > MOST)
        last.more = `… and ${together.length - MOST} more files in ${tilde(folder, home)}; \`--json\` names them`;
      return together.slice(0, MOST);
    },
  );
}

function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]*$/, "");
}

/** A line for each secret, with the other places in which it stands below. */
function linesOf(rows: readonly Row[], home: string, style: Style): string[] {
  // Only a text holds so many that nobody would read them all.
  const most = rows.every(({ source }) => source === "text") ? MOST : rows.length;
  const lines: string[] = [];
  for (const row of rows.slice(0, most)) {
    lines.push(hang(`  ${row.place}`, factsOf(row), 34, 4, style));
    for (const [cure, alike] of Map.groupBy(row.alsoIn.slice(0, MOST), (also) => also.cure)) {
      lines.push(...alike.map((also) => alsoLine(also, row, home, style)));
      if (cure !== row.cure) lines.push(hang(`      ${style.paint("dim", "→")}`, cure, 8, 8, style));
    }
    const more = row.alsoIn.length - MOST;
    if (more > 0) lines.push(style.paint("dim", `    … and in ${count(more, "more place")}; \`--json\` names them`));
  }
  const more = rows.length - most;
  if (more > 0) lines.push(style.paint("dim", `  … and ${more} more; \`--json\` names them`));
  return lines;
}

function alsoLine({ file, place, readers }: Where, row: Row, home: string, style: Style): string {
  if (file === row.file) return `    also ${place}`;
  return hang(`    also ${tilde(file, home)} ${place}`, exposureOf(readers), 0, 6, style, "warn");
}

function factsOf({ masked, kind, note }: Row): string {
  return [masked === "***" ? "" : (masked ?? kind), note].filter((fact) => fact !== "").join(" · ");
}

function exposureOf(readers: Where["readers"]): string {
  if (readers === "everyone") return "everyone on this machine may read it: `chmod 600` it";
  return readers === "group" ? "its group may read it: `chmod 600` it" : "";
}

/** What was not looked at, by reason; the warnings and `--json` name each. */
function skippedView({ files, findings, skipped }: Result, style: Style): string {
  if (skipped.length === 0) return "";
  const sayOf = (isGap: boolean) =>
    [
      ...Map.groupBy(
        skipped.filter((one) => one.isGap === isGap),
        ({ reason }) => reason,
      ),
    ]
      .map(([reason, alike]) => `${alike.reduce((sum, one) => sum + one.count, 0)} (${reason})`)
      .join(", ");
  const [gaps, others] = [sayOf(true), sayOf(false)];
  const said = [
    ...(findings.length === 0 ? [] : [`looked at ${count(files, "file")}`]),
    ...(gaps === "" ? [] : [`not read: ${gaps}`]),
    ...(others === "" ? [] : [`passed over: ${others}`]),
  ];
  const text = said.join("; ");
  const lines = wrap(text.charAt(0).toUpperCase() + text.slice(1), Math.max(20, style.width));
  return `\n${lines.map((line) => style.paint("dim", line)).join("\n")}\n`;
}
