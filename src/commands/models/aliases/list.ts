import * as v from "valibot";
import { defineCommand } from "../../../contracts/command.ts";
import { aliasesOf } from "../../../core/models/aliases.ts";
import { readConfig } from "../../../core/config/read.ts";

export default defineCommand({
  args: {},
  examples: [
    { run: "openclaw models aliases list", about: "Every alias and the model that it stands for" },
    { run: "openclaw models aliases list --plain | cut -d' ' -f1", about: "The names alone" },
  ],
  result: v.object({ aliases: v.record(v.string(), v.string()) }),
  async run(env) {
    const { config } = await readConfig(env);
    return { aliases: Object.fromEntries(aliasesOf(config).map(({ alias, target }) => [alias, target])) };
  },
  plain: ({ aliases }) => Object.entries(aliases).map(([alias, target]) => `${alias} ${target}`),
  human({ aliases }, style) {
    const rows = Object.entries(aliases);
    if (rows.length === 0)
      return `No aliases yet. ${style.paint("dim", "Add one: openclaw models aliases add <alias> <model>")}\n`;
    const width = Math.max(...rows.map(([alias]) => Bun.stringWidth(alias)));
    const line = ([alias, target]: [string, string]) =>
      `${style.paint("accent", alias)}${" ".repeat(width - Bun.stringWidth(alias))}  ${target}\n`;
    return rows.map(line).join("");
  },
});
