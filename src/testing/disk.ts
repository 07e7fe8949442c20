import type { EntriesResult, Entry, Env, ReadResult } from "../contracts/env.ts";

export const HOME = "/home/me";

/** What stands in a file, or why it cannot be read. */
export type Content = string | { unreadable: string; isFolder?: true };

/** The files and databases of a world, by path; `~` is the home directory. */
export type DiskWorld = {
  /** Contents by path; `~` is the home directory. `{ unreadable: reason }` stands for a file that cannot be read. */
  files?: Readonly<Record<string, Content>>;
  /** The first column of each query on a database, by path; or why it cannot be read. */
  databases?: Readonly<Record<string, Readonly<Record<string, string>> | { unreadable: string }>>;
  /** The permission bits of files and folders, by path; files are the user's own when absent, and folders too. */
  modes?: Readonly<Record<string, number>>;
  /** Whether every lock has to be waited for. */
  isBusy?: true;
  /** Why no file can be written, or those of these paths, if so. */
  readOnly?: string | Readonly<Record<string, string>>;
};

/** The disk of a world: its files, its databases, and who changes them. */
export function createFakeDisk(world: DiskWorld): {
  disk: Pick<Env, "files" | "databases" | "writer">;
  files: Map<string, Content>;
} {
  const files = new Map<string, Content>(
    Object.entries(world.files ?? {}).map(([path, content]) => [path.replace(/^~/, HOME), content]),
  );
  const databases = new Map(
    Object.entries(world.databases ?? {}).map(([path, rows]) => [path.replace(/^~/, HOME), rows]),
  );
  const read = (path: string): ReadResult => {
    const content = files.get(path);
    if (content === undefined) return { kind: "absent" };
    return typeof content === "string"
      ? { kind: "text", text: content }
      : { kind: "unreadable", reason: content.unreadable };
  };
  const locked: Env["writer"]["locked"] = (_, work, wait) => {
    if (world.isBusy) wait?.onBusy();
    return work();
  };
  const entriesOf = (folder: string): EntriesResult => {
    const { unreadable: reason } = Object(files.get(folder)) as { unreadable?: string };
    if (reason !== undefined) return { kind: "unreadable", reason };
    const all = [...files.keys(), ...databases.keys()];
    const inside = all.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
    if (inside.length === 0) return { kind: "absent" };
    const entries = [...new Set(inside.map((path) => path.split("/")[0] ?? ""))].map((name): Entry => {
      const isFolder =
        inside.some((path) => path.startsWith(`${name}/`)) ||
        Object.hasOwn(Object(files.get(`${folder}/${name}`)), "isFolder");
      return { name, kind: isFolder ? "folder" : "file" };
    });
    return { kind: "entries", entries };
  };
  const disk: Pick<Env, "files" | "databases" | "writer"> = {
    files: {
      read: async (path) => read(path),
      readAscii: async (path) => read(path),
      readAny: async (path) => read(path),
      realPath: async (path) => path,
      list: async (folder) => {
        const found = entriesOf(folder);
        return found.kind === "entries" ? { kind: "names", names: found.entries.map(({ name }) => name) } : found;
      },
      entries: async (folder) => entriesOf(folder),
      mode: async (path) => world.modes?.[path.replace(HOME, "~")] ?? (files.has(path) ? 0o600 : 0o700),
      exists: async (path) =>
        [...files.keys(), ...databases.keys()].some((known) => known === path || known.startsWith(`${path}/`)),
    },
    databases: {
      async readText(path, query) {
        const rows: Readonly<Record<string, string>> = databases.get(path) ?? {};
        const { unreadable: reason } = rows;
        if (reason !== undefined) return { kind: "unreadable", reason };
        // A database that holds any row has OpenClaw's tables.
        if (query.includes("sqlite_master")) {
          return Object.keys(rows).length > 0 ? { kind: "text", text: "table" } : { kind: "absent" };
        }
        const text = Object.entries(rows).find(([part]) => query.includes(part))?.[1];
        return text === undefined ? { kind: "absent" } : { kind: "text", text };
      },
    },
    writer: {
      locked,
      lockedStore: locked,
      async replace(changed) {
        const { readOnly = {} } = world;
        for (const { path } of changed) {
          const reason = typeof readOnly === "string" ? readOnly : readOnly[path.replace(HOME, "~")];
          if (reason !== undefined) return { kind: "refused", path, reason };
        }
        for (const { path, text } of changed) {
          if (text === undefined) files.delete(path);
          else files.set(path, text);
        }
        return { kind: "written" };
      },
    },
  };
  return { disk, files };
}
