import * as v from "valibot";
import { AppError } from "../../contracts/error.ts";
import { Config } from "../../schema/config.ts";

/** Checks what this program reads of a config; throws `config_invalid` with the path, never with the value. */
export function validateConfig(value: unknown, path: string): Config {
  const parsed = v.safeParse(Config, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = deepest(parsed.issues[0]);
  const place = v.getDotPath(issue) ?? "the config";
  if (issue.input === undefined) {
    throw new AppError(
      "config_invalid",
      `${place} is missing in ${path}`,
      `open ${path} and add it; nothing was changed`,
    );
  }
  throw new AppError(
    "config_invalid",
    `${place} in ${path} must be ${expected(issue)}, not ${kindOf(issue.input)}`,
    `open ${path} and mend ${place}; nothing was changed`,
  );
}

/** A union hides which member came nearest; the first issue inside a member is the one that helps. */
function deepest(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  const inner = Array.isArray(issue.input) ? undefined : issue.issues?.find(({ path }) => path !== undefined);
  if (inner?.path === undefined) return issue;
  const path = [...(issue.path ?? []), ...inner.path];
  return deepest({ ...inner, path: path as unknown as NonNullable<v.BaseIssue<unknown>["path"]> });
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  Object: "an object",
  // How the schemas of objects begin: with a look at anything at all.
  unknown: "an object",
  Array: "a list",
  boolean: "true or false",
  number: "a number",
};

function expected({ type, expected: description }: v.BaseIssue<unknown>): string {
  // The only check of ours: a list where an object belongs.
  const names = (type === "check" ? "Object" : (description ?? "something else")).replace(/[()]/g, "").split(" | ");
  return names.map((name) => (Object.hasOwn(WORDS, name) ? WORDS[name] : name)).join(" or ");
}

/** Names the kind of a value without showing it: it may be a secret. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  const kind = typeof value === "object" ? "Object" : typeof value;
  return kind === "boolean" ? "true or false" : (WORDS[kind] ?? kind);
}
