import type { HttpRequest } from "../contracts/http.ts";
import { cliJson } from "./cli.ts";
import type { World } from "./env.ts";
import { entry, listOf, openRouter, questionIn, SEES, works } from "./openrouter.ts";

export const KEY = "sk-or-v1-0123456789abcdef";

/** Four free models, of which one sees. */
export const LIST = listOf(
  entry("a/words:free"),
  entry("b/eyes:free", SEES),
  entry("c/none:free"),
  entry("d/talks:free"),
);

/** A world with a key for OpenRouter, which lists those four; keeps every request. */
export const scanWorld = (answer = works, seen: HttpRequest[] = []): World => ({
  http: openRouter(LIST, answer, seen),
  variables: { OPENROUTER_API_KEY: KEY },
});

type Row = { id: string; tool: Record<string, unknown>; image: Record<string, unknown> };

/** Scans in a world, and gives the document and its rows. */
export async function scan(options: string, world: World) {
  const { code, document } = await cliJson(`models scan ${options}`, world);
  return { code, document, rows: document["results"] as Row[] };
}

/** What models were asked for, in its order. */
export const asked = (seen: readonly HttpRequest[]) =>
  seen.flatMap(({ method, body }) => (method === "POST" ? [questionIn(body ?? "")] : []));

/** A config by hand, with a fallback a line, and what else the defaults say. */
export const configText = (comment: string, fallbacks: string, more = "") => `{
  // ${comment}
  agents: {
    defaults: {
      model: {
        primary: "anthropic/claude-opus-4-6",
        fallbacks: [
          "openai/gpt-5.2", // paid
${fallbacks}        ],
      },
${more}    },
  },
}
`;
