import { createServer, type Server } from "node:http";
import type { Listen, Reply, Visit } from "../contracts/listen.ts";
import { holderOf } from "./port-holder.ts";

/** A browser finds `localhost` at either of them, so nobody else may have one. */
const ADDRESSES = { localhost: ["127.0.0.1", "::1"], "127.0.0.1": ["127.0.0.1"] } as const;

const LAST_WORDS_MS = 300;

/** A free port of one address is nearly always free at the other one too. */
const TRIES = 5;

/**
 * Listens with node:http, not with `Bun.serve`: that one takes a port which another Bun program holds, and the system then
 * shares the visits out.
 */
export const listen: Listen = async ({ host, port }, answer) => {
  for (let tries = port === 0 ? TRIES : 1; ; tries--) {
    const servers: Server[] = [];
    const found = await bindAll(ADDRESSES[host], port, answer, servers);
    if (found.kind === "bound") return { kind: "listening", port: found.port, close: () => closeAll(servers) };
    await closeAll(servers);
    if (tries === 1) return { kind: "busy", port: found.port, holder: await holderOf(found.port) };
  }
};

async function bindAll(
  addresses: readonly string[],
  wanted: number,
  answer: (visit: Visit) => Promise<Reply>,
  servers: Server[],
): Promise<{ kind: "bound" | "busy"; port: number }> {
  let port = wanted;
  for (const address of addresses) {
    const bound = await bind(address, port, answer);
    if (bound === "busy") return { kind: "busy", port };
    if (bound === "absent") continue;
    servers.push(bound.server);
    port = bound.port;
  }
  return { kind: servers.length === 0 ? "busy" : "bound", port };
}

/** `absent` is an address that this machine does not have: many have no IPv6. */
async function bind(
  address: string,
  port: number,
  answer: (visit: Visit) => Promise<Reply>,
): Promise<{ server: Server; port: number } | "busy" | "absent"> {
  const server = createServer(async ({ method = "", url = "" }, response) => {
    const [path = "", query = ""] = url.split(/\?(.*)/s);
    const reply = await answer({ method, path, query });
    response.writeHead(reply.status, headersOf(reply));
    response.end(reply.page ?? reply.text ?? "");
  });
  const { promise, resolve } = Promise.withResolvers<{ server: Server; port: number } | "busy" | "absent">();
  server.once("error", ({ code }: NodeJS.ErrnoException) =>
    resolve(code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT" ? "absent" : "busy"),
  );
  server.listen({ host: address, port, exclusive: true }, () => {
    const at = server.address();
    resolve({ server, port: typeof at === "object" && at !== null ? at.port : port });
  });
  return promise;
}

/** Nothing of a sign-in is kept by the browser or told to another site, and nothing but the page's own style is loaded. */
function headersOf({ page, location }: Reply): Record<string, string> {
  return {
    "content-type": `text/${page === undefined ? "plain" : "html"}; charset=utf-8`,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    connection: "close",
    ...(location === undefined ? {} : { location }),
  };
}

/** What is being sent is sent to its end; a browser's connections that only stand there are not waited for. */
async function closeAll(servers: readonly Server[]): Promise<void> {
  const closed = servers.map((server) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
    return promise;
  });
  await Promise.all(closed);
}
