import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const AIMOCK = join(import.meta.dir, "../../node_modules/@copilotkit/aimock/dist/cli.js");

/** A port that nobody listens on now. */
function freePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

/** Starts a server that speaks every dialect of models, with these answers; only `key` is a good one. */
export async function startAimock(fixtures: readonly object[], key: string): Promise<{ origin: string; stop(): void }> {
  const scratch = mkdtempSync(join(tmpdir(), "openclaw-aimock-"));
  const file = join(scratch, "fixtures.json");
  writeFileSync(file, JSON.stringify({ fixtures }));
  const port = freePort();
  const server = Bun.spawn([process.execPath, AIMOCK, "-p", `${port}`, "-f", file, "--strict"], {
    env: { ...process.env, AIMOCK_API_KEYS: key },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const reader = server.stdout.getReader();
  let said = "";
  while (!said.includes("listening")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`aimock ended: ${said}`);
    said += new TextDecoder().decode(value);
  }
  const stop = () => {
    server.kill();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { origin: `http://127.0.0.1:${port}`, stop };
}
