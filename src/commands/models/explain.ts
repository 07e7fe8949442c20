import { defineCommand } from "../../contracts/command.ts";
import { verdictOf } from "../../core/auth/check.ts";
import { WARN_WITHIN_MS } from "../../core/auth/health.ts";
import { allowlistOf } from "../../core/models/choice.ts";
import { parseRef } from "../../core/models/ref.ts";
import { requireKnownProvider, resolveTyped } from "../../core/models/resolve.ts";
import { nearModels } from "../../core/models/near.ts";
import { readCredentials, readSetup } from "../../core/setup.ts";
import { ExplainResult } from "../../schema/explain.ts";
import { tilde } from "../../ui/text.ts";
import { AGENT } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { agentOption, howToAdd } from "./credential-hints.ts";
import { sourceRow } from "./credential-rows.ts";
import { otherProgramRows } from "./other-program-rows.ts";
import { explainView } from "./explain-view.ts";
import { listModels } from "./list-rows.ts";

export default defineCommand({
  args: { model: { type: "positional", kind: "model", description: "A model reference or an alias" }, ...AGENT },
  examples: [
    {
      run: "openclaw models explain anthropic/claude-opus-4-6",
      about: "What is known of a model or an alias, and which credential would be used",
    },
    {
      run: "openclaw models explain openai/gpt-5.2 --json | jq .credential.sources",
      about: "Every place where a key was found, and why it lost",
    },
  ],
  result: ExplainResult,
  async run(env, args) {
    const setup = await readSetup(env, KNOWLEDGE, args.agent);
    const { names, config, agent, places } = setup;
    const { ref, via, alias } = resolveTyped(args.model, names);
    requireKnownProvider(ref, names);
    const model = names.registry.find(ref);
    const credentials = await readCredentials(env, setup, WARN_WITHIN_MS);
    const credential = await credentials.of(ref.provider);
    const isLocal = names.registry.isLocal(ref.provider);
    const { models } = await listModels(setup, credentials, {
      all: false,
      local: false,
      free: false,
      provider: ref.provider,
    });
    const verdict = verdictOf(credential, isLocal);
    const option = agentOption(args.agent, agent.id);
    const others = await otherProgramRows(env, names.providers.find(ref.provider), places.home, option);
    const sources = [...credential.sources.map(sourceRow), ...others];
    const allowed = allowlistOf(config).map((entry) => parseRef(entry, names.providers)?.key);
    return {
      input: args.model,
      ref: ref.key,
      provider: ref.provider,
      model: ref.model,
      via,
      alias: alias ?? null,
      agentId: agent.id,
      storePath: tilde(credentials.store.path, places.home),
      tags: [...(models.find(({ key }) => key === ref.key)?.tags ?? [])],
      mayBeChosen: allowed.length === 0 || allowed.includes(ref.key),
      catalog:
        model === undefined
          ? null
          : {
              ...model,
              source: names.registry.isConfigured(ref) ? ("config" as const) : ("catalog" as const),
              free: names.registry.isFree(model),
              released: model.released || null,
            },
      near: model === undefined ? nearModels(ref, names.registry) : [],
      local: isLocal,
      credential: {
        verdict,
        hint: verdict === "missing" ? howToAdd(ref.provider, sources, names, option) : null,
        used: credential.used?.name ?? null,
        sources,
      },
    };
  },
  human: explainView,
});
