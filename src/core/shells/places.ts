import type { Env, Variables } from "../../contracts/env.ts";
import { isAbsolute, join } from "../../contracts/path.ts";
import { quoted } from "../command-line.ts";
import type { Shell } from "./shells.ts";

/** Where a shell looks for completion scripts and for its start-up file. */
export type ShellPlaces = {
  script: string;
  /** The start-up file; `undefined` where none is ever needed. */
  rc: string | undefined;
  /** The line that loads the script from the start-up file. */
  rcLine: string;
  /** Whether the shell finds the script without that line, as far as can be told without running it. */
  isFound: boolean;
  /** Why it may not. */
  reason: string;
  /** Nothing starts the completion system of zsh. */
  needsCompinit?: boolean;
};

/** Finds the places of this user's shell, as its own variables move them. */
export async function placesOf(shell: Shell, env: Env): Promise<ShellPlaces> {
  if (shell === "bash") return bashPlaces(env);
  return shell === "zsh" ? zshPlaces(env) : fishPlaces(env);
}

/** A folder that a variable names; a relative one is invalid (XDG Base Directory 0.8) and counts as not set. */
function folder(variables: Variables, name: string, otherwise: string): string {
  const value = variables[name]?.trim() ?? "";
  return isAbsolute(value) ? value : otherwise;
}

/** Where bash-completion is installed by Debian, Fedora, Arch, Homebrew and by hand. */
const BASH_COMPLETION = [
  "/usr/share",
  "/usr/local/share",
  "/opt/homebrew/share",
  "/home/linuxbrew/.linuxbrew/share",
].map((share) => `${share}/bash-completion/bash_completion`);

async function bashPlaces({ variables, home, files, platform }: Env): Promise<ShellPlaces> {
  const data = folder(variables, "XDG_DATA_HOME", join(home, ".local/share"));
  const user = folder(variables, "BASH_COMPLETION_USER_DIR", join(data, "bash-completion"));
  const script = join(user, "completions", "openclaw");
  const installed = await Promise.all(BASH_COMPLETION.map((path) => files.exists(path)));
  const startUp = [".bashrc", ".bash_profile", ".profile"].map((name) => join(home, name));
  const texts = await Promise.all([...startUp, "/etc/bash.bashrc", "/etc/bashrc"].map((path) => textOf(path, files)));
  // Installed it does nothing until a start-up file loads it, and Debian's own leave that to the user.
  const isLoaded = texts.some((text) => /^[^#\n]*bash[-_]completion/m.test(text));
  const bashrc = join(home, ".bashrc");
  const login = join(home, ".bash_profile");
  // A terminal of macOS starts login shells, which read the other file.
  const isLogin = platform === "darwin" && (await files.exists(login)) && !(await files.exists(bashrc));
  return {
    script,
    rc: isLogin ? login : bashrc,
    rcLine: `[ -r ${quoted(script)} ] && . ${quoted(script)}`,
    isFound: installed.includes(true) && isLoaded,
    reason: installed.includes(true) ? "no start-up file loads bash-completion" : "bash-completion is not installed",
  };
}

async function zshPlaces({ variables, home, files }: Env): Promise<ShellPlaces> {
  const dotDir = folder(variables, "ZDOTDIR", await dotDirOf(home, files));
  const rc = join(dotDir, ".zshrc");
  const framework = variables["ZSH"]?.trim() ?? "";
  const custom = folder(variables, "ZSH_CUSTOM", join(framework, "custom"));
  const named = [
    ...(variables["FPATH"] ?? "").split(":").filter((dir) => dir.startsWith(`${home}/`)),
    ...(await Promise.all([join(dotDir, ".zshenv"), rc].map((path) => fpathOf(path, dotDir, home, files)))).flat(),
    // Oh My Zsh puts it into fpath by itself.
    ...(isAbsolute(framework) && (await files.exists(framework)) ? [join(custom, "completions")] : []),
  ];
  const script = join(named[0] ?? join(dotDir, ".zfunc"), "_openclaw");
  return {
    script,
    rc,
    rcLine: `[[ -r ${quoted(script)} ]] && source ${quoted(script)}`,
    isFound: named.length > 0,
    reason: "no folder of yours is in its fpath",
    needsCompinit: framework === "" && !/^[^#\n]*\bcompinit\b/m.test(await textOf(rc, files)),
  };
}

/** Where zsh reads its files from when `.zshenv` says so without telling its children. */
async function dotDirOf(home: string, files: Env["files"]): Promise<string> {
  const [, named = ""] =
    /^\s*(?:export\s+)?ZDOTDIR=["']?([^\s"']+)/m.exec(await textOf(join(home, ".zshenv"), files)) ?? [];
  const dir = named.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, home);
  return isAbsolute(dir) && !/[$`*?]/.test(dir) ? dir : home;
}

async function textOf(path: string, files: Env["files"]): Promise<string> {
  const read = await files.read(path);
  return read.kind === "text" ? read.text : "";
}

/** The folders below the home directory that a start-up file adds to fpath in so many words. */
async function fpathOf(path: string, dotDir: string, home: string, files: Env["files"]): Promise<string[]> {
  const text = await textOf(path, files);
  const lists = [...text.matchAll(/^[^#\n]*\bfpath\s*\+?=\s*(?:\(([^)]*)\)|(\S+))/gm)].map(
    ([, list, one = ""]) => list ?? one,
  );
  const folders = lists
    .flatMap((list) => list.match(/"[^"]*"|'[^']*'|\S+/g) ?? [])
    .map((word) =>
      word
        .replace(/^(["'])(.*)\1$/, "$2")
        .replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, home)
        .replace(/^(\$ZDOTDIR|\$\{ZDOTDIR\})(?=\/)/, dotDir),
    );
  return folders.filter((dir) => dir.startsWith(`${home}/`) && !/[$`*?(]/.test(dir));
}

async function fishPlaces({ variables, home }: Env): Promise<ShellPlaces> {
  const config = folder(variables, "XDG_CONFIG_HOME", join(home, ".config"));
  const script = join(config, "fish", "completions", "openclaw.fish");
  return { script, rc: undefined, rcLine: "", isFound: true, reason: "" };
}
