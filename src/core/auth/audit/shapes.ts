import { hasVariable, isPlaceholder, isSecretField, looksRandom } from "./names.ts";

/** A kind of key: what a text must contain before the slower pattern is tried, and the pattern. */
type Shape = { hints: readonly string[]; pattern: RegExp };

/**
 * What can only be a secret, whatever it is called. Where models and settings begin alike (`xai-grok-code-fast-1`), a key is
 * told by its unbroken length. One pattern for all would take ten times as long. Secretlint's rules (MIT, 230 KB) know no JWT,
 * Telegram, Discord, xAI or NVIDIA.
 */
const SHAPES: readonly Shape[] = [
  // Of providers of models; `ui/mask.ts` knows their beginnings. Facts: providers and test counterparts §3.
  { hints: ["sk-ant-"], pattern: /\bsk-ant-[a-z]+\d\d-[\w-]{8,}/g },
  { hints: ["sk-"], pattern: /\bsk-(?:proj|svcacct|service|admin|or-v1)-[\w-]{8,}/g },
  { hints: ["sk-"], pattern: /(?<![\w-])sk-(?=[\w-]*\d)[\w-]{17,}/g },
  { hints: ["nvapi-"], pattern: /\bnvapi-[\w-]{8,}/g },
  { hints: ["gsk_", "xai-", "hf_"], pattern: /\b(?:gsk_|xai-|hf_)(?=[\w-]{0,99}\d)[A-Za-z0-9]{12}[\w-]*/g },
  // https://cloud.google.com/docs/authentication/api-keys, https://developers.google.com/identity/protocols/oauth2
  { hints: ["AIza"], pattern: /\bAIza(?:Sy[\w-]{8,}|[\w-]{35})/g },
  { hints: ["ya29.", "GOCSPX-"], pattern: /\b(?:ya29\.|GOCSPX-)[\w-]{20,}/g },
  // https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  { hints: ["github_pat_"], pattern: /\bgithub_pat_[\w-]{8,}/g },
  {
    hints: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: /\bgh[pousr]_(?=[\w-]{0,99}\d)[A-Za-z0-9]{12}[\w-]*/g,
  },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  { hints: ["glpat-"], pattern: /\bglpat-[\w-]{20,}/g },
  // https://docs.slack.dev/authentication/tokens
  { hints: ["xox"], pattern: /\bxox(?:[abcdoprs]|e(?:\.xox[bp])?)-(?=[\w-]{0,99}\d)[\w-]{10,}/g },
  { hints: ["xapp-"], pattern: /\bxapp-\d-[\w-]{10,}/g },
  // https://core.telegram.org/bots/api#authorizing-your-bot
  { hints: [":AA"], pattern: /(?<![\w:-])\d{6,11}:AA[\w-]{33}(?![\w-])/g },
  // https://docs.discord.com/developers/reference#authentication; it begins with the bot's number in base64.
  { hints: ["."], pattern: /(?<![\w.-])[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/g },
  // The secret beside the id of an access key, which is none. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
  {
    hints: ["AKIA", "ASIA"],
    pattern:
      /(?<![\w/+])(?=[\w/+]*[G-Zg-z/+])[A-Za-z0-9/+]{40}(?![\w/+=])(?<=\bA(?:KIA|SIA)[A-Z2-7]{16}\b[^A-Za-z0-9][\s\S]{0,100})/g,
  },
  // https://www.rfc-editor.org/rfc/rfc7519; a header and a payload both begin with `{"`.
  { hints: ["eyJ"], pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g },
  // https://www.rfc-editor.org/rfc/rfc7468; in JSON the line ends are written as `\n`. Only its body is the secret.
  {
    hints: ["PRIVATE KEY"],
    pattern:
      /(?<=-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\+[nr]){0,4})[\w+/](?:[\w+/=]|\s|\\+[nr]){39,}/g,
  },
  // https://www.rfc-editor.org/rfc/rfc6750
  {
    hints: ["earer ", "EARER "],
    pattern: /(?<=\b(?:[Bb]earer|BEARER) {1,3})(?=[^\s"'\\]*\d)[\w.~+/-]{16,}/g,
  },
];

/** Everything in a text that can only be a secret, and where it stands. */
export function shapesIn(text: string): { found: string; start: number; end: number }[] {
  const all = SHAPES.filter(({ hints }) => hints.some((hint) => text.includes(hint)))
    .flatMap(({ pattern }) => text.matchAll(pattern).toArray())
    .map(({ 0: match, index }) => ({ found: withoutBreaks(match), start: index, end: index + match.length }))
    .filter(({ found }) => !isPlaceholder(found))
    .toSorted((one, other) => one.start - other.start);
  let last = 0;
  return all.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

/** A private key is the same however its lines are broken. */
function withoutBreaks(text: string): string {
  return text.replace(/\s|\\+[nr]/g, "");
}

/** A URL's name and password, and everything behind them. */
const URLS = /\b[a-z][a-z\d+.-]{0,20}:\/\/(?:([^\s/@:"'?#]*)(?::([^\s/@"']*))?@)?[^\s"']*/gi;

/** The secrets in the URLs of a text: passwords, names that are keys themselves, and parameters that are named so. */
export function urlSecretsIn(text: string): string[] {
  if (!text.includes("://")) return [];
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
  const secrets = [...urlSecretsIn(text), ...shapesIn(text).map(({ start, end }) => text.slice(start, end))];
  return secrets.reduce((left, secret) => left.replaceAll(secret, "***"), text);
}
