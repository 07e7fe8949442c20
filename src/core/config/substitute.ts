import type { Variables } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";

/**
 * Replaces `${NAME}` in every string of a config by its variable, in place; `$${NAME}` stays as `${NAME}`.
 * What was filled in is added to `filled`: its path, and its text as it was written. Names are upper case, as recorded from OpenClaw; a missing or empty variable is `config_invalid`.
 */
export function substitute(
  value: unknown,
  variables: Variables,
  filled = new Map<string, string>(),
  path = "",
): unknown {
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

function substituteText(text: string, variables: Variables, filled: Map<string, string>, path: string): string {
  return text.replace(/(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, escape: string, name: string) => {
    if (escape !== "") return whole.slice(1);
    const value = variables[name];
    if (value !== undefined && value !== "") {
      filled.set(path, text);
      return value;
    }
    throw new AppError(
      "config_invalid",
      `${path} in the config needs the variable ${name}, which is not set`,
      `set it: \`export ${name}=…\`, or put it into \`.env\` in the state directory`,
    );
  });
}
