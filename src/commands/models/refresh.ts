import { defineCommand } from "../../contracts/command.ts";
import { AppError } from "../../contracts/error.ts";
import { keptCatalog, refreshCatalog } from "../../core/catalog/refresh.ts";
import { MODELS_DEV, parseSource } from "../../core/catalog/source.ts";
import { isUnreachable } from "../../core/fetched.ts";
import { requireOnline } from "../../core/offline.ts";
import { readSetup } from "../../core/setup.ts";
import { RefreshResult } from "../../schema/refresh.ts";
import { formatDate } from "../../ui/date.ts";
import { OFFLINE } from "../arguments.ts";
import { KNOWLEDGE } from "../knowledge.ts";
import { incompleteText, plainChanges, refreshView } from "./refresh-view.ts";

export default defineCommand({
  args: {
    from: { type: "string", kind: "url", description: `An https address, or a file [${MODELS_DEV}]` },
    ...OFFLINE,
  },
  examples: [
    { run: "openclaw models refresh", about: "Fetch it from models.dev, and see what is new for your models" },
    { run: "openclaw models refresh --from ~/Downloads/api.json", about: "On a machine without a network" },
    { run: "openclaw models refresh --offline", about: "How old the catalog in use is" },
    {
      run: "openclaw models refresh --json | jq '.configured[] | select(.status == \"withdrawn\")'",
      about: "For cron: configured models that are offered no more",
    },
  ],
  result: RefreshResult,
  async run(env, { from }) {
    const source = parseSource(from ?? MODELS_DEV, env);
    const setup = await readSetup(env, KNOWLEDGE);
    try {
      if (source.kind === "url") requireOnline(env, `${source.shown} is not asked`);
      return { source: source.shown, ...(await refreshCatalog(env, setup, source)) };
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      // Whoever names a source wants that one, and no answer in its place.
      if (from === undefined && !setup.catalog.isBuiltIn)
        return { source: source.shown, ...keptCatalog(setup, error.message) };
      const { code, message, hint } = error;
      throw new AppError(code, `${message}; the catalog of ${formatDate(setup.catalog.fetchedAt)} stays in use`, hint);
    }
  },
  warnings: (result) => [...(result.reason === null ? [] : [result.reason]), ...incompleteText(result)],
  plain: plainChanges,
  human: refreshView,
});
