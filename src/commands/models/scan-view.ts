import type { Style } from "../../contracts/command.ts";
import { isPassing } from "../../core/scan/row.ts";
import type { ScanResult, ScanRow, Shown } from "../../schema/scan.ts";
import { formatDate, formatTime } from "../../ui/date.ts";
import { formatContext } from "../../ui/model.ts";
import { type Column, table } from "../../ui/table.ts";
import { count } from "../../ui/text.ts";
import { changeView } from "./change-view.ts";

/** What was not asked, in a word of its own. */
const UNASKED: Readonly<Record<string, string>> = {
  no_image_input: "-",
  not_asked: "-",
  not_needed: "-",
  no_credential: "no key",
};

function latency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}ms` : `${(ms / 1000).toFixed(1)}s`;
}

function shownText({ ok, latencyMs, skipped, reason, runs, okRuns }: Shown): string {
  if (skipped) return UNASKED[reason ?? ""] ?? (reason ?? "").replaceAll("_", " ");
  if (!ok || latencyMs === null) return (reason ?? "failed").replaceAll("_", " ");
  return okRuns === runs ? latency(latencyMs) : `${latency(latencyMs)} ${okRuns}/${runs}`;
}

function painted(shown: Shown, style: Style): string {
  const text = shownText(shown);
  if (shown.skipped) return style.paint("dim", text);
  return style.paint(shown.ok ? "good" : isPassing(shown.reason) ? "warn" : "bad", text);
}

const contextOf = ({ contextLength }: ScanRow) => (contextLength === null ? "-" : formatContext(contextLength));
const sizeOf = ({ inferredParamB }: ScanRow) => (inferredParamB === null ? "-" : `${inferredParamB}b`);

/** A row in a line, as it is known. */
export function streamedRow(row: ScanRow): string {
  const isGood = row.tool.reason === "not_needed" ? row.image.ok : row.tool.ok;
  return `${isGood ? "✓" : "✗"} ${row.modelRef}  ${measured(row)}`;
}

/** What was measured, for whoever has to choose. */
export function measured(row: ScanRow): string {
  const said = (skill: "tool" | "image") =>
    row[skill].reason === "no_image_input" || row[skill].reason === "not_needed"
      ? ""
      : `${skill} ${shownText(row[skill])}`;
  return [said("tool"), said("image"), `ctx ${contextOf(row)}`, row.inferredParamB === null ? "" : sizeOf(row)]
    .filter(Boolean)
    .join(" · ");
}

/** The candidates, the best first; what was found and what was left out; what became of the config. */
export function scanView(result: ScanResult, style: Style): string {
  const { results, change, notes, excluded, recheck } = result;
  const dim = (text: string) => `${style.paint("dim", text)}\n`;
  const nothing = recheck ? "No free model is configured." : "No free model fits.";
  return [
    results.length === 0 ? `${nothing}\n` : table(columnsOf(result, style), style),
    dim(summary(result)),
    ...excluded.map(({ modelRef, detail }) => dim(`left out: ${modelRef}, ${detail}`)),
    stopLine(result, style),
    ...notes.map((note) => `${note}\n`),
    change === null ? "" : `\n${changeView(change, style)}`,
  ].join("");
}

function columnsOf({ results, probed, recheck }: ScanResult, style: Style): Column[] {
  const models = { title: "Model", cells: results.map(({ modelRef }) => modelRef), shrinkTo: 32 };
  const context = { title: "Context", cells: results.map(contextOf), align: "right" as const, expendable: 3 };
  const size = { title: "Params", cells: results.map(sizeOf), align: "right" as const, expendable: 2 };
  const input = {
    title: "Takes",
    cells: results.map(({ modality }) => (modality ?? "text").split("->")[0] ?? ""),
    expendable: 1,
  };
  if (!probed) {
    const tools = results.map(({ supportsToolsMeta: has }) => (has === null ? "?" : has ? "listed" : "no"));
    return [models, { title: "Tools", cells: tools }, input, context, size];
  }
  return [
    models,
    { title: "Tool", cells: results.map(({ tool }) => painted(tool, style)) },
    { title: "Image", cells: results.map(({ image }) => painted(image, style)) },
    context,
    size,
    ...(recheck ? [{ title: "Role", cells: results.map((row) => roleOf(row, style)) }] : [input]),
  ];
}

function roleOf({ roles = [], deadIn = [], verdict }: ScanRow, style: Style): string {
  const tags = roles.map((tag) => (deadIn.includes(tag) ? `${tag} ${style.paint("bad", "dead")}` : tag));
  return `${tags.join(", ")}${verdict === "unclear" ? ` ${style.paint("warn", "unclear")}` : ""}`;
}

function summary({ results, probed, catalog }: ScanResult): string {
  const from =
    catalog === null
      ? ""
      : `; ${count(catalog.models, "model")} listed${catalog.from === "cache" ? ` on ${formatDate(catalog.fetchedAt)}` : ""}`;
  if (!probed) return `${count(results.length, "free model")}${from}; metadata only, no model was asked`;
  const tested = results.filter(({ tool, image }) => !tool.skipped || !image.skipped);
  const tools = tested.filter(({ tool }) => tool.ok);
  const images = tested.filter(({ image }) => image.ok);
  const both = tools.filter(({ image }) => image.ok).length;
  return `asked ${tested.length}, tool ok ${tools.length}, image ok ${images.length}, tool+image ok ${both}, image only ${images.length - both}${from}`;
}

function stopLine({ stopped, interrupted, results }: ScanResult, style: Style): string {
  if (stopped === null && !interrupted) return "";
  const left = results.filter(({ tool }) => tool.reason === "not_asked").length;
  if (stopped === null) return `${style.paint("warn", "Stopped")}: ${left} not asked, nothing written\n`;
  const again = stopped.resetsAt === null ? "" : `; it resets at ${formatTime(stopped.resetsAt)}`;
  const why = `${style.paint("warn", `Stopped (${stopped.reason})`)}: ${stopped.message}${again}`;
  return `${why}\n${left} not asked, nothing written\n`;
}
