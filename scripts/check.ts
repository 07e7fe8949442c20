/**
 * Runs every gate: format, lint, types, generated files, the build, every test, and, where `../shared` stands beside
 * the project, the recorded runs of the real OpenClaw. Ends with the line `N passed, N failed`.
 *
 *   bun scripts/check.ts [--fix]
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildIfStale } from "./build.ts";
import { requirePrograms } from "./system.ts";

const ROOT = join(import.meta.dir, "..");
const SHARED = join(ROOT, "../shared");
const bin = (name: string) => join(ROOT, "node_modules/.bin", name);
const isFix = process.argv.includes("--fix");

type Count = { passed: number; failed: number };

/** A gate passes or fails as one; what it says is shown when it fails. */
async function gate(name: string, command: readonly string[]): Promise<Count> {
  const { exitCode, output } = await run(command);
  console.log(`${exitCode === 0 ? "ok  " : "FAIL"} ${name}`);
  if (exitCode !== 0) console.log(output);
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A test runner counts by itself; a run that counts nothing has failed. */
async function suite(name: string, command: readonly string[], count: (output: string) => Count): Promise<Count> {
  const { exitCode, output } = await run(command);
  const result = count(output);
  const isGood = exitCode === 0 && result.failed === 0 && result.passed > 0;
  console.log(`${isGood ? "ok  " : "FAIL"} ${name}: ${result.passed} passed, ${result.failed} failed`);
  if (!isGood) console.log(output);
  return isGood ? result : { passed: result.passed, failed: Math.max(1, result.failed) };
}

async function run(command: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const child = Bun.spawn([...command], { cwd: ROOT, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { exitCode: await child.exited, output: out + err };
}

/** The last line that says so alone; a test's own output may hold the same words. */
const last = (pattern: RegExp, output: string) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
const bunCount = (output: string) => ({
  passed: last(/^\s*(\d+) pass$/gm, output),
  failed: last(/^\s*(\d+) fail$/gm, output),
});
const plainCount = (output: string) => ({
  passed: last(/^(\d+) passed, \d+ failed$/gm, output),
  failed: last(/^\d+ passed, (\d+) failed$/gm, output),
});

/**
 * Which recorded runs are compared, by folder. In 08 the comparison reads the main file alone, while the aliases stand in an included one, where ours keeps them; so it is left to reads.
 */
const RECORDED: readonly (readonly [folders: string, runs: string])[] = [
  ["01,02,03,04,06,07,09,12,14,15,16", "^"],
  ["08", "^models( status| list| aliases list| fallbacks list| image-fallbacks list|$)"],
];

/** How the shared harness presses TAB: each shell in each way of loading the script. */
const HARNESS: readonly (readonly string[])[] = [
  ["bash"],
  ["bash", "--bash-completion", "auto"],
  ["zsh"],
  ["zsh", "--mode", "autoload"],
  ["zsh", "--mode", "before-compinit"],
  ["fish"],
  ["fish", "--mode", "autoload"],
];

/** The cases of the shared harness, with the binary under its own name in PATH. */
async function pressTabs(binary: string): Promise<Count[]> {
  const folder = join(SHARED, "tools/complete-harness");
  if (!existsSync(folder) || process.platform !== "linux") return [];
  const counts: Count[] = [];
  for (const how of HARNESS) {
    const command = ["python3", join(folder, "complete-harness"), "suite", "--cases", join(folder, "cases.json")];
    command.push("--bin", "openclaw", "--path", dirname(binary), "--gen", "{bin} completion {shell}");
    command.push(
      "--setup",
      `python3 ${join(folder, "openclaw-world")}`,
      "--retries",
      "0",
      "-j",
      "3",
      "--shell",
      ...how,
    );
    counts.push(await suite(`TAB by the shared harness (${how.join(" ")})`, command, plainCount));
  }
  return counts;
}

/** Everything in its turn; what the tests need from the system comes first. */
async function checkAll(): Promise<Count[]> {
  const golden = join(SHARED, "tools/golden-compare/golden-compare.ts");
  const hasGolden = existsSync(golden);
  const programs = ["strace", "script", "bash", "zsh", "fish", "shellcheck"];
  programs.push("dbus-run-session", "gnome-keyring-daemon", "secret-tool", "gdbus", "chromium");
  if (existsSync(SHARED)) programs.push("faketime", "python3", "/usr/share/bash-completion/bash_completion");
  const missing = process.platform === "linux" ? requirePrograms(programs) : "";
  if (missing !== "") {
    console.log(missing);
    return [{ passed: 0, failed: 1 }];
  }
  const counts = [
    await gate("format", [bin("oxfmt"), ...(isFix ? ["."] : ["--check", "."])]),
    await gate("lint", [bin("oxlint"), ...(isFix ? ["--fix"] : [])]),
    await gate("types", [bin("tsc"), "-p", "."]),
    await gate("generated files", [bin("bun"), "scripts/gen.ts", ...(isFix ? [] : ["--check"])]),
  ];
  const binary = await buildIfStale();
  counts.push(await suite("tests", [bin("bun"), "test", "--timeout", "60000"], bunCount));
  counts.push(...(await pressTabs(binary)));
  if (!hasGolden) return counts;
  for (const [folders, runs] of RECORDED) {
    const fixtures = join(SHARED, "fixtures/openclaw-2026.2.6-3");
    const command = [
      bin("bun"),
      golden,
      "--bin",
      binary,
      "--fixtures",
      fixtures,
      "--only",
      folders,
      "--only-runs",
      runs,
    ];
    counts.push(await suite(`recorded runs of OpenClaw (${folders})`, command, plainCount));
  }
  return counts;
}

const counts = await checkAll();
const total = (field: keyof Count) => counts.reduce((sum, count) => sum + count[field], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;
