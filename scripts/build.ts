/**
 * Compiles the program into one file below dist/.
 *
 *   bun scripts/build.ts [--target <bun target>] [--outfile <file>]
 *
 * Targets: bun-linux-x64, bun-linux-arm64, the same with -musl, bun-darwin-x64, bun-darwin-arm64,
 * bun-windows-x64, bun-windows-arm64. Without one, this machine's. npm installs the native part of the keyring for this
 * machine alone; for another target the build fails, with the command that installs it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import keyringPackage from "../node_modules/@napi-rs/keyring/package.json" with { type: "json" };
import packageJson from "../package.json" with { type: "json" };

const ROOT = join(import.meta.dir, "..");

/** The one native part that each target holds, as npm names its package. */
const ADDONS: Readonly<Record<string, string>> = {
  "bun-linux-x64": "linux-x64-gnu",
  "bun-linux-arm64": "linux-arm64-gnu",
  "bun-linux-x64-musl": "linux-x64-musl",
  "bun-linux-arm64-musl": "linux-arm64-musl",
  "bun-darwin-x64": "darwin-x64",
  "bun-darwin-arm64": "darwin-arm64",
  "bun-windows-x64": "win32-x64-msvc",
  "bun-windows-arm64": "win32-arm64-msvc",
};

const HOST = `bun-${process.platform === "win32" ? "windows" : process.platform}-${process.arch}${isMusl() ? "-musl" : ""}`;

function isMusl(): boolean {
  const { glibcVersionRuntime } =
    (process.report?.getReport() as { header?: { glibcVersionRuntime?: string } })?.header ?? {};
  return process.platform === "linux" && glibcVersionRuntime === undefined;
}

/** The native part of the keyring for a target; throws with the command that installs it. */
function addonFor(target: string): string {
  const name = ADDONS[target];
  if (name === undefined)
    throw new Error(`there is no keyring for ${target}: it is one of ${Object.keys(ADDONS).join(", ")}`);
  const path = join(ROOT, "node_modules/@napi-rs", `keyring-${name}`, `keyring.${name}.node`);
  if (existsSync(path)) return path;
  const { version } = keyringPackage;
  throw new Error(
    `the keyring of ${target} is not installed: npm install --no-save --force @napi-rs/keyring-${name}@${version}`,
  );
}

/** Puts the native part of the target into the program; the package itself would look for it where the program runs. */
function keyringPlugin(addon: string): Bun.BunPlugin {
  return {
    name: "keyring",
    setup(build) {
      // Under its own name Bun would load it itself, from a file that others can replace.
      build.onResolve({ filter: /^keyring-addon$/ }, () => ({ path: "keyring-addon.bin", namespace: "keyring" }));
      build.onLoad({ filter: /./, namespace: "keyring" }, async () => ({
        contents: await Bun.file(addon).bytes(),
        loader: "file",
      }));
    },
  };
}

/** Throws unless a program holds the native part of its target to the byte, and no other one. */
async function checkAddons(outfile: string, addon: string): Promise<void> {
  const program = Buffer.from(await Bun.file(outfile).arrayBuffer());
  for (const path of new Bun.Glob("node_modules/@napi-rs/keyring-*/*.node").scanSync({ cwd: ROOT, absolute: true })) {
    const isThere = program.includes(Buffer.from(await Bun.file(path).arrayBuffer()));
    if (isThere !== (path === addon)) throw new Error(`${outfile} ${isThere ? "holds" : "lacks"} ${path}`);
  }
}

/** Compiles an entry point; nothing that stands in the user's working directory is ever loaded by the result. */
export async function compile(entrypoint: string, outfile: string, target?: string): Promise<void> {
  const addon = addonFor(target ?? HOST);
  await Bun.build({
    plugins: [keyringPlugin(addon)],
    entrypoints: [entrypoint],
    target: "bun",
    format: "esm",
    minify: true,
    bytecode: true,
    // A lazy import saves nothing unless it becomes a chunk of its own.
    splitting: true,
    define: { APP_VERSION: JSON.stringify(packageJson.version) },
    compile: {
      // Nearly everything here runs once: compiling it to machine code costs more than it saves, a fifth of a run.
      jitPolicy: 20,
      outfile,
      ...(target === undefined ? {} : { target: target as Bun.Build.CompileTarget }),
      autoloadBunfig: false,
      autoloadDotenv: false,
      autoloadPackageJson: false,
      autoloadTsconfig: false,
    },
  });
}

/** Compiles the program, and makes sure that it holds the keyring of its target and no other. */
export async function buildProgram(outfile: string, target = HOST): Promise<void> {
  // Windows would not run it under another name, so Bun adds the ending.
  const program = target.startsWith("bun-windows") && !outfile.endsWith(".exe") ? `${outfile}.exe` : outfile;
  await compile(join(ROOT, "src/main.ts"), program, target);
  await checkAddons(program, addonFor(target));
}

/** Compiles this machine's binary unless it is newer than everything that it is made of; gives its path. */
export async function buildIfStale(): Promise<string> {
  const outfile = join(ROOT, "dist", process.platform === "win32" ? "openclaw.exe" : "openclaw");
  const inputs = [
    ...new Bun.Glob("src/**/*").scanSync({ cwd: ROOT }),
    "package.json",
    "package-lock.json",
    ...new Bun.Glob("completions/*").scanSync({ cwd: ROOT }),
    "scripts/build.ts",
  ];
  const newest = Math.max(...inputs.map((path) => Bun.file(join(ROOT, path)).lastModified));
  const built = Bun.file(outfile);
  if (!(await built.exists()) || built.lastModified < newest) await buildProgram(outfile);
  return outfile;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { target: { type: "string" }, outfile: { type: "string" } } });
  const name = values.target === undefined ? "openclaw" : `openclaw-${values.target.replace(/^bun-/, "")}`;
  const outfile = values.outfile ?? join(ROOT, "dist", name);
  try {
    await buildProgram(outfile, values.target);
    console.error(`built ${outfile}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
