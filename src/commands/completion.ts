import * as v from "valibot";
import bash from "../../completions/openclaw.bash" with { type: "text" };
import fish from "../../completions/openclaw.fish" with { type: "text" };
import zsh from "../../completions/openclaw.zsh" with { type: "text" };
import { defineCommand } from "../contracts/command.ts";
import { type FileChange, install, uninstall } from "../core/shells/install.ts";
import type { ShellPlaces } from "../core/shells/places.ts";
import { chooseShell, type Shell, SHELLS } from "../core/shells/shells.ts";

const SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish };

const Result = v.object({
  shell: v.picklist(SHELLS),
  /** No shell was named, so it is the one of SHELL. */
  guessed: v.boolean(),
  action: v.picklist(["print", "install", "uninstall"]),
  script: v.nullable(v.string()),
  files: v.array(
    v.object({ path: v.string(), change: v.picklist(["written", "unchanged", "removed", "absent", "left"]) }),
  ),
  next: v.array(v.string()),
});
type Result = v.InferOutput<typeof Result>;

export default defineCommand({
  args: {
    shell: {
      type: "positional",
      kind: "shell",
      optional: true,
      description: "bash, zsh or fish; the one of SHELL when absent",
    },
    install: { type: "boolean", description: "Put the script where the shell loads it by itself" },
    rc: {
      type: "boolean",
      description: "Load it from the shell's start-up file too, between marks",
      needs: ["install"],
    },
    uninstall: { type: "boolean", description: "Take away what --install and --rc did", excludes: ["install"] },
  },
  examples: [
    { run: "openclaw completion --install", about: "For the shell that you log in with" },
    { run: "openclaw completion bash", about: 'Its text; or, in .bashrc: eval "$(openclaw completion bash)"' },
    { run: "openclaw completion zsh --install --rc", about: "Also load it from .zshrc" },
    { run: "openclaw completion fish --uninstall", about: "Take away what --install put there" },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const chosen = chooseShell(args.shell, env.variables);
    const { shell } = chosen;
    const base = { ...chosen, script: null, files: [], next: [] };
    if (args.uninstall) {
      return { ...base, action: "uninstall", files: await uninstall(env, shell) };
    }
    if (!args.install) return { ...base, action: "print", script: SCRIPTS[shell] };
    const { files, places, isLoaded } = await install(env, shell, SCRIPTS[shell], args.rc);
    return { ...base, action: "install", files, next: nextSteps(shell, places, isLoaded) };
  },
  warnings: ({ guessed, shell, action }) =>
    guessed && action === "print" ? [`no shell is named, so this is the script of ${shell}, from SHELL`] : [],
  human(result, style) {
    // The text of the result would have its line ends made safe.
    if (result.action === "print") return SCRIPTS[result.shell];
    const head = `${style.paint("strong", result.shell)}${result.guessed ? " (from SHELL)" : ""}\n`;
    const lines = result.files.map((file) => `  ${sentence(file)}\n`);
    const next = result.next.map((step) => `${style.paint("accent", "next:")} ${step}\n`);
    return [head, ...lines, ...next].join("");
  },
});

function sentence({ path, change }: FileChange): string {
  const texts: Readonly<Record<FileChange["change"], string>> = {
    written: `wrote ${path}`,
    unchanged: `${path} is as it should be`,
    removed: `removed ${path}`,
    absent: `${path} is not there`,
    left: `${path} has marks of ours that somebody changed: what stands there stays, take it out by hand`,
  };
  return texts[change];
}

function nextSteps(shell: Shell, { reason, rc, rcLine, needsCompinit }: ShellPlaces, isLoaded: boolean): string[] {
  const open = `open a new ${shell}, type \`openclaw models set \` and press TAB`;
  const start = needsCompinit ? [`add to ${rc}: autoload -Uz compinit && compinit`] : [];
  if (isLoaded || rc === undefined) return [...start, open];
  return [
    ...start,
    `have ${rc} load it, as ${reason}: \`openclaw completion ${shell} --install --rc\``,
    `or add this line to it: ${rcLine}`,
    open,
  ];
}
