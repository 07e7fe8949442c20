/**
 * Compiles the program into one file below dist/.
 *
 *   bun scripts/build.ts [--target <bun target>] [--outfile <file>]
 *
 * Targets: bun-linux-x64, bun-linux-arm64, the same with -musl, bun-darwin-x64, bun-darwin-arm64,
 * bun-windows-x64, bun-windows-arm64. Without one, this machine's.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };

const ROOT = join(import.meta.dir, "..");

/** Compiles an entry point; nothing that stands in the user's working directory is ever loaded by the result. */
export async function compile(entrypoint: string, outfile: string, target?: string): Promise<void> {
  await Bun.build({
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

/** Compiles this machine's binary unless it is newer than everything that it is made of; gives its path. */
export async function buildIfStale(): Promise<string> {
  const outfile = join(ROOT, "dist", process.platform === "win32" ? "openclaw.exe" : "openclaw");
  const inputs = [
    ...new Bun.Glob("src/**/*").scanSync({ cwd: ROOT }),
    "package.json",
    "package-lock.json",
    "scripts/build.ts",
  ];
  const newest = Math.max(...inputs.map((path) => Bun.file(join(ROOT, path)).lastModified));
  const built = Bun.file(outfile);
  if (!(await built.exists()) || built.lastModified < newest) await compile(join(ROOT, "src/main.ts"), outfile);
  return outfile;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { target: { type: "string" }, outfile: { type: "string" } } });
  const name = values.target === undefined ? "openclaw" : `openclaw-${values.target.replace(/^bun-/, "")}`;
  const outfile = values.outfile ?? join(ROOT, "dist", name);
  await compile(join(ROOT, "src/main.ts"), outfile, values.target);
  console.error(`built ${outfile}`);
}
