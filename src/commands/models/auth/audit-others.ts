import * as v from "valibot";
import type { Style } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import type { Provider } from "../../../contracts/provider.ts";
import { findOtherSignIns } from "../../../core/auth/other-programs.ts";
import { hang } from "../../../ui/layout.ts";
import { tilde } from "../../../ui/text.ts";

/** A secret that another program keeps for itself. */
export const OtherSecret = v.object({
  program: v.string(),
  provider: v.string(),
  file: v.string(),
  place: v.string(),
});
export type OtherSecret = v.InferOutput<typeof OtherSecret>;

/** What other programs keep in files of their own, by provider. */
export async function otherSecrets(env: Env, providers: readonly Provider[]): Promise<OtherSecret[]> {
  const found = await Promise.all(
    providers.map(async (provider) =>
      (await findOtherSignIns(env, provider)).map(({ program, path, place }) => ({
        program,
        provider: provider.id,
        file: path,
        place: place.join(".").replace(":*", ""),
      })),
    ),
  );
  return found.flat();
}

/** Names them below the findings, as nothing that anybody has to do something about here. */
export function othersView(others: readonly OtherSecret[], home: string, style: Style): string {
  if (others.length === 0) return "";
  const byFile = [...Map.groupBy(others, ({ file }) => `  ${tilde(file, home)}`)];
  const width = Math.max(...byFile.map(([name]) => Bun.stringWidth(name)));
  const files = byFile.map(([name, rows]) => {
    const about = `${rows[0]?.program}, for ${rows.map(({ provider }) => provider).join(" and ")}`;
    return hang(name, about, width + 2, 4, style);
  });
  const title = style.paint("dim", "Other programs keep secrets of their own, which are neither used nor moved:");
  return `\n${title}\n${files.join("\n")}\n`;
}
