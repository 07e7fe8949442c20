import { expect, test } from "bun:test";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY } from "../testing/binary.ts";
import { type Desktop, filesWith, withKeyring } from "../testing/keyring.ts";

const KEY = "gsk_Ad1Do2Na3Nd4Na5Ti6Ve7";
const PASTE = "paste-api-key --provider groq";
const NOBODY = 65_534;
const REFUSED = `error: there is no keyring to be reached: the part of this program that reaches it cannot be loaded: set TMPDIR to a folder that may hold programs`;

const onLinux = test.skipIf(process.platform !== "linux");
const isRoot = process.getuid?.() === 0;

/** Whether this user may mount something that nobody else sees; a container may forbid it to root too. */
function canMount(): boolean {
  if (process.platform !== "linux" || !isRoot) return false;
  return Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "-o", "noexec", "none", "/mnt"]).success;
}

/** The folders in which the native part may be put, by their variables; each is made unless it shall be missing. */
const FOLDERS = ["XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "TMPDIR"] as const;
type Folder = (typeof FOLDERS)[number];

function foldersIn(parent: string, missing: readonly Folder[] = []): Record<Folder, string> {
  const paths = FOLDERS.map((name) => [name, join(parent, name)] as const);
  for (const [name, path] of paths) if (!missing.includes(name)) mkdirSync(path, { recursive: true, mode: 0o700 });
  return Object.fromEntries(paths) as Record<Folder, string>;
}

async function expectStored(desktop: Desktop, variables: Record<string, string>): Promise<void> {
  expect(await desktop.auth(PASTE, { input: KEY, variables })).toMatchObject({ code: 0, stderr: "" });
  expect(await desktop.lookup("main/groq:default")).toBe(KEY);
  for (const name of FOLDERS) if (existsSync(variables[name] ?? "")) expectEmpty(variables[name] ?? "");
}

/** Nothing but our own folder for caches may be there, and nothing in that. */
function expectEmpty(path: string): void {
  expect([path, ...readdirSync(path, { recursive: true }).filter((name) => name !== "openclaw-cli")]).toEqual([path]);
}

onLinux.each<[string, Folder[]]>([
  ["nothing is", []],
  ["the temporary folder is", ["TMPDIR"]],
  ["the runtime folder is", ["XDG_RUNTIME_DIR"]],
  ["the cache is", ["XDG_CACHE_HOME"]],
  ["all but the temporary folder are", ["XDG_RUNTIME_DIR", "XDG_CACHE_HOME"]],
  ["all of them are", [...FOLDERS]],
])("where %s missing it works, and makes nothing but a cache of its own", (_, missing) =>
  withKeyring("unlocked", async (desktop) => {
    const variables = foldersIn(join(desktop.folder, "places"), missing);
    await expectStored(desktop, variables);
    for (const name of missing)
      if (name !== "XDG_CACHE_HOME") expect([name, existsSync(variables[name])]).toEqual([name, false]);
  }),
);

onLinux("where no folder can be had it says so, and makes none", () =>
  withKeyring("unlocked", async (desktop) => {
    const missing = join(desktop.folder, "missing");
    // Not even root can make a folder there.
    const variables = { XDG_RUNTIME_DIR: missing, XDG_CACHE_HOME: "/proc/cache", TMPDIR: missing };
    const { code, stdout, stderr } = await desktop.auth(PASTE, { input: KEY, variables });
    expect([code, stdout, stderr.split("\n")[0]]).toEqual([75, "", REFUSED]);
    expect([existsSync(missing), filesWith(desktop.home, [""])]).toEqual([false, []]);
  }),
);

test.skipIf(!canMount()).each<[string, Folder[], boolean]>([
  ["the temporary folder", ["TMPDIR"], true],
  ["the cache", ["XDG_CACHE_HOME"], true],
  ["the runtime folder", ["XDG_RUNTIME_DIR"], true],
  ["all but the temporary folder", ["XDG_RUNTIME_DIR", "XDG_CACHE_HOME"], true],
  ["each of them", [...FOLDERS], false],
])("where programs may not run in %s it works, or says so, and leaves nothing there", (_, closed, works) =>
  withKeyring("unlocked", async (desktop) => {
    const variables = foldersIn(join(desktop.folder, "places"));
    const paths = closed.map((name) => variables[name]);
    const mounts = paths.map((path) => `mount -t tmpfs -o noexec,mode=700 none ${path} &&`).join(" ");
    const script = `${mounts} "$@"; code=$?; find ${paths.join(" ")} -type f >&2; exit $code`;
    const command = ["unshare", "-m", "sh", "-c", script, "sh", BINARY, "models", "auth", ...PASTE.split(" ")];
    const { code, stderr } = await desktop.run(command, { input: KEY, variables });
    expect([code, stderr.replace(/^hint: .*\n/m, "")]).toEqual(works ? [0, ""] : [75, `${REFUSED}\n`]);
    expect(await desktop.lookup("main/groq:default")).toBe(works ? KEY : undefined);
    for (const name of FOLDERS) expectEmpty(variables[name]);
  }),
);

/** Where somebody else could put another file in the place of ours between the look at it and its loading. */
const OPEN: readonly (readonly [about: string, mode: number, owner: number | undefined, works: boolean])[] = [
  ["everybody may change", 0o777, undefined, false],
  ["everybody may add to, as to /tmp", 0o1777, undefined, true],
  ["belongs to somebody else", 0o755, NOBODY, false],
];

test.skipIf(!isRoot || process.platform !== "linux").each(OPEN)(
  "a folder that %s: nothing foreign is loaded",
  (...row) =>
    withKeyring("unlocked", async (desktop) => {
      const [, mode, owner, works] = row;
      const TMPDIR = join(desktop.folder, "open");
      mkdirSync(TMPDIR);
      chmodSync(TMPDIR, mode);
      if (owner !== undefined) chownSync(TMPDIR, owner, owner);
      const variables = { XDG_CACHE_HOME: "/proc/cache", TMPDIR };
      const { code, stderr } = await desktop.auth(PASTE, { input: KEY, variables });
      expect([code, stderr.split("\n")[0]]).toEqual(works ? [0, ""] : [75, REFUSED]);
      expect(readdirSync(TMPDIR)).toEqual([]);
    }),
);

/** Writes another file of the same size under the name by which Bun itself would load the native part. */
async function squat(folder: string): Promise<string> {
  const pattern = `../../node_modules/@napi-rs/keyring-linux-${process.arch}-*/*.node`;
  const [addon = ""] = [...new Bun.Glob(pattern).scanSync({ cwd: import.meta.dir, absolute: true })];
  const source = join(folder, "loads.ts");
  writeFileSync(source, `require(${JSON.stringify(addon)});`);
  const outfile = join(folder, "loads");
  await Bun.build({ entrypoints: [source], target: "bun", compile: { outfile } });
  const TMPDIR = join(folder, "squatted");
  mkdirSync(TMPDIR);
  expect(Bun.spawnSync([outfile], { cwd: folder, env: { TMPDIR, HOME: folder } }).exitCode).toBe(0);
  const [name = ""] = readdirSync(TMPDIR);
  expect(name).toMatch(/^\.bun-.*\.node$/);
  writeFileSync(join(TMPDIR, name), new Uint8Array(readFileSync(addon).length));
  return TMPDIR;
}

onLinux(
  "a file under the name that Bun would use is neither loaded nor touched: only our own bytes are, from a folder of our own",
  () =>
    withKeyring("unlocked", async (desktop) => {
      const TMPDIR = await squat(desktop.folder);
      const before = readdirSync(TMPDIR);
      const log = join(desktop.folder, "trace");
      const trace = [
        "strace",
        "-f",
        "-qq",
        "-o",
        log,
        "-e",
        "trace=%file",
        BINARY,
        "models",
        "auth",
        ...PASTE.split(" "),
      ];
      const variables = { TMPDIR, XDG_CACHE_HOME: "/proc/cache" };
      expect(await desktop.run(trace, { input: KEY, variables })).toMatchObject({ code: 0, stderr: "" });
      const lines = readFileSync(log, "utf8").split("\n");
      expect(lines.filter((line) => line.includes("/.bun-"))).toEqual([]);
      const opened = lines.flatMap((line) => /open\w*\([^"]*"([^"]*\.node)"/.exec(line)?.[1] ?? []);
      expect(new Set(opened).size).toBe(1);
      expect(opened[0]).toMatch(new RegExp(`^${TMPDIR}/keyring-[\\w-]+/keyring\\.node$`));
      expect(readdirSync(TMPDIR)).toEqual(before);
      expect(readFileSync(join(TMPDIR, before[0] ?? "")).every((byte) => byte === 0)).toBe(true);
    }),
);
