import type { Files, ReadResult } from "../contracts/env.ts";

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** The real file system, through Bun's own calls: node:fs alone would cost a third of the start-up. */
export const files: Files = {
  async read(path, maxBytes = DEFAULT_MAX_BYTES): Promise<ReadResult> {
    try {
      const file = Bun.file(path);
      const stat = await file.stat();
      if (!stat.isFile()) return unreadable(stat.isDirectory() ? "it is a directory" : "it is not a regular file");
      if (stat.size > maxBytes) return unreadable(`it is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB`);
      const bytes = await file.bytes();
      return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
      return unreadable(REASONS[code ?? ""] ?? `the system says ${code ?? "nothing more"}`);
    }
  },
  async exists(path) {
    try {
      await Bun.file(path).stat();
      return true;
    } catch (error) {
      // What may not be looked at is there all the same; reading it will say so.
      return (error as { code?: string }).code === "EACCES";
    }
  },
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "its symbolic links go round in a circle",
  ENAMETOOLONG: "its name is too long",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text",
};

function unreadable(reason: string): ReadResult {
  return { kind: "unreadable", reason };
}
