import type { Env, NewFile } from "../../contracts/env.ts";
import { AppError } from "../../contracts/error.ts";
import { writesForbiddenBy } from "../config/change/change.ts";
import { placesOf, type ShellPlaces } from "./places.ts";
import { addBlock, hasBrokenMarks, removeBlock } from "./rc-block.ts";
import type { Shell } from "./shells.ts";

/** What became of a file. */
export type FileChange = { path: string; change: "written" | "unchanged" | "removed" | "absent" | "left" };

/** `isLoaded`: the shell finds the script, by itself or from its start-up file. */
export type Installed = { files: FileChange[]; places: ShellPlaces; isLoaded: boolean };

/** Every script of ours says so in its first lines; a file that does not is somebody else's. */
const OURS = /^(?:#compdef openclaw\n)?# \w+ completion for openclaw/;

/** Puts the script where the shell looks for it, and loads it from the start-up file where that is wanted. */
export async function install(env: Env, shell: Shell, script: string, wantsRc: boolean): Promise<Installed> {
  const places = await placesOf(shell, env);
  const wanted: NewFile[] = [];
  const files: FileChange[] = [];
  const plan = async (path: string, make: (before: string | undefined) => string) => {
    const before = await readOwn(env, path);
    const text = make(before);
    files.push({ path, change: text === before ? "unchanged" : "written" });
    if (text !== before) wanted.push({ path, before, text, publicBelow: env.home });
  };
  await plan(places.script, (before) => {
    if (before !== undefined && !OURS.test(before)) throw foreign(places.script);
    return script;
  });
  if (wantsRc && places.rc !== undefined) {
    await plan(places.rc, (before) => {
      const rest = before === undefined ? undefined : removeBlock(before);
      return addBlock(rest, places.rcLine);
    });
  }
  await write(env, wanted);
  const rc = places.rc === undefined ? undefined : await readOwn(env, places.rc);
  return { files, places, isLoaded: places.isFound || (rc !== undefined && removeBlock(rc) !== rc) };
}

/** Takes the script and the block away; what is not ours stays. */
export async function uninstall(env: Env, shell: Shell): Promise<FileChange[]> {
  const places = await placesOf(shell, env);
  const script = await readOwn(env, places.script);
  const files: FileChange[] = [{ path: places.script, change: script === undefined ? "absent" : "removed" }];
  const wanted: NewFile[] = [];
  if (script !== undefined) {
    if (!OURS.test(script)) throw foreign(places.script);
    wanted.push({ path: places.script, before: script, text: undefined, publicBelow: env.home });
  }
  const rc = places.rc === undefined ? undefined : await readOwn(env, places.rc);
  if (places.rc !== undefined && rc !== undefined) {
    const text = removeBlock(rc);
    if (hasBrokenMarks(rc)) files.push({ path: places.rc, change: "left" });
    if (text !== rc) {
      files.push({ path: places.rc, change: text === undefined ? "removed" : "written" });
      wanted.push({ path: places.rc, before: rc, text, publicBelow: env.home });
    }
  }
  await write(env, wanted);
  return files;
}

async function readOwn(env: Env, path: string): Promise<string | undefined> {
  const read = await env.files.read(path);
  if (read.kind === "text") return read.text;
  if (read.kind === "absent") return undefined;
  throw new AppError("file_unwritable", `${path} cannot be read: ${read.reason}`, `check it: \`ls -ld ${path}\``);
}

function foreign(path: string): AppError {
  return new AppError(
    "file_unwritable",
    `${path} is not ours, so it stays as it is`,
    `look at it, and move it away: \`mv ${path} ${path}.old\``,
  );
}

async function write(env: Env, files: readonly NewFile[]): Promise<void> {
  if (files.length === 0) return;
  const forbidden = writesForbiddenBy(env.variables);
  const [first] = files;
  const outcome =
    forbidden === undefined || first === undefined
      ? await env.writer.replace(files)
      : { kind: "refused", path: first.path, reason: `${forbidden} is set` };
  if (outcome.kind !== "refused") return;
  const message = `${outcome.path} cannot be changed: ${outcome.reason}`;
  const error = new AppError("file_unwritable", message, "load it yourself: see `openclaw completion --help`");
  error.detail = files.map(({ path, text }) => `  would ${text === undefined ? "remove" : "write"} ${path}`).join("\n");
  throw error;
}
