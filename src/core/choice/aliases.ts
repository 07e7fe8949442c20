import { AppError } from "../../contracts/error.ts";
import { agentsOf } from "../agents.ts";
import { shellWord } from "../command-line.ts";
import type { Edit } from "../config/edit/edit.ts";
import { aliasesOf, builtInAlias, findAlias } from "../models/aliases.ts";
import { parseRef, type Ref } from "../models/ref.ts";
import { didYouMean, suggest } from "../models/suggest.ts";
import type { Setup } from "../setup.ts";
import { MODELS, openMap } from "./allowlist.ts";
import { partsOf } from "../models/choice.ts";

export type AliasChange = { edits: Edit[]; notes: string[]; previous: string | undefined };

const SLOTS = [
  ["model", ""],
  ["imageModel", "image "],
] as const;

/** Checks a new alias; throws `usage` for one that could be taken for something else. */
export function parseAlias(typed: string): string {
  const alias = typed.trim();
  if (/^[A-Za-z0-9_.:][A-Za-z0-9_.:-]*$/.test(alias)) return alias;
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
    throw new AppError("usage", message, `free it first: \`openclaw models aliases remove ${shellWord(taken.alias)}\``);
  }
  const hidden = Object.keys(config.agents?.defaults?.models ?? {}).find((text) => {
    const named = parseRef(text, names.providers);
    return named !== undefined && named.key !== ref.key && named.model.toLowerCase() === alias.toLowerCase();
  });
  if (hidden !== undefined) {
    const message = `the alias \`${alias}\` would hide ${hidden}, which can be named so`;
    throw new AppError("usage", message, "choose another alias");
  }
  requireUnused(alias, taken === undefined, "would change what it stands for", ref, setup);
  const key = keyIn(setup, ref);
  const own = key === undefined ? undefined : config.agents?.defaults?.models?.[key]?.alias;
  if (own === alias) return { edits: [], notes: [], previous: own };
  const current = names.aliases.find(({ target }) => target === key)?.alias;
  const before = current === alias ? undefined : current;
  if (key !== undefined) {
    if (before !== undefined) requireUnused(before, true, "would then stand for nothing", ref, setup);
    return { edits: [{ kind: "set", path: [...MODELS, key, "alias"], value: alias }], notes: [], previous: before };
  }
  const { edits, notes } = openMap(setup, ref);
  return {
    edits: [...edits, { kind: "set", path: [...MODELS, ref.key], value: { alias } }],
    notes,
    previous: undefined,
  };
}

/** Throws `usage` where the config names a model by a text that would come to mean another. */
function requireUnused(text: string, isAffected: boolean, what: string, ref: Ref, setup: Setup): void {
  const uses = usesOf(text, setup);
  if (!isAffected || uses.length === 0) return;
  const message = `\`${text}\` is written as ${uses.join(" and ")}, and ${what}`;
  throw new AppError("usage", message, `write the model there first: \`openclaw models set ${shellWord(ref.key)}\``);
}

/** Where the config names a model by this alias; without it, those places name nothing. */
export function usesOf(alias: string, { config }: Setup): string[] {
  const owners = [["the defaults", config.agents?.defaults] as const, ...agentsOf(config)];
  const places = owners.flatMap(([owner, entry]) =>
    SLOTS.flatMap(([slot, noun]) => {
      const { primary, fallbacks = [] } = partsOf(entry?.[slot]);
      const listed = fallbacks.map((text, index) => ({ text, place: `${noun}fallback ${index + 1} of ${owner}` }));
      return [...listed, { text: primary ?? "", place: `the ${noun}model of ${owner}` }].toReversed();
    }),
  );
  return places.filter(({ text }) => text.trim().toLowerCase() === alias.toLowerCase()).map(({ place }) => place);
}

/** Takes an alias away, in any case; a built-in one is suppressed, else it would come back by itself. */
export function removeAlias(
  typed: string,
  setup: Setup,
): Omit<AliasChange, "previous"> & { alias: string; target: string } {
  // Where two are equal but for their case, the one that was typed.
  const exact = setup.names.aliases.find(({ alias }) => alias === typed.trim());
  const found = exact ?? findAlias(setup.names.aliases, typed);
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
  const twin = setup.names.aliases.find(
    (other) => other !== found && other.alias.toLowerCase() === alias.toLowerCase(),
  );
  const notes = twin === undefined ? [] : [`${twin.alias} still stands for ${twin.target}`];
  return { edits: [edit], notes, alias, target };
}

/** The key under which the model map holds a model, however it is spelled there. */
function keyIn({ config, names }: Setup, ref: Ref): string | undefined {
  return Object.keys(config.agents?.defaults?.models ?? {}).find(
    (text) => parseRef(text, names.providers)?.key === ref.key,
  );
}
