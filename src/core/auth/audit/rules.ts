import type { Listed } from "./listed.ts";

/** Folders below the state directory that hold what people, packages and browsers put there, and not OpenClaw itself. */
const FOREIGN = /^(?:workspaces?|sandbox(?:es)?|skills|extensions|plugins|canvas|browser|media|tools|completions)$/i;

/** Whether a file below the state directory is not OpenClaw's own; the parts of its path begin there. */
export function isForeign(parts: readonly string[]): boolean {
  return FOREIGN.test(parts[0] ?? "") || parts.some((part) => /^workspace|^node_modules$/.test(part));
}

/** Why nothing in a folder is looked at; `undefined` where it is. */
export function ruleOfFolder(parts: readonly string[]): string | undefined {
  const [name = "", parent] = [parts.at(-1), parts.at(-2)];
  if (/^(?:node_modules|site-packages|__pycache__)$/.test(name)) return "installed packages";
  if (name === "objects" && parent === ".git") return "the packed history of a repository";
  return name === "user-data" && parts[0] === "browser" ? "the profile of a browser" : undefined;
}

const MEDIA =
  /\.(?:png|jpe?g|gif|webp|heic|avif|ico|bmp|tiff?|mp3|og[ag]|opus|wav|m4a|flac|aac|mp4|m4v|mov|webm|mkv|avi|ttf|otf|woff2?|wasm|node|so|dylib|dll|exe|gguf|onnx)$/i;
const PACKED = /\.(?:t?gz|tbz2?|txz|zip|zst|bz2|xz|7z|rar|lz4|br)$/i;

/** Why a file of this name is not looked at; `undefined` where it is. */
export function ruleOfFile(name: string): { reason: string; mayHoldOne: boolean } | undefined {
  if (MEDIA.test(name)) return { reason: "pictures, sound, fonts and programs", mayHoldOne: false };
  if (/\.(?:age|gpg)$/i.test(name)) return { reason: "it is encrypted", mayHoldOne: false };
  return PACKED.test(name) ? { reason: "it is packed", mayHoldOne: true } : undefined;
}

/** How the names of copies end: those of OpenClaw, of this program, of editors and of people. */
const COPY = /(?:~|\.(?:bak|old|orig|backup|save|saved|sw[op]|tmp|prev|last-good|migrated)(?:[.-].*)?)$/i;

/** What a file is by its name alone; only in OpenClaw's own folders a field's name says that it holds a secret. */
export function kindOf(parts: readonly string[]): Pick<Listed, "source" | "isCopy" | "isForeign"> {
  const name = parts.at(-1) ?? "";
  const kind = { isCopy: COPY.test(name), isForeign: isForeign(parts) };
  if (/^\.env(?=[.~]|$)|.\.env$/.test(name)) return { ...kind, source: "dotenv" };
  // On Windows a script in the state directory starts the gateway.
  if (!kind.isForeign && /\.(?:cmd|bat|service|plist)$/i.test(name)) return { ...kind, source: "service" };
  // Of a lock, or whatever else stands beside a document, nobody says that it is one.
  const isDocument = /\.json[5c]?$/i.test(name) || (kind.isCopy && /\.json[5c]?[.~]/i.test(name));
  // A session is what somebody said, and a model, and tools.
  const isLog = /\.jsonl(?=[.~]|$)/i.test(name) && !parts.includes("sessions");
  return { ...kind, source: !kind.isForeign && (isDocument || isLog) ? "state" : "text" };
}
