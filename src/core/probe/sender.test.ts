import { expect, test } from "bun:test";
import type { HttpRequest, HttpResult } from "../../contracts/http.ts";
import { createFakeEnv } from "../../testing/env.ts";
import { createSender } from "./sender.ts";

/** A sender to whoever gives these answers, each after two seconds; the requests are kept. */
function senderTo(answers: HttpResult[]) {
  const requests: HttpRequest[] = [];
  const { env } = createFakeEnv({
    http: async (request) => {
      requests.push(request);
      await env.sleep(2000);
      return answers.shift() ?? { kind: "network", detail: "no connection" };
    },
  });
  const own = { "x-tenant": "canary-1", accept: "text/plain" };
  return { requests, env, sender: createSender(env, own, { deadlineMs: 5000, maxBytes: 10 }) };
}

test("a request is a GET, with a body a POST; the config's headers come last", async () => {
  const { requests, sender } = senderTo([]);
  await sender.send({ url: "https://a.example", headers: { authorization: "Bearer canary-2" } });
  await sender.send({ url: "https://a.example", headers: {}, body: { a: 1 } });
  const common = { accept: "text/plain", "user-agent": "openclaw/0.0.0", "x-tenant": "canary-1" };
  expect<unknown>(requests).toEqual([
    {
      method: "GET",
      url: "https://a.example",
      headers: { ...common, authorization: "Bearer canary-2" },
      maxBytes: 10,
      deadlineMs: 5000,
    },
    {
      method: "POST",
      url: "https://a.example",
      headers: { ...common, "content-type": "application/json" },
      body: '{"a":1}',
      maxBytes: 10,
      deadlineMs: 3000,
    },
  ]);
});

test("all requests of one question share its deadline, which begins with the first", async () => {
  const { requests, env, sender } = senderTo([]);
  await env.sleep(60_000);
  for (let sent = 0; sent < 4; sent++) await sender.send({ url: "https://a.example", headers: {} });
  expect(requests.map(({ deadlineMs }) => deadlineMs)).toEqual([5000, 3000, 1000, 1]);
});

test("what any of them sent is hidden, also where an answer leads", async () => {
  const { sender } = senderTo([
    { kind: "redirect", detail: "to canary-2.example" },
    { kind: "redirect", detail: "to canary-1.example" },
  ]);
  const first = await sender.send({ url: "https://a.example", headers: { authorization: "Bearer canary-2" } });
  const second = await sender.send({ url: "https://a.example?key=canary-3", headers: {} });
  expect([first, second]).toEqual([
    { kind: "redirect", detail: "it redirects to ***.example" },
    { kind: "redirect", detail: "it redirects to ***.example" },
  ]);
  expect(sender.hide("canary-1 canary-2 canary-3")).toBe("*** *** ***");
});
