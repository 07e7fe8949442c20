import { defineCommand } from "../../../contracts/command.ts";
import { removeAlias, usesOf } from "../../../core/choice/aliases.ts";
import { ChangeResult } from "../../../schema/change.ts";
import { DRY_RUN } from "../../arguments.ts";
import { changeConfig } from "../change.ts";
import { changeView } from "../change-view.ts";

export default defineCommand({
  args: { alias: { type: "positional", kind: "alias", description: "An alias" }, ...DRY_RUN },
  examples: [{ run: "openclaw models aliases remove fast", about: "Forget it; the model itself stays configured" }],
  result: ChangeResult,
  run: (env, args) =>
    changeConfig(env, args, (setup) => {
      const { edits, notes, alias, target } = removeAlias(args.alias, setup);
      const uses = usesOf(alias, setup);
      const warnings = uses.length === 0 ? [] : [`${alias} is still written as ${uses.join(" and ")}`];
      return { edits, summary: `${alias} no longer stands for ${target}`, notes, warnings };
    }),
  warnings: ({ warnings }) => warnings,
  human: changeView,
});
