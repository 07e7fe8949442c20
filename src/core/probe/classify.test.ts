import { expect, test } from "bun:test";
import fixtures from "./__fixtures__/error-bodies.json";
import { classify } from "./classify.ts";
import { REASONS } from "./outcome.ts";

const isChat = (body: unknown) => Array.isArray((body as { choices?: unknown[] }).choices);

test.each(fixtures.errors.map((entry) => [entry.provider, entry.status, entry.reason, entry] as const))(
  "%s %i is %s",
  (provider, status, reason, { body, headers }) => {
    const isText = typeof body === "string";
    const contentType =
      (headers as Record<string, string>)["content-type"] ?? (isText ? "text/plain" : "application/json");
    const answer = { status, contentType, body: isText ? body : JSON.stringify(body) };
    expect(classify(provider, answer, "gpt-x", isChat).reason).toBe(reason as keyof typeof REASONS);
  },
);
