import { dirname } from "../../../contracts/path.ts";

/** Why something was not looked at: the system refused, or a rule of ours says so. */
export type Cause = {
  kind: "unlisted" | "unread" | "rule";
  reason: string;
  /** Whether a secret of OpenClaw's may stand there, so that nobody can say that there is none. */
  isGap: boolean;
};

/** A file or folder that was not looked at, or several of a folder for the same cause. */
export type Skipped = Cause & { path: string; count: number };

export type Skips = {
  add(path: string, cause: Cause): void;
  all(): Skipped[];
};

/** Gathers what is not looked at: thousands of files of a folder with the same cause are one line. */
export function createSkips(): Skips {
  const byFolder = new Map<string, Skipped>();
  const paths = new Set<string>();
  return {
    add(path, cause) {
      if (paths.has(path)) return;
      paths.add(path);
      const folder = dirname(path);
      const key = JSON.stringify([folder, cause]);
      const before = byFolder.get(key);
      byFolder.set(key, {
        ...cause,
        ...(before === undefined ? { path, count: 1 } : { path: folder, count: before.count + 1 }),
      });
    },
    all: () => [...byFolder.values()],
  };
}

/** Says what was not looked at, and why. */
export function sentenceOf({ path, count, kind, reason }: Skipped): string {
  const done = { unlisted: "listed", unread: "read", rule: "looked at" }[kind];
  const verb = kind === "rule" ? (count === 1 ? "was not" : "were not") : "cannot be";
  return `${count === 1 ? path : `${count} files in ${path}`} ${verb} ${done}: ${reason}`;
}
