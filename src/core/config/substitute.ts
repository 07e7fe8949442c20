import type { Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";

/**
 * Replaces `${NAME}` in every string of a config by its variable, in place; `$${NAME}` stays as `${NAME}`.
 * The paths of what was filled in are added to `filled`. Names are upper case, as recorded from OpenClaw; a missing or empty variable is `config_invalid`.
 */
export function substitute(value: unknown, variables: Variables, filled = new Set<string>(), path = ""): unknown {
  if (typeof value === "string") return value.includes("${") ? substituteText(value, variables, filled, path) : value;
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const item = object[key];
    if (typeof item !== "string" && typeof item !== "object") continue;
    const changed = substitute(item, variables, filled, path === "" ? key : `${path}.${key}`);
    if (changed !== item) object[key] = changed;
  }
  return object;
}

function substituteText(text: string, variables: Variables, filled: Set<string>, path: string): string {
  return text.replace(/(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, escape: string, name: string) => {
    if (escape !== "") return whole.slice(1);
    const value = variables[name];
    if (value !== undefined && value !== "") {
      filled.add(path);
      return value;
    }
    throw new AppError(
      "config_invalid",
      `${path} in the config needs the variable ${name}, which is not set`,
      `set it: \`export ${name}=…\`, or put it into \`.env\` in the state directory`,
    );
  });
}
