import { afterAll, beforeEach, expect, test } from "bun:test";
import type { HttpRequest } from "../contracts/http.ts";
import { http } from "./http.ts";

/** What was asked, and what the server says to each path: a redirection, or where it is. */
let seen: string[] = [];
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  async fetch(request) {
    const { pathname } = new URL(request.url);
    seen.push(`${request.method} ${pathname} ${await request.text()}`.trim());
    const [, status = "", way = ""] = pathname.split("/");
    const locations: Record<string, string> = {
      on: "/end",
      round: pathname,
      off: "http://127.0.0.2:9/",
      odd: "http://[",
    };
    if (pathname === "/end") return new Response("here");
    const headers = { location: way === "twice" ? `/${status}/on` : (locations[way] ?? "") };
    return new Response("", { status: Number(status), headers });
  },
});
afterAll(() => server.stop(true));
beforeEach(() => {
  seen = [];
});

const ask = (path: string, more: Partial<HttpRequest>) =>
  http({ url: `${server.url.origin}${path}`, method: "POST", headers: {}, deadlineMs: 4000, maxBytes: 99, ...more });
const once = { body: "refresh", once: true } as const;

test.each<[string, Partial<HttpRequest>, string | undefined, number]>([
  ["/307/on", { body: "x" }, undefined, 2],
  ["/308/on", { body: "x" }, undefined, 2],
  ["/307/twice", { body: "x" }, "in circles", 2],
  ["/307/round", { body: "x" }, "in circles", 2],
  ["/301/on", { body: "x" }, "to another path", 1],
  ["/302/on", { body: "x" }, "to another path", 1],
  ["/303/on", { body: "x" }, "to another path", 1],
  ["/307/off", { body: "x" }, "to 127.0.0.2:9", 1],
  ["/307/odd", { body: "x" }, "to no web address", 1],
  ...[301, 302, 303, 307, 308].map((status): [string, Partial<HttpRequest>, string, number] => [
    `/${status}/on`,
    once,
    "to another path",
    1,
  ]),
  ["/308/off", once, "to 127.0.0.2:9", 1],
  ["/302/on", { method: "GET" }, undefined, 2],
  ["/302/twice", { method: "GET" }, undefined, 3],
  ["/302/round", { method: "GET" }, "in circles", 4],
])("%s, %j: %s, asked %i times", async (path, request, detail, times) => {
  const answer = await ask(path, request);
  expect(answer).toMatchObject(
    detail === undefined ? { kind: "answer", status: 200, body: "here" } : { kind: "redirect", detail },
  );
  expect(seen.length).toBe(times);
  expect(seen.every((line) => line.startsWith(request.method ?? "POST") && line.endsWith(request.body ?? ""))).toBe(
    true,
  );
});

test("what nobody got is told from what somebody may have got", async () => {
  const closed = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("") });
  const { origin } = closed.url;
  await closed.stop(true);
  expect(await ask("", { url: origin })).toEqual({
    kind: "network",
    detail: "the connection was refused",
    isUnsent: true,
  });
  const silent = Bun.listen({ port: 0, hostname: "127.0.0.1", socket: { data: (socket) => void socket.terminate() } });
  const answer = await ask("", { url: `http://127.0.0.1:${silent.port}/`, body: "x" });
  silent.stop(true);
  expect([answer.kind, "isUnsent" in answer]).toEqual(["network", false]);
});
