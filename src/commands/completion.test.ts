import { expect, test } from "bun:test";
import { cli, cliJson } from "../testing/cli.ts";
import { HOME } from "../testing/disk.ts";
import { createFakeEnv, type World } from "../testing/env.ts";
import { session } from "../testing/session.ts";

const FISH = `${HOME}/.config/fish/completions/openclaw.fish`;
const BASH = `${HOME}/.local/share/bash-completion/completions/openclaw`;
const PACKAGE = {
  "/usr/share/bash-completion/bash_completion": "",
  "/etc/bash.bashrc": ". /usr/share/bash-completion/bash_completion\n",
};

test.each(["bash", "zsh", "fish"])("%s: the script is printed as it is", async (shell) => {
  const text = await Bun.file(`${import.meta.dir}/../../completions/openclaw.${shell}`).text();
  expect(await cli(`completion ${shell}`)).toEqual({ code: 0, stdout: text, stderr: "" });
  // What makes other answers safe would take its line ends away.
  const odd = await cli(`completion ${shell}`, { variables: { PS1: "\u001b[31m\n" } });
  expect(odd.stdout).toBe(text);
  const { document } = await cliJson(`completion ${shell}`);
  expect(document).toEqual({
    schemaVersion: 1,
    shell,
    guessed: false,
    action: "print",
    script: text,
    files: [],
    next: [],
  });
});

test("with no shell named it is the one of SHELL, and that is said", async () => {
  const { code, stdout, stderr } = await cli("completion", { variables: { SHELL: "/usr/bin/fish" } });
  expect([code, stdout.split("\n")[0]]).toEqual([0, expect.stringContaining("# fish completion")]);
  expect(stderr).toBe("warning: no shell is named, so this is the script of fish, from SHELL\n");
  const json = await cliJson("completion --install", { variables: { SHELL: "/bin/zsh" } });
  expect(json.document).toMatchObject({ shell: "zsh", guessed: true, action: "install" });
});

test.each([
  ["completion", {}, "no shell is named, and SHELL does not tell"],
  ["completion", { SHELL: "/bin/tcsh" }, "there is no completion script for `tcsh`"],
  ["completion powershell", {}, "there is no completion script for `powershell`"],
  ["completion constructor", {}, "there is no completion script for `constructor`"],
  ["completion bash --install --uninstall", {}, "`--uninstall` and `--install` exclude each other"],
  ["completion bash --rc", {}, "`--rc` means something only with `--install`"],
  ["completion bash zsh", {}, "`zsh` is one word too many for `openclaw completion`"],
])("%s with %j is refused", async (line, variables, message) => {
  const { code, stdout, stderr } = await cli(line, { variables });
  expect([code, stdout, stderr.split("\n")[0]]).toEqual([64, "", `error: ${message}`]);
  expect(stderr).toContain("hint: ");
});

test.each<[string, World, string]>([
  ["fish", {}, FISH],
  ["fish", { variables: { XDG_CONFIG_HOME: "/x/config" } }, "/x/config/fish/completions/openclaw.fish"],
  ["fish", { variables: { XDG_CONFIG_HOME: "relative" } }, FISH],
  ["bash", {}, BASH],
  ["bash", { variables: { XDG_DATA_HOME: "/x/data" } }, "/x/data/bash-completion/completions/openclaw"],
  ["bash", { variables: { BASH_COMPLETION_USER_DIR: "/x/bc" } }, "/x/bc/completions/openclaw"],
  ["zsh", {}, `${HOME}/.zfunc/_openclaw`],
  ["zsh", { variables: { ZDOTDIR: "/x/zsh" } }, "/x/zsh/.zfunc/_openclaw"],
  ["zsh", { variables: { FPATH: `/usr/share/zsh:${HOME}/fp:${HOME}/fp2` } }, `${HOME}/fp/_openclaw`],
  ["zsh", { files: { "~/.zshrc": "fpath=(~/.zsh/comp $fpath)\n" } }, `${HOME}/.zsh/comp/_openclaw`],
  ["zsh", { files: { "~/.zshrc": 'fpath+=("$HOME/a b" /usr/share/x)\n' } }, `${HOME}/a b/_openclaw`],
  ["zsh", { files: { "~/.zshenv": "  fpath+=( ${HOME}/e )\n" } }, `${HOME}/e/_openclaw`],
  [
    "zsh",
    { files: { "~/.zshrc": "# fpath=(~/old $fpath)\nfpath=($(brew --prefix)/x $fpath)\n" } },
    `${HOME}/.zfunc/_openclaw`,
  ],
  [
    "zsh",
    { variables: { ZSH: `${HOME}/.oh-my-zsh` }, files: { "~/.oh-my-zsh/oh-my-zsh.sh": "" } },
    `${HOME}/.oh-my-zsh/custom/completions/_openclaw`,
  ],
])("%s with %j is installed at %s", async (shell, world, path) => {
  const { files } = await session([`completion ${shell} --install`], world);
  expect(files[path]).toContain(`# ${shell} completion for openclaw`);
  const before = Object.keys(createFakeEnv(world).files);
  const { files: after } = await session([`completion ${shell} --install`, `completion ${shell} --uninstall`], world);
  expect(Object.keys(after)).toEqual(expect.arrayContaining(before));
  expect(after[path]).toBeUndefined();
});

test("installing says what it did and what comes next; twice changes nothing", async () => {
  const { stdout } = await session(["completion bash --install", "completion bash --install"], { files: PACKAGE });
  expect(stdout).toMatchInlineSnapshot(`
    "bash
      wrote /home/me/.local/share/bash-completion/completions/openclaw
    next: open a new bash, type \`openclaw models set \` and press TAB
    bash
      /home/me/.local/share/bash-completion/completions/openclaw is as it should be
    next: open a new bash, type \`openclaw models set \` and press TAB
    "
  `);
});

test("where nothing would load it, the way is shown", async () => {
  const { stdout } = await session(["completion bash --install", "completion zsh --install"]);
  expect(stdout).toMatchInlineSnapshot(`
    "bash
      wrote /home/me/.local/share/bash-completion/completions/openclaw
    next: have /home/me/.bashrc load it, as bash-completion is not installed: \`openclaw completion bash --install --rc\`
    next: or add this line to it: [ -r '/home/me/.local/share/bash-completion/completions/openclaw' ] && . '/home/me/.local/share/bash-completion/completions/openclaw'
    next: open a new bash, type \`openclaw models set \` and press TAB
    zsh
      wrote /home/me/.zfunc/_openclaw
    next: add to /home/me/.zshrc: autoload -Uz compinit && compinit
    next: have /home/me/.zshrc load it, as no folder of yours is in its fpath: \`openclaw completion zsh --install --rc\`
    next: or add this line to it: [[ -r '/home/me/.zfunc/_openclaw' ]] && source '/home/me/.zfunc/_openclaw'
    next: open a new zsh, type \`openclaw models set \` and press TAB
    "
  `);
});

test.each([undefined, "", "alias ll='ls -l'\n", "no end"])("with --rc, %j is given back to the byte", async (rc) => {
  for (const [shell, name] of [
    ["bash", ".bashrc"],
    ["zsh", ".zshrc"],
  ] as const) {
    const world = rc === undefined ? {} : { files: { [`~/${name}`]: rc } };
    const install = `completion ${shell} --install --rc`;
    const { files } = await session([install, install], world);
    expect(String(files[`${HOME}/${name}`]).match(/>>> openclaw completion/g)).toHaveLength(1);
    const { files: after } = await session([install, install, `completion ${shell} --uninstall`], world);
    expect(after[`${HOME}/${name}`]).toBe(rc as string);
  }
});

test("on a Mac the login file is the one that counts, where it is the only one", async () => {
  const files = { "~/.bash_profile": "x\n" };
  const mac = await session(["completion bash --install --rc"], { platform: "darwin", files });
  expect(mac.files[`${HOME}/.bash_profile`]).toContain("openclaw completion");
  const linux = await session(["completion bash --install --rc"], { files });
  expect(linux.files[`${HOME}/.bash_profile`]).toBe("x\n");
});

test("an older script of ours is replaced, somebody else's is left alone", async () => {
  const old = "# fish completion for openclaw, as it was\n";
  const { files } = await session(["completion fish --install"], { files: { [FISH]: old } });
  expect(files[FISH]).not.toBe(old);
  const theirs = { files: { [FISH]: "complete -c openclaw -a mine\n" } };
  const refused = await session(["completion fish --install", "completion fish --uninstall"], theirs);
  expect(refused).toMatchObject({ codes: [73, 73], stdout: "", files: { [FISH]: theirs.files[FISH] } });
  expect(refused.stderr.split("\n").slice(0, 2)).toEqual([
    `error: ${FISH} is not ours, so it stays as it is`,
    `hint: look at it, and move it away: \`mv ${FISH} ${FISH}.old\``,
  ]);
});

test("what is not there is not taken away", async () => {
  const { codes, stdout } = await session(["completion fish --uninstall"]);
  expect([codes, stdout]).toEqual([[0], `fish\n  ${FISH} is not there\n`]);
});

test.each<[string, World]>([
  ["OPENCLAW_CONFIG_READONLY is set", { variables: { OPENCLAW_CONFIG_READONLY: "1" } }],
  ["OPENCLAW_NIX_MODE is set", { variables: { OPENCLAW_NIX_MODE: "1" } }],
  ["permission denied", { readOnly: "permission denied" }],
])("nothing is written where %s", async (reason, world) => {
  const { codes, stderr, files } = await session(["completion bash --install --rc"], world);
  expect([codes, files]).toEqual([[73], {}]);
  expect(stderr).toBe(
    `error: ${BASH} cannot be changed: ${reason}\n  would write ${BASH}\n  would write ${HOME}/.bashrc\nhint: load it yourself: see \`openclaw completion --help\`\n`,
  );
});

test("a start-up file that cannot be read is left alone", async () => {
  const { codes, stderr, files } = await session(["completion bash --install --rc"], {
    files: { "~/.bashrc": { unreadable: "permission denied" } },
  });
  expect([codes, Object.keys(files)]).toEqual([[73], [`${HOME}/.bashrc`]]);
  expect(stderr).toContain(`error: ${HOME}/.bashrc cannot be read: permission denied\n`);
});
