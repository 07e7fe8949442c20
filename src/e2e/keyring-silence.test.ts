import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY, snapshot } from "../testing/binary.ts";
import { withKeyring } from "../testing/keyring.ts";

const TOKEN = `sk-ant-oat01-${"Tk7".repeat(30)}`;
const ID = "anthropic:manual";

/** What only looks, and what each shows of a credential in the keyring. */
const COMMANDS: readonly (readonly [line: string, shows: string])[] = [
  ["models", `${ID}  does not expire · in the keyring`],
  ["models status", `${ID}  does not expire · in the keyring`],
  ["models status --check", ID],
  ["models status --json", '"keyring"'],
  ["models list", ""],
  ["models list --json", '"keyring"'],
  ["models auth list", `${ID}  token · does not expire · in the keyring`],
  ["models auth order get --provider anthropic", "anthropic"],
  ["models auth audit --check", "no secret stands in clear"],
  ["models explain anthropic/claude-opus-4-6", "in the keyring"],
  ["models explain anthropic/claude-opus-4-6 --json", '"keyring"'],
  ["__complete zsh -- models auth logout ", "manual"],
  ["__complete zsh -- models set anthropic/claude-opus-4", "claude-opus-4-6"],
  ["__complete fish -- models auth paste-token --profile-id ", ID],
];

test.skipIf(process.platform !== "linux")(
  "whatever only looks leaves the keyring alone, locked or not, and says what is in it",
  () =>
    withKeyring("unlocked", async (desktop) => {
      expect((await desktop.auth("paste-token --provider anthropic", { input: TOKEN })).code).toBe(0);
      await desktop.lock();
      const before = await snapshot(desktop.home);
      const log = join(desktop.folder, "trace");
      for (const [line, shows] of COMMANDS) {
        const trace = [
          "strace",
          "-f",
          "-qq",
          "-o",
          log,
          "-e",
          "trace=%network,execve,execveat,vfork,clone,clone3,openat",
        ];
        const command = [...trace, BINARY, ...line.split(" ")];
        const { code, stdout, stderr } = await desktop.run(command);
        expect([line, code, stderr]).toEqual([line, 0, ""]);
        expect(stdout).toContain(shows);
        const calls = readFileSync(log, "utf8").split("\n").filter(Boolean);
        const ofKind = (kind: RegExp) => calls.filter((call) => kind.test(call));
        expect([line, ...ofKind(/\b(socket|socketpair|connect|bind|sendto|sendmsg|vfork)\(/)]).toEqual([line]);
        // A clone that shares no memory is a process; threads share it.
        expect([line, ...ofKind(/\bclone3?\((?!.*CLONE_VM)/)]).toEqual([line]);
        expect([line, ...ofKind(/\bopenat\(.*(\.node"|\/\.cache|keyring-)/)]).toEqual([line]);
        expect([line, ofKind(/\bexecve(at)?\(/).length]).toEqual([line, 1]);
      }
      expect(await snapshot(desktop.home)).toEqual(before);
    }),
);
