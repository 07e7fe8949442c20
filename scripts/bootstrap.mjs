// @ts-check
/**
 * The only part that runs on plain Node: makes Bun and the packages be there, then hands over to a Bun script.
 *
 *   node scripts/bootstrap.mjs <script> [argument …]
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const BUN = join(MODULES, ".bin", process.platform === "win32" ? "bun.exe" : "bun");

/**
 * Runs a program to its end; what it says goes to stderr, so that stdout stays the script's own.
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const isShell = process.platform === "win32" && !command.endsWith(".exe");
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", 2, 2], shell: isShell });
  return status === 0;
}

function isInstalled() {
  const marker = join(MODULES, ".package-lock.json");
  return (
    existsSync(marker) &&
    existsSync(join(MODULES, "bun")) &&
    statSync(marker).mtimeMs >= statSync(join(ROOT, "package-lock.json")).mtimeMs
  );
}

/** npm 12 runs no install script that it was not told of, and leaves a stub in Bun's place. */
function isBunThere() {
  return spawnSync(BUN, ["--version"], { stdio: "ignore" }).status === 0;
}

function installPackages() {
  console.error("installing packages, once …");
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  return npm?.endsWith("npm-cli.js") ? run(process.execPath, [npm, ...args]) : run("npm", args);
}

/** @param {readonly string[]} args */
function main(args) {
  if (!isInstalled() && !installPackages()) {
    console.error("the packages could not be installed; `npm ci` says why");
    return 1;
  }
  if (!isBunThere() && !(run(process.execPath, [join(MODULES, "bun", "install.js")]) && isBunThere())) {
    console.error("Bun could not be installed; try `npm rebuild bun`");
    return 1;
  }
  const { status, signal } = spawnSync(BUN, args, { cwd: ROOT, stdio: "inherit" });
  return status ?? (signal === "SIGINT" ? 130 : 1);
}

process.exitCode = main(process.argv.slice(2));
