import { Secret } from "../../../contracts/secret.ts";

/** A secret that stands in clear at a place of a file. */
export type Plain = { place: string; secret: Secret };

/** Names under which a secret stands, whatever it looks like. */
const NAMES =
  /^(key|token|access|refresh|password|passwd|secret|authorization|cookie|.*api[-_]?key|.*[-_]key|.*[-_]?(access|auth|bot|refresh)[-_]?token|.*(client)?[-_]?secret|.*password)$/i;
/** Names that end alike and hold none. */
const HARMLESS = /^(public[-_]?key|keyRef|tokenRef|maxTokens.*)$/i;
/** What only a key looks like. Facts: providers and test counterparts §3. */
const SHAPES =
  /\b(?:sk-ant-(?:admin01|api03|oat01)-|sk-(?:proj|svcacct|service|admin|or-v1)-|github_pat_|gh[pousr]_|gsk_|xai-|nvapi-|hf_|AIzaSy)[\w-]{8,}/g;
const SHORTEST = 6;

/** Every secret in clear in a parsed document, with the path to it. */
export function findIn(value: unknown, path: readonly string[] = []): Plain[] {
  if (typeof value === "string") return inText(value, path);
  if (typeof value !== "object" || value === null || isReference(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => findIn(item, [...path, key]));
}

function inText(text: string, path: readonly string[]): Plain[] {
  const place = pathText(path);
  const trimmed = text.trim();
  const name = path.at(-1) ?? "";
  const isNamed = NAMES.test(name) && !HARMLESS.test(name);
  // A variable in its place is as it should be; so is what OpenClaw itself hid.
  if (/^(?:[\w-]+ )?\$\{\w+\}$/.test(trimmed) || /^\*+$|REDACTED/.test(trimmed)) return [];
  if (isNamed && trimmed.length >= SHORTEST && !/\s/.test(trimmed.replace(/^(bearer|basic|token) /i, "")))
    return [{ place, secret: new Secret(trimmed.replace(/^(bearer|basic|token) /i, "")) }];
  const user = /^[a-z]+:\/\/[^/@\s:]*:([^/@\s]{4,})@/i.exec(trimmed)?.[1];
  if (user !== undefined) return [{ place, secret: new Secret(user) }];
  return shapesIn(text).map((secret) => ({ place, secret }));
}

/** A reference names where a secret stands; it is none. */
function isReference(value: object): boolean {
  return "source" in value && "id" in value && typeof value.source === "string";
}

/** Everything in a text that can only be a key. */
export function shapesIn(text: string): Secret[] {
  return [...text.matchAll(SHAPES)].map(([whole]) => new Secret(whole));
}

/** What stands in a text beside its values, in a comment say: by line. */
export function findInLines(text: string, known: ReadonlySet<string>): Plain[] {
  return text.split("\n").flatMap((line, index) =>
    shapesIn(line)
      .filter((secret) => !known.has(secret.reveal()))
      .map((secret) => ({ place: `line ${index + 1}`, secret })),
  );
}

/** The variables of a `.env` file that hold a secret by their name, or by how it looks. */
export function findInVariables(variables: Readonly<Record<string, string | undefined>>): Plain[] {
  return Object.entries(variables).flatMap(([name, value = ""]) => {
    const isNamed =
      /(KEY|TOKEN|SECRET|PASSWORD)$/.test(name) && value.trim().length >= SHORTEST && !/^\$\{\w+\}$/.test(value);
    if (isNamed) return [{ place: name, secret: new Secret(value.trim()) }];
    return shapesIn(value).map((secret) => ({ place: name, secret }));
  });
}

function pathText(path: readonly string[]): string {
  return path
    .map((step, index) =>
      /^[A-Za-z_$][\w$-]*$/.test(step)
        ? index === 0
          ? step
          : `.${step}`
        : /^\d+$/.test(step)
          ? `[${step}]`
          : `["${step}"]`,
    )
    .join("");
}
