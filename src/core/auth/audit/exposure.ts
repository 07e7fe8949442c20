import type { Env } from "../../../contracts/env.ts";
import { dirname } from "../../../contracts/path.ts";

/** Who may read a file, by its mode and by those of the folders to it; `null` where the system has none. */
export type Readers = "owner" | "group" | "everyone" | null;

/** Makes a function that says who may read a file; each folder is asked about once. */
export function createReaders({ files }: Env): (file: string) => Promise<Readers> {
  const folders = new Map<string, Promise<number>>();
  /** The rights to go through a folder and all above it. */
  const passage = (folder: string): Promise<number> => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const asked = passageOf(folder);
    folders.set(folder, asked);
    return asked;
  };
  const passageOf = async (folder: string): Promise<number> => {
    const mode = (await files.mode(folder)) ?? 0;
    const above = dirname(folder);
    return above === folder ? mode : mode & (await passage(above));
  };
  const readersOf = async (file: string): Promise<Readers> => {
    const real = await files.realPath(file);
    const mode = await files.mode(real);
    if (mode === undefined) return null;
    const through = await passage(dirname(real));
    if ((mode & 0o004) !== 0 && (through & 0o001) !== 0) return "everyone";
    return (mode & 0o040) !== 0 && (through & 0o010) !== 0 ? "group" : "owner";
  };
  const known = new Map<string, Promise<Readers>>();
  return (file) => {
    const readers = known.get(file) ?? readersOf(file);
    known.set(file, readers);
    return readers;
  };
}
