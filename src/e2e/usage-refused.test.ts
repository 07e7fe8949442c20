import { afterAll, expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { USAGES } from "../providers/usage/usages.ts";
import { runBinary, runBinaryBeside, snapshot, withFolder } from "../testing/binary.ts";
import { startProxy } from "../testing/proxy.ts";
import { homeOf, SECRET } from "../testing/usage.ts";

const { proxy, network, stop } = await startProxy();
afterAll(stop);

const PROVIDERS = Object.keys(USAGES);
const STATUS = ["models", "status"];

test.each([403, 429])("HTTP %d is a note: --check ends as it would, and nothing else changes", (status) =>
  withFolder(homeOf(["anthropic"], USAGES), async (home) => {
    await proxy.reset();
    await proxy.forAnyRequest().thenJson(status, { error: { type: "permission_error", message: `no, ${SECRET}` } });
    const before = { run: runBinary([...STATUS, "--check"], { home }), files: await snapshot(home) };
    const argv = [...STATUS, "--check", "--usage"];
    const { code, stdout } = await runBinaryBeside(argv, { home, variables: network });
    expect(code).toBe(before.run.code);
    expect(stdout).toMatch(new RegExp(`\nanthropic:t {2}just now\n {2}not known: [^\n]*\\(HTTP ${status}\\)\n`));
    expect(stdout.replace(/Plans[^]*?\n\n/, "")).toBe(before.run.stdout);
    const files = Object.entries(await snapshot(home)).filter(([path]) => !path.startsWith(".cache/openclaw-cli/"));
    expect([statSync(join(home, ".cache/openclaw-cli/usage.json")).isFile(), Object.fromEntries(files)]).toEqual([
      true,
      before.files,
    ]);
  }),
);

test.each([403, 429])("HTTP %d of any provider leaves its credential as healthy as it was", (status) =>
  withFolder(homeOf(PROVIDERS, USAGES), async (home) => {
    await proxy.reset();
    await proxy.forAnyRequest().thenJson(status, { error: { message: "no" } });
    const before = JSON.parse(runBinary([...STATUS, "--json"], { home }).stdout);
    const run = await runBinaryBeside([...STATUS, "--usage", "--json"], { home, variables: network });
    const after = JSON.parse(run.stdout);
    const refused = (after.auth.usage as { provider: string; error?: string }[]).filter(({ error }) =>
      error?.endsWith(`(HTTP ${status})`),
    );
    expect([run.code, refused.map(({ provider }) => provider)]).toEqual([0, PROVIDERS]);
    const healthOf = ({ auth }: typeof before) => [auth.oauth.profiles, auth.providers, auth.unusableProfiles].flat();
    const timeless = (text: string) => text.replaceAll(/"remainingMs":-?\d+/g, "");
    expect(timeless(JSON.stringify(healthOf(after)))).toBe(timeless(JSON.stringify(healthOf(before))));
  }),
);
