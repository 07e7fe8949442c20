import type { Style, Tone } from "../../contracts/command.ts";
import type { ChainRow, StatusResult } from "../../schema/status.ts";
import { formatDuration } from "../../ui/duration.ts";
import { hang } from "../../ui/layout.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { count, tilde } from "../../ui/text.ts";
import { probeSummary, refusalOf, toneOf } from "./status-probe-view.ts";
import { usageView } from "./status-usage-view.ts";
import { credentialsView } from "./status-credentials-view.ts";

const MARKS: Readonly<Record<ChainRow["verdict"], readonly [string, Tone]>> = {
  ready: ["✓", "good"],
  expiring: ["!", "warn"],
  expired: ["✗", "bad"],
  unusable: ["✗", "bad"],
  missing: ["✗", "bad"],
  unresolved: ["✗", "bad"],
};

const TITLES: Readonly<Record<ChainRow["role"], string>> = {
  default: "Model",
  fallback: "Fallbacks",
  image: "Image model",
  "image-fallback": "Image fallbacks",
};

/** What a person wants first stands first: who answers, what comes after it, what is broken, and how to mend it. */
export function statusView(report: StatusResult, style: Style, { usage }: { usage: boolean }): string {
  const plans = usage || report.auth.usage.length > 0 ? usageView(report, style, usage) : "";
  const said = (parts: readonly ((report: StatusResult, style: Style) => string)[]) =>
    parts.map((section) => section(report, style));
  const sections = [...said([probeSummary, headline, models, problems]), plans, ...said([credentialsView, places])];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function headline(report: StatusResult, style: Style): string {
  const { answering, chain } = report;
  const first = chain[0];
  const say = (tone: Tone, mark: string, name: string, verb: string, more: string) => {
    const head = `${style.paint(tone, mark)} ${style.paint("strong", name)} ${verb}`;
    return hang(head, more, Bun.stringWidth(head) + 1, 2, style, "strong");
  };
  if (answering === null) {
    const more = chain.some(({ role }) => role === "fallback") ? "nor can a fallback" : "";
    return say("bad", "✗", nameOf(first), `cannot answer${more === "" ? "" : ","}`, more);
  }
  const refusal = refusalOf(report, answering.ref);
  // What the provider said outweighs what stands here.
  if (refusal?.instead !== undefined) {
    const { row: refused, instead } = refusal;
    return say("warn", "!", answering.ref, "answers", `with ${instead.label}, because ${refused.label} got no answer`);
  }
  if (refusal !== undefined)
    return say("bad", "✗", answering.ref, "did not answer:", refusal.row.error ?? refusal.row.reason);
  const row = chain.find(({ ref, role }) => ref === answering.ref && (role === "default" || role === "fallback"));
  const credential = answering.credential === null ? "without a key" : `with ${answering.credential}`;
  if (row?.pausedMs) {
    return say(
      "warn",
      "!",
      answering.ref,
      "would answer,",
      `but OpenClaw sets its credential aside for ${formatDuration(row.pausedMs)}`,
    );
  }
  if (answering.role === "default")
    return row === undefined || isDoubtful(row)
      ? say("warn", "!", answering.ref, "answers", credential)
      : say("good", "✓", answering.ref, "answers", credential);
  const why = first?.pausedMs ? "is set aside" : "cannot";
  return say("warn", "!", answering.ref, "answers", `${credential}, because ${nameOf(first)} ${why}`);
}

/** What nobody knows is shown as it is written. */
function nameOf(row: ChainRow | undefined): string {
  return row?.verdict === "unresolved" ? row.raw : (row?.ref ?? "");
}

function models(report: StatusResult, style: Style): string {
  const { chain } = report;
  const isList = ({ role }: ChainRow) => role === "fallback" || role === "image-fallback";
  const names = chain.map((row) => `${isList(row) ? `${row.position}. ` : ""}${nameOf(row)}`);
  // A name that is longer than any real one shall not push all the others aside.
  const width = Math.min(80, Math.max(...names.map((name) => Bun.stringWidth(name))));
  const lines = chain.map((row, index) => {
    // What cannot be asked is marked as that already.
    const refusal = MARKS[row.verdict][1] === "bad" ? undefined : refusalOf(report, row.ref);
    const refused = refusal?.instead === undefined ? refusal?.row : undefined;
    const [mark, tone] = refused === undefined ? markOf(row) : (["✗", toneOf(refused)] as const);
    const title = (row.position === 1 ? TITLES[row.role] : "").padEnd(16);
    const name = names[index] ?? "";
    const details = [
      row.aliases.join(", "),
      row.contextWindow === null ? "" : formatContext(row.contextWindow),
      formatPrice(row.local, row.free, row.cost),
      credentialNote(row),
      refused === undefined ? "" : `did not answer (${refused.reason})`,
    ];
    return hang(
      `${title}${style.paint(tone, mark)} ${name}`,
      details.filter(Boolean).join(" · "),
      20 + width,
      18,
      style,
    );
  });
  return lines.join("\n");
}

function markOf(row: ChainRow): readonly [string, Tone] {
  return row.verdict === "ready" && isDoubtful(row) ? ["!", "warn"] : MARKS[row.verdict];
}

/** A model that is not in the catalog may well not answer; which ones this machine has, no catalog knows. */
function isDoubtful({ pausedMs, known, local }: ChainRow): boolean {
  return pausedMs !== null || !(known || local);
}

function credentialNote({ verdict, local, credential, pausedMs }: ChainRow): string {
  if (verdict === "unresolved") return "no such model";
  if (verdict === "missing") return "no credential";
  if (verdict === "expired") return "credential expired";
  if (verdict === "unusable") return "its credential cannot be used";
  if (pausedMs) return `set aside for ${formatDuration(pausedMs)}`;
  return credential === null && local ? "no key needed" : (credential ?? "");
}

function problems({ problems: found }: StatusResult, style: Style): string {
  if (found.length === 0) return "";
  const lines = found.flatMap(({ severity, message, hint }) => {
    const mark = severity === "error" ? style.paint("bad", "✗") : style.paint("warn", "!");
    return [hang(mark, message, 2, 2, style, "strong"), hang(style.paint("dim", "  →"), hint, 4, 4, style)];
  });
  return `${style.paint("strong", "Problems")}\n${lines.join("\n")}`;
}

function places(report: StatusResult, style: Style): string {
  const { agentId, home, configPath, configExists, auth, allowed } = report;
  const aliases = Object.keys(report.aliases).length;
  const choice = allowed.length === 0 ? "every model may be chosen" : `${count(allowed.length, "model")} may be chosen`;
  const rows = [
    ["Agent", `${agentId} · ${aliases} alias${aliases === 1 ? "" : "es"} · ${choice}`],
    ["Config", `${tilde(configPath, home)}${configExists ? "" : " (not there; nothing is configured)"}`],
    ["Store", `${tilde(auth.storePath, home)}${storeNote(report)}`],
  ] as const;
  return rows.map(([title, text]) => hang(style.paint("dim", title), text, 8, 8, style)).join("\n");
}

function storeNote({ auth }: StatusResult): string {
  if (auth.storeKind === "sqlite") return " (OpenClaw's database)";
  if (auth.storeExists) return "";
  return auth.oauth.profiles.length > 0 ? " (not there; the main agent's is used)" : " (not there)";
}
