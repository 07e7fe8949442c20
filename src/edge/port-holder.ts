import { readdir, readFile, readlink } from "node:fs/promises";

const LISTENS = "0A";

/** Which program listens on a port of this machine, as Linux tells it of one's own programs; else nobody says. */
export async function holderOf(port: number): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  try {
    const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((path) => readFile(path, "utf8")));
    const inodes = tables.flatMap((table) => inodesIn(table, port));
    for (const pid of await readdir("/proc")) {
      if (/^\d+$/.test(pid) && (await holdsOne(pid, inodes)))
        return `${(await readFile(`/proc/${pid}/comm`, "utf8")).trim()} (process ${pid})`;
    }
  } catch {
    // What cannot be read is not known.
  }
  return undefined;
}

/** The columns are those of proc(5): the local address is the second one, the state the fourth, the inode the tenth. */
function inodesIn(table: string, port: number): string[] {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return table.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    return local.endsWith(ending) && state === LISTENS ? [`socket:[${inode}]`] : [];
  });
}

async function holdsOne(pid: string, inodes: readonly string[]): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const links = await readdir(folder).catch(() => []);
  for (const link of links) {
    const target = await readlink(`${folder}/${link}`).catch(() => "");
    if (inodes.includes(target)) return true;
  }
  return false;
}
