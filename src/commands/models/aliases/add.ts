import { defineCommand } from "../../../contracts/command.ts";
import { addAlias, parseAlias } from "../../../core/choice/aliases.ts";
import { allow } from "../../../core/choice/allowlist.ts";
import { requireKnownProvider, resolveTyped } from "../../../core/models/resolve.ts";
import { ChangeResult } from "../../../schema/change.ts";
import { DRY_RUN, FORCE, MODEL } from "../../arguments.ts";
import { changeConfig } from "../change.ts";
import { changeView } from "../change-view.ts";
import { unknownModel } from "../set-model.ts";

export default defineCommand({
  args: { alias: { type: "positional", kind: "text", description: "The new alias" }, ...MODEL, ...DRY_RUN, ...FORCE },
  examples: [
    { run: "openclaw models aliases add fast groq/llama-3.3-70b-versatile", about: "Call it fast from now on" },
    {
      run: "openclaw models aliases add smart opus --dry-run",
      about: "See what would change; the model may be an alias too",
    },
  ],
  result: ChangeResult,
  run: (env, args) =>
    changeConfig(env, args, (setup) => {
      const alias = parseAlias(args.alias);
      const model = resolveTyped(args.model, setup.names);
      requireKnownProvider(model.ref, setup.names);
      const { edits, notes, previous } = addAlias(alias, model.ref, setup);
      if (edits.length === 0)
        return { edits, summary: `${alias} stands for ${model.ref.key} already`, model, previous };
      const allowance = allow(model.ref, setup);
      const isRestricted = notes.length === 0;
      const replaced =
        previous === undefined ? [] : [`${model.ref.key} was called ${previous} before: a model has one alias`];
      return {
        // The entry that carries the alias is the permission too; only a policy of its own needs more.
        edits: [...edits, ...allowance.edits.filter(({ kind }) => kind === "insert")],
        summary: `${alias} now stands for ${model.ref.key}`,
        model,
        notes: [...replaced, ...notes, ...(isRestricted ? allowance.notes : [])],
        warnings: args.force ? [] : unknownModel(model, setup.names),
      };
    }),
  warnings: ({ warnings }) => warnings,
  human: changeView,
});
