import { MOVED } from "../migrate.ts";

/** Names that end so are those of secrets, whatever stands there. */
const SECRET = /(?:token|password|passwd|pwd|passphrase|passcode|secret|cookie|authorization|api[-_]?key)s?$/i;
const KEY = /(?:auth|access|private|signing|encryption|encrypt|master|account|admin|client|webhook|ssh)[-_]?keys?$/i;
/** Names that are secrets only as a whole. */
const WHOLE = /^(?:key|pass|bearer)$/i;
/** Those of OAuth and of pairs of keys are also words for rights and intervals, whose values are plain words. */
const WORDS = /^(?:access|refresh|private|key[-_]?data)$/i;
/** Names that end like one and hold none: `maxTokens` counts, a `sessionKey` names. */
const HARMLESS =
  /max[\w-]*tokens$|(?:page|sync|next|cursor|continuation)[-_]?token$|(?:public|session|sort|cache|store|state|idempotency|dedupe?|run|route|lane|thread|event|job|message)[-_]?keys?$/i;
/** What a key of a table or a session is, and no key that opens something: a UUID, `agent:main:telegram:42`, a path. */
const IDENTIFIER = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[a-z][\w-]*:|^[~.]?\//i;
/** How OpenClaw's names of sessions begin. */
const SESSION = /^(?:agent|session|subagent|cron|hook|acp|global):/;

/** What the name of a field says of its value: that it is a secret, or that it may be one. */
type Hint = "none" | "secret" | "key" | "words" | "some key";

/** A large document says the same few names again and again. */
const hints = new Map<string, Hint>();

function hintOf(name: string): Hint {
  const known = hints.get(name);
  if (known !== undefined) return known;
  const hint = readHint(name);
  if (hints.size < 10_000) hints.set(name, hint);
  return hint;
}

function readHint(name: string): Hint {
  if (HARMLESS.test(name)) return "none";
  if (SECRET.test(name) || KEY.test(name)) return "secret";
  if (WHOLE.test(name)) return "key";
  if (WORDS.test(name)) return "words";
  return /keys?$/i.test(name) ? "some key" : "none";
}

/** Whether a field of this name holds a secret; an unknown kind of key only where it looks like one. */
export function isSecretField(name: string, value: string): boolean {
  const hint = hintOf(name);
  if (hint === "none") return false;
  if (hint === "secret") return !(/tokens$/i.test(name) && /^\d+$/.test(value));
  if (hint === "key") return !SESSION.test(value);
  if (hint === "words") return /[^a-z-]/i.test(value);
  return looksRandom(value) && !IDENTIFIER.test(value);
}

/** Whether a header of this name holds one: what is sent to sign in has many names. */
export function isSecretHeader(name: string): boolean {
  return /auth|key|token|secret|cookie|passw|credential|signature|session/i.test(name);
}

/** Whether an environment variable of this name holds one. */
export function isSecretVariable(name: string): boolean {
  if (/PUBLIC_?KEY$/i.test(name)) return false;
  return /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|KEY|(?:^|_)(?:PAT|PASS|PWD))(?:_\d+)?$|BEARER_TOKEN/i.test(name);
}

/** What programs and people write where a secret would stand, whole. */
const PLACEHOLDER =
  /^(?:true|false|null|none|undefined|auto|off|on|change-?me|<[^<>]*>|[.…*•x]+|(?:your|insert|enter|paste|replace)[-_ ](?:.*[-_ ])?(?:key|token|secret|password|here|me)\b.*)$/i;
/** What is no secret any more: a beginning and an end with a mark between them; and how the keys in AWS's documentation end. */
const MARK = /REDACTED|[Rr]edacted|^[\w-]{0,20}(?:…|\.{3}|[*•]{3,})[\w-]{0,8}$|[xX]{8}|EXAMPLE(?:KEY)?$/;

/** Whether a value only holds the place of a secret. */
export function isPlaceholder(value: string): boolean {
  return value === "" || value === MOVED || PLACEHOLDER.test(value) || MARK.test(value);
}

/** What local servers take for a key, because something must stand there; their documentation shows these words. */
const DUMMY = /^(?:lm-?studio|ollama|vllm|empty|dummy|not-needed|sk-no-key-required)$/i;

/**
 * Whether a value stands for a key that is elsewhere, or for none. OpenClaw writes the name of a variable, or a word of its
 * own that its documentation of `models status` and of `models.json` names.
 */
export function isMarker(value: string): boolean {
  const isVariable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && value.replace(/\D/g, "").length < 3;
  const isWord =
    /^(?:secretref-managed|secretref-env:\w+|oauth:[a-z][a-z-]*|[a-z]+(?:-[a-z]+)*-(?:oauth|local|credentials))$/;
  return isVariable || isWord.test(value) || DUMMY.test(value);
}

/** Whether a text refers to a variable or to another program's entry, so that it is whole only once that is filled in. */
export function hasVariable(text: string): boolean {
  return /\$\{[A-Za-z_]\w*(?::-)?\}|\{\{.*\}\}|^\$[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^%[A-Z_]+%$|^op:\/\/|^(?:process|import\.meta)\.env\b|^os\.(?:environ|getenv)\b/.test(
    text,
  );
}

/** Whether a text is long and mixed enough to be told from a word. */
export function looksRandom(text: string): boolean {
  return text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !/\s/.test(text);
}
