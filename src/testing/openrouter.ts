import type { Http, HttpRequest } from "../contracts/http.ts";
import type { Skill } from "../contracts/wire.ts";

/** What a model answers to a question for a skill: the status and the body. */
export type Reply = readonly [status: number, body: unknown];

const message = (content: object): Reply => [200, { choices: [{ message: content }] }];

/** Answers as OpenRouter gives them. */
export const REPLIES = {
  tool: message({ tool_calls: [{ type: "function", function: { name: "ping", arguments: '{"word":"pong"}' } }] }),
  image: message({ content: "Walrus" }),
  text: message({ content: "OK" }),
  cutOff: [200, { choices: [{ message: { content: null, reasoning: "They want" }, finish_reason: "length" }] }],
  noTools: [404, { error: { message: "No endpoints found that support tool use.", code: 404 } }],
  gone: [404, { error: { message: "No endpoints found for it.", code: 404 } }],
  invalid: [400, { error: { message: "a/b:free is not a valid model ID", code: 400 } }],
  forbidden: [404, { error: { message: "No allowed providers are available for the selected model.", code: 404 } }],
  hostRefused: [
    400,
    { error: { message: "Provider returned error", code: 400, metadata: { provider_name: "Chutes" } } },
  ],
  upstream: [429, { error: { message: "Provider returned error", code: 429, metadata: { provider_name: "Chutes" } } }],
  badKey: [401, { error: { message: "User not found.", code: 401 } }],
  broken: [500, { error: { message: "Internal Server Error", code: 500 } }],
  minute: [
    429,
    {
      error: {
        message: "Rate limit exceeded: free-models-per-min.",
        code: 429,
        metadata: { headers: { "X-RateLimit-Limit": "20", "X-RateLimit-Reset": "1770724840000" } },
      },
    },
  ],
  daily: [
    429,
    {
      error: {
        message: "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
        code: 429,
        metadata: { headers: { "X-RateLimit-Limit": "50", "X-RateLimit-Reset": "1770768000000" } },
      },
    },
  ],
} as const satisfies Readonly<Record<string, Reply>>;

/** What a well-behaved model answers. */
export const works = (_: string, skill: Skill): Reply => REPLIES[skill];

/** An entry of OpenRouter's list: free, for text, unless `more` says otherwise. */
export function entry(id: string, more: object = {}): object {
  return {
    id,
    name: id,
    context_length: 100_000,
    architecture: { input_modalities: ["text"], output_modalities: ["text"] },
    pricing: { prompt: "0", completion: "0" },
    supported_parameters: ["max_tokens", "tools"],
    ...more,
  };
}

/** The architecture of a model that sees. */
export const SEES = { architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] } };

export const listOf = (...entries: readonly object[]) => JSON.stringify({ data: entries });

/** Which model a request asks, and for what. */
export function questionIn(body: string): { id: string; skill: Skill } {
  const { model, tools } = JSON.parse(body) as { model: string; tools?: unknown };
  return { id: model, skill: tools === undefined ? "image" : "tool" };
}

/** OpenRouter: its list, and what each model answers; keeps every request. */
export function openRouter(
  list: string | Reply,
  answer: (id: string, skill: Skill) => Reply = works,
  seen: HttpRequest[] = [],
): Http {
  return async (request) => {
    seen.push(request);
    const headers = { "content-type": "application/json" };
    if (request.method === "GET") {
      const [status, body] = typeof list === "string" ? [200, list] : [list[0], JSON.stringify(list[1])];
      return { kind: "answer", status, headers, body };
    }
    const { id, skill } = questionIn(request.body ?? "{}");
    const [status, body] = answer(id, skill);
    return { kind: "answer", status, headers, body: JSON.stringify(body) };
  };
}
