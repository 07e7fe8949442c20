import type { Style } from "../../contracts/command.ts";
import type { SourceRow, StatusResult } from "../../schema/status.ts";
import { hang } from "../../ui/layout.ts";
import { sourceFacts } from "./credential-rows.ts";

/** Every credential that was found, where it stands, and which one of each provider is used. */
export function credentialsView({ auth, chain }: StatusResult, style: Style): string {
  const resolved = chain.filter(({ verdict }) => verdict !== "unresolved");
  const inUse = new Set(resolved.map(({ ref }) => ref.slice(0, ref.indexOf("/"))));
  const isShown = (provider: string, sources: readonly SourceRow[]) =>
    inUse.has(provider) || sources.some(({ kind }) => kind !== "env" && kind !== "ambient");
  const shown = auth.providers.filter(({ provider, sources }) => isShown(provider, sources));
  const lines = shown.flatMap(({ provider, sources }) =>
    sources.map((source, index) => ({ head: index === 0 ? provider : "", source })),
  );
  const [providerWidth, nameWidth] = [lines.map(({ head }) => head), lines.map(({ source }) => source.name)].map(
    (texts) => Math.max(0, ...texts.map((text) => Bun.stringWidth(text))),
  ) as [number, number];
  const rows = lines.map(({ head, source }) => {
    const mark = source.used ? style.paint("accent", "•") : " ";
    const start = `${head.padEnd(providerWidth + 2)}${mark} ${source.name}`;
    return hang(start, describe(source), providerWidth + nameWidth + 6, providerWidth + 6, style);
  });
  const others = [
    ...auth.providers
      .filter((row) => !shown.includes(row))
      .map(({ provider, sources }) => `${provider} (${sources[0]?.name})`),
    ...auth.unused.map(({ provider, source }) => `${provider} (${source.replace("env: ", "")})`),
  ];
  const also =
    others.length === 0
      ? []
      : [hang(style.paint("dim", "Also set, though no model here needs them:"), others.join(", "), 43, 2, style)];
  if (rows.length + also.length === 0) return "";
  const title =
    rows.length === 0
      ? []
      : [
          `${style.paint("strong", "Credentials")} ${style.paint("dim", auth.probes === undefined ? "as they stand here; the providers were not asked" : "as they stand here")}`,
        ];
  return [...title, ...rows, ...also].join("\n");
}

function describe(row: SourceRow): string {
  const facts = sourceFacts(row);
  // What the facts say already needs no reason.
  return row.used || row.state === "expired" ? facts : [facts, row.reason].filter(Boolean).join("; ");
}
