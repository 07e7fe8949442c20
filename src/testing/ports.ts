import { createServer, type Server } from "node:http";

/** The sign-in of another test, or of another run of the tests, may take this long. */
const PATIENCE_MS = 30_000;

/** Takes a port of this machine, once whoever has it gives it back. */
export async function holdPort(port: number): Promise<Server> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    server.once("error", () => resolve(false));
    // Both families, as the programs that want it take both.
    server.listen({ port, host: "::", ipv6Only: false, exclusive: true }, () => resolve(true));
    if (await promise) return server;
    if (Date.now() > deadline) throw new Error(`port ${port} is not given back`);
    await Bun.sleep(50);
  }
}

/** Waits until nobody has a port. */
export async function untilFree(port: number): Promise<void> {
  const server = await holdPort(port);
  await new Promise((resolve) => server.close(resolve));
}
