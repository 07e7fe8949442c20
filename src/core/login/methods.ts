import { AppError } from "../../contracts/error.ts";
import type { LoginMethod, Provider } from "../../contracts/provider.ts";
import { shellWord } from "../command-line.ts";
import { didYouMean, suggest } from "../models/suggest.ts";
import { waysIn } from "./ways.ts";

/** The methods that are left to choose from; throws `usage` where there is none. */
export function methodsFor(
  id: string,
  provider: Provider | undefined,
  wanted: { method: string | undefined; deviceCode: boolean },
): LoginMethod[] {
  const all = provider?.login ?? [];
  const works = waysIn(provider);
  const named = all.find((method) => method.id === wanted.method);
  if (named?.unsupported !== undefined) throw notHere(id, named);
  if (wanted.method !== undefined) {
    const found = works.filter((method) => method.id === wanted.method);
    return found.length > 0
      ? found
      : refuse(id, `${id} has no login method \`${wanted.method}\``, works, wanted.method);
  }
  if (wanted.deviceCode) {
    const found = works.filter(({ kind }) => kind === "device-code");
    return found.length > 0 ? found : refuse(id, `${id} cannot be signed in to with a code on another device`, works);
  }
  if (works.length > 0) return works;
  const [first] = all;
  if (first?.unsupported !== undefined) throw notHere(id, first);
  if (first?.kind === "none") throw new AppError("usage", `${id} needs no credential`, "see `openclaw models list`");
  return refuse(id, `this version knows no sign-in for ${id}`, works);
}

function refuse(id: string, message: string, works: readonly LoginMethod[], typed = ""): never {
  const paste = `\`openclaw models auth paste-api-key --provider ${shellWord(id)}\``;
  const names = works.map((method) => method.id);
  const known = names.length > 0 ? `it has ${names.map((name) => `\`--method ${name}\``).join(", ")}` : paste;
  throw new AppError("usage", message, didYouMean(suggest(typed, names), known));
}

function notHere(id: string, { label, unsupported: why = "" }: LoginMethod): AppError {
  return new AppError(
    "usage",
    `this program cannot do the ${label} of ${id}: ${why}`,
    "see the others: `openclaw plugins list`",
  );
}
