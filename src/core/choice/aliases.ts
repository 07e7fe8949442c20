import { AppError } from "../../contracts/error.ts";
import { agentsOf } from "../agents.ts";
import type { Edit } from "../config/edit/edit.ts";
import { aliasesOf, builtInAlias, findAlias } from "../models/aliases.ts";
import { parseRef, type Ref } from "../models/ref.ts";
import { didYouMean, suggest } from "../models/suggest.ts";
import type { Setup } from "../setup.ts";
import { openMap } from "./allowlist.ts";
import { partsOf } from "./owner.ts";

export type AliasChange = { edits: Edit[]; notes: string[]; previous: string | undefined };

const MODELS = ["agents", "defaults", "models"] as const;

/** Checks a new alias; throws `usage` for one that could be taken for something else. */
export function parseAlias(typed: string): string {
  const alias = typed.trim();
  if (/^[A-Za-z0-9_.:-]+$/.test(alias)) return alias;
  const message = alias === "" ? "the alias is empty" : `\`${alias}\` cannot be an alias`;
  throw new AppError(
    "usage",
    message,
    "use letters, digits, `.`, `_`, `:` and `-`, as in `openclaw models aliases add fast <model>`",
  );
}

/** Gives a model an alias in place of the one that it had; throws `usage` when the alias is taken, in any case. */
export function addAlias(alias: string, ref: Ref, setup: Setup): AliasChange {
  const { config, names } = setup;
  const taken = findAlias(names.aliases, alias);
  const takenKey = taken === undefined ? undefined : parseRef(taken.target, names.providers)?.key;
  if (taken !== undefined && takenKey !== ref.key) {
    const message = `the alias \`${taken.alias}\` points to ${taken.target} already`;
    throw new AppError("usage", message, `free it first: \`openclaw models aliases remove ${taken.alias}\``);
  }
  const key = keyIn(setup, ref);
  const own = key === undefined ? undefined : config.agents?.defaults?.models?.[key]?.alias;
  if (own === alias) return { edits: [], notes: [], previous: own };
  const before = names.aliases.find(({ target }) => target === key)?.alias;
  if (key !== undefined) {
    return { edits: [{ kind: "set", path: [...MODELS, key, "alias"], value: alias }], notes: [], previous: before };
  }
  const { edits, notes } = openMap(setup, ref);
  return {
    edits: [...edits, { kind: "set", path: [...MODELS, ref.key], value: { alias } }],
    notes,
    previous: undefined,
  };
}

/** Where the config names a model by this alias; without it, those places name nothing. */
export function usesOf(alias: string, { config }: Setup): string[] {
  const isAlias = (text: string | undefined) => text?.trim().toLowerCase() === alias.toLowerCase();
  const owners = [["the defaults", config.agents?.defaults] as const, ...agentsOf(config)];
  return owners.flatMap(([owner, entry]) =>
    (["model", "imageModel"] as const).flatMap((slot) => {
      const { primary, fallbacks = [] } = partsOf(entry?.[slot]);
      const noun = slot === "model" ? "" : "image ";
      return [
        ...(isAlias(primary) ? [`the ${noun}model of ${owner}`] : []),
        ...fallbacks.flatMap((text, index) => (isAlias(text) ? [`${noun}fallback ${index + 1} of ${owner}`] : [])),
      ];
    }),
  );
}

/** Takes an alias away, in any case; a built-in one is suppressed, else it would come back by itself. */
export function removeAlias(typed: string, setup: Setup): AliasChange & { alias: string; target: string } {
  const found = findAlias(setup.names.aliases, typed);
  if (found === undefined) {
    const near = suggest(
      typed,
      aliasesOf(setup.config).map(({ alias }) => alias),
    );
    throw new AppError(
      "unknown_alias",
      `there is no alias \`${typed.trim()}\``,
      didYouMean(near, "list them with `openclaw models aliases list`"),
    );
  }
  const { alias, target } = found;
  const path = [...MODELS, target, "alias"];
  const edit: Edit = builtInAlias(target) === undefined ? { kind: "remove", path } : { kind: "set", path, value: "" };
  return { edits: [edit], notes: [], previous: alias, alias, target };
}

/** The key under which the model map holds a model, however it is spelled there. */
function keyIn({ config, names }: Setup, ref: Ref): string | undefined {
  return Object.keys(config.agents?.defaults?.models ?? {}).find(
    (text) => parseRef(text, names.providers)?.key === ref.key,
  );
}
