import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { BINARY, withFolder } from "../testing/binary.ts";

test("Control-C while a provider keeps everybody waiting for its list is told in the document, and keeps no list", async () => {
  const reached = Promise.withResolvers<void>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch() {
      reached.resolve();
      return new Promise<Response>(() => {});
    },
  });
  const own = { baseUrl: `http://127.0.0.1:${server.port}/v1`, apiKey: "k", models: [{ id: "m" }] };
  const config = JSON.stringify({ models: { providers: { x: own } } });
  await withFolder({ ".openclaw/openclaw.json": config }, async (home) => {
    const argv = [BINARY, "models", "list", "--refresh", "--provider", "x", "--json"];
    const child = Bun.spawn(argv, { cwd: home, env: { HOME: home }, stdout: "pipe", stderr: "pipe" });
    await reached.promise;
    child.kill("SIGINT");
    const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
    expect([await child.exited, stderr, JSON.parse(stdout)]).toEqual([
      130,
      "",
      { schemaVersion: 1, error: { code: "cancelled", message: "cancelled", hint: "nothing was changed" } },
    ]);
    expect(existsSync(join(home, ".cache"))).toBe(false);
  });
  await server.stop(true);
});
