import { expect, test } from "bun:test";
import { BINARY, runProgram, withFolder } from "../testing/binary.ts";

/** Runs below a pseudo terminal of `script`, 60 cells wide, and gives what would be on the screen. */
function onTerminal(home: string, command: string, variables: Record<string, string> = {}): string {
  const line = `stty cols 60; "${BINARY}" ${command}`;
  const env = { HOME: home, PATH: "/usr/bin:/bin", SHELL: "/bin/bash", TERM: "xterm", ...variables };
  return runProgram(["script", "-qec", line, "/dev/null"], { cwd: home, env }).stdout.replaceAll("\r\n", "\n");
}

const hasEscape = (text: string) => text.includes("\u001b");

test("a person's terminal gets colour", () =>
  withFolder({}, (home) => expect(hasEscape(onTerminal(home, "models"))).toBe(true)));

test.each([
  ["NO_COLOR", "models", { NO_COLOR: "" }],
  ["TERM=dumb", "models", { TERM: "dumb" }],
  ["--no-color", "models --no-color", {}],
  ["--plain", "models status --plain", {}],
  ["--json", "models status --json", {}],
  ["an error with NO_COLOR", "models frob", { NO_COLOR: "1" }],
  ["help with NO_COLOR", "--help", { NO_COLOR: "1" }],
] as const)("%s means no colour", (_, command, variables) =>
  withFolder({}, (home) => expect(hasEscape(onTerminal(home, command, variables))).toBe(false)),
);

test("a pipe gets no colour, unless it is forced", () =>
  withFolder({}, (home) => {
    const run = (variables: Record<string, string>) =>
      hasEscape(runProgram([BINARY, "models"], { cwd: home, env: { HOME: home, ...variables } }).stdout);
    expect([run({}), run({ FORCE_COLOR: "1" }), run({ FORCE_COLOR: "0" })]).toEqual([false, true, false]);
  }));

test.each(["models", "models list --all --provider groq", "models explain groq/llama-3.3-70b-versatile"])(
  "%s keeps within a narrow terminal",
  (command) =>
    withFolder({}, (home) => {
      const lines = onTerminal(home, command, { NO_COLOR: "1" }).split("\n");
      expect(lines.filter((line) => Bun.stringWidth(line) > 60 && /\s\S+\s/.test(line))).toEqual([]);
    }),
);
