import { hasVariable, isPlaceholder, isSecretField, looksRandom } from "./names.ts";

/**
 * What can only be a key, by its public beginning; `ui/mask.ts` knows the same ones. Where models and settings begin alike
 * (`xai-grok-code-fast-1`), a key is told by its unbroken length. Facts: providers and test counterparts §3.
 */
const SHAPES = new RegExp(
  [
    String.raw`\b(?:sk-ant-[a-z]+\d\d-|sk-(?:proj|svcacct|service|admin|or-v1)-|github_pat_|nvapi-|AIzaSy)[\w-]{8,}`,
    String.raw`\b(?:gh[pousr]_|gsk_|xai-|hf_)(?=[\w-]*\d)[A-Za-z0-9]{12}[\w-]*`,
    String.raw`(?<![\w-])sk-(?=[\w-]*\d)[\w-]{17,}`,
  ].join("|"),
  "g",
);

/** Everything in a text that can only be a key, and where it begins. */
export function shapesIn(text: string): { found: string; at: number }[] {
  return [...text.matchAll(SHAPES)].map((match) => ({ found: match[0], at: match.index }));
}

/** A URL's name and password, and everything behind them. */
const URLS = /\b[a-z][a-z\d+.-]{0,20}:\/\/(?:([^\s/@:"'?#]*)(?::([^\s/@"']*))?@)?[^\s"']*/gi;

/** The secrets in the URLs of a text: passwords, names that are keys themselves, and parameters that are named so. */
export function urlSecretsIn(text: string): string[] {
  return [...text.matchAll(URLS)].flatMap(([url, name = "", password = ""]) => {
    const parameters = [...url.matchAll(/[?&]([\w.-]+)=([^&#\s]+)/g)]
      .filter(([, key = "", value = ""]) => isSecretField(key, value))
      .map(([, , value = ""]) => value);
    const user = password === "" && name.length >= 16 && looksRandom(name) ? [name] : [];
    return [password, ...user, ...parameters].filter((value) => !isPlaceholder(value) && !hasVariable(value));
  });
}

/** Writes a path as JavaScript does, with whatever in it could be a secret hidden. */
export function textOfPath(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      const name = hideIn(step);
      if (/^[A-Za-z_$][\w$-]*$/.test(name)) return index === 0 ? name : `.${name}`;
      return `[${JSON.stringify(name)}]`;
    })
    .join("");
}

function hideIn(text: string): string {
  return urlSecretsIn(text).reduce((left, secret) => left.replaceAll(secret, "***"), text.replace(SHAPES, "***"));
}
