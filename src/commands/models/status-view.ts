import type { Style, Tone } from "../../contracts/command.ts";
import type { ChainRow, ProviderRow, StatusResult } from "../../schema/status.ts";
import { formatDuration } from "../../ui/duration.ts";
import { formatContext, formatPrice } from "../../ui/model.ts";
import { count, wrap } from "../../ui/text.ts";
import { storageName } from "./credential-rows.ts";

const MARKS: Readonly<Record<ChainRow["verdict"], readonly [string, Tone]>> = {
  ready: ["✓", "good"],
  expiring: ["!", "warn"],
  expired: ["✗", "bad"],
  missing: ["✗", "bad"],
};

/** What a person wants first stands first: who answers, what comes after it, what is broken, and how to mend it. */
export function statusView(report: StatusResult, style: Style): string {
  const sections = [
    headline(report, style),
    models(report, style),
    problems(report, style),
    credentials(report, style),
    places(report, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function headline({ answering, chain, resolvedDefault }: StatusResult, style: Style): string {
  if (answering === null) {
    const more = chain.some(({ role }) => role === "fallback") ? ", nor can a fallback" : "";
    return `${style.paint("bad", "✗")} ${style.paint("strong", resolvedDefault)} cannot answer${more}`;
  }
  const [mark, tone] = answering.role === "default" ? (["✓", "good"] as const) : (["!", "warn"] as const);
  const instead = answering.role === "default" ? "" : `, as ${answering.role}: ${resolvedDefault} cannot`;
  const credential = answering.credential === null ? "no key needed" : `with ${answering.credential}`;
  return `${style.paint(tone, mark)} ${style.paint("strong", answering.ref)} answers${instead}  ${style.paint("dim", credential)}`;
}

function models({ chain }: StatusResult, style: Style): string {
  const label = ({ role, position }: ChainRow) => {
    const title = {
      default: "Model",
      fallback: "Fallbacks",
      image: "Image model",
      "image-fallback": "Image fallbacks",
    }[role];
    return position === 1 ? title : "";
  };
  const refWidth = Math.max(...chain.map(({ ref }) => Bun.stringWidth(ref)));
  return chain
    .map((row) => {
      const [mark, tone] = MARKS[row.verdict];
      const isList = row.role === "fallback" || row.role === "image-fallback";
      const details = [
        row.aliases.join(", "),
        row.contextWindow === null ? "" : formatContext(row.contextWindow),
        formatPrice(row.local, row.free, row.cost),
        credentialNote(row),
      ]
        .filter(Boolean)
        .join(" · ");
      const title = label(row).padEnd(16);
      const name = `${title}${style.paint(tone, mark)} ${isList ? `${row.position}. ` : ""}${row.ref}`;
      const space = " ".repeat(Math.max(0, refWidth - Bun.stringWidth(row.ref)) + (isList ? 0 : 3) + 2);
      const oneLine = Bun.stringWidth(name) + space.length + Bun.stringWidth(details) <= style.width;
      return oneLine ? `${name}${space}${style.paint("dim", details)}` : `${name}\n${indent(details, 18, style)}`;
    })
    .join("\n");
}

function credentialNote({ verdict, local, credential }: ChainRow): string {
  if (verdict === "missing") return "no credential";
  if (verdict === "expired") return "credential expired";
  return credential === null && local ? "no key needed" : (credential ?? "");
}

function problems({ problems: found }: StatusResult, style: Style): string {
  if (found.length === 0) return "";
  const lines = found.map(({ severity, message, hint }) => {
    const mark = severity === "error" ? style.paint("bad", "✗") : style.paint("warn", "!");
    return `${mark} ${wrap(message, style.width - 2).join("\n  ")}\n${indent(`→ ${hint}`, 2, style)}`;
  });
  return `${style.paint("strong", "Problems")}\n${lines.join("\n")}`;
}

function credentials({ auth }: StatusResult, style: Style): string {
  const rows = auth.providers.flatMap((row) => credentialLines(row, auth.oauth.profiles, style));
  const unused = auth.unused.map(({ provider, source }) => `${provider} (${source.replace("env: ", "")})`);
  const also =
    unused.length === 0 ? [] : [indent(`also set, but no model here needs them: ${unused.join(", ")}`, 0, style)];
  if (rows.length + also.length === 0) return "";
  return `${style.paint("strong", "Credentials")} ${style.paint("dim", "as they stand here; the providers were not asked")}\n${[...rows, ...also].join("\n")}`;
}

function credentialLines(
  { provider, sources }: ProviderRow,
  profiles: StatusResult["auth"]["oauth"]["profiles"],
  style: Style,
): string[] {
  return sources.map((source, index) => {
    const profile = profiles.find(({ profileId }) => profileId === source.name);
    const expiry =
      profile?.remainingMs === undefined
        ? ""
        : profile.remainingMs > 0
          ? `expires in ${formatDuration(profile.remainingMs)}`
          : `expired ${formatDuration(profile.remainingMs)} ago`;
    const state = [
      source.health,
      expiry,
      source.refreshable ? "refreshable" : "",
      source.masked,
      source.storage === "env" ? "env" : storageName(source),
    ]
      .filter(Boolean)
      .join(" · ");
    const mark = source.used ? style.paint("accent", "•") : " ";
    const name = `${(index === 0 ? provider : "").padEnd(15)} ${mark} ${source.name}`;
    const why = source.used ? "" : `; ${source.reason}`;
    const note = `${state}${why}`;
    const oneLine = Bun.stringWidth(name) + 2 + Bun.stringWidth(note) <= style.width;
    return oneLine ? `${name}  ${style.paint("dim", note)}` : `${name}\n${indent(note, 18, style)}`;
  });
}

function places(report: StatusResult, style: Style): string {
  const { agentId, configPath, configExists, auth, allowed } = report;
  const aliases = Object.keys(report.aliases).length;
  const choice = allowed.length === 0 ? "every model may be chosen" : `${count(allowed.length, "model")} may be chosen`;
  const rows = [
    ["Agent", `${agentId} · ${aliases} alias${aliases === 1 ? "" : "es"} · ${choice}`],
    ["Config", `${configPath}${configExists ? "" : " (not there; nothing is configured)"}`],
    ["Store", `${auth.storePath}${auth.storeKind === "sqlite" ? " (OpenClaw's database)" : ""}`],
  ] as const;
  return rows.map(([title, text]) => style.paint("dim", title.padEnd(8) + hang(text, 8, style))).join("\n");
}

/** Breaks a text that starts after `cells` cells, its further lines below its first. */
function hang(text: string, cells: number, style: Style): string {
  return wrap(text, Math.max(20, style.width - cells)).join(`\n${" ".repeat(cells)}`);
}

function indent(text: string, cells: number, style: Style): string {
  const space = " ".repeat(cells);
  return wrap(text, Math.max(20, style.width - cells))
    .map((line) => space + style.paint("dim", line))
    .join("\n");
}
