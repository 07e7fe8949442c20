import type { Databases } from "../contracts/env.ts";

/** Other programs' SQLite databases, opened so that nothing is written, not even a lock file beside them. */
export const databases: Databases = {
  async readText(path, query) {
    const { constants, Database } = await import("bun:sqlite");
    let database: InstanceType<typeof Database> | undefined;
    try {
      // Without a log beside it nobody writes to it now, and `immutable` keeps SQLite from creating one.
      const hasLog = await Bun.file(`${path}-wal`).exists();
      const uri = `file:${encodeURI(path).replaceAll("?", "%3f").replaceAll("#", "%23")}?mode=ro${hasLog ? "" : "&immutable=1"}`;
      database = new Database(uri, constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI);
      const row = database.query<Record<string, unknown>, []>(query).get();
      const value = row === null ? undefined : Object.values(row)[0];
      return typeof value === "string" ? { kind: "text", text: value } : { kind: "absent" };
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (/no such table/.test(message)) return { kind: "absent" };
      return { kind: "unreadable", reason: await reasonOf(path, message) };
    } finally {
      database?.close();
    }
  },
};

async function reasonOf(path: string, message: string): Promise<string> {
  if (/locked|busy/i.test(message)) return "it is locked";
  try {
    await Bun.file(path).slice(0, 1).text();
    return "it is not a database that can be opened";
  } catch {
    return "permission denied";
  }
}
