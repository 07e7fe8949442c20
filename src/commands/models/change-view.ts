import type { Style } from "../../contracts/command.ts";
import type { ChangeResult } from "../../schema/change.ts";
import { tilde } from "../../ui/text.ts";

/** What was done, why, and what else a person should know; in a dry run, what would be. */
export function changeView(result: ChangeResult, style: Style): string {
  const { home, changed, dryRun, summary, previous, overrides, notes, files, backups, diffs } = result;
  if (!changed) return `${style.paint("dim", "Nothing to do:")} ${summary}\n`;
  const kept = backups.length === 0 ? "" : "; the file before it is kept as .bak";
  const lines = [
    ...(previous === null ? [] : [`was ${previous}`]),
    ...notes,
    ...overrides.map(({ agentId, model, command }) => `agent ${agentId} keeps its own: ${model} (${command})`),
    ...(dryRun ? [] : [`in ${files.map((file) => tilde(file, home)).join(", ")}${kept}`]),
  ];
  const head = dryRun
    ? `${style.paint("warn", "Dry run, nothing was written.")} It would say: ${summary}`
    : `${style.paint("good", "✓")} ${summary}`;
  const patches = diffs.map(({ diff }) => `\n${paintDiff(diff, style)}\n`);
  return `${head}\n${lines.map((line) => `  ${style.paint("dim", line)}\n`).join("")}${patches.join("")}`;
}

function paintDiff(diff: string, style: Style): string {
  const tone = (line: string) => (line.startsWith("+") ? "good" : line.startsWith("-") ? "bad" : "dim");
  return diff
    .split("\n")
    .map((line) => style.paint(tone(line), line))
    .join("\n");
}
