import type { Question, Showing, WireDialect, WireRequest } from "../../contracts/wire.ts";
import { at } from "./common.ts";

/**
 * The word "walrus", black on white, 192 by 64: large enough for every host, and nothing that a model could guess which does
 * not see it.
 */
const IMAGE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAMAAAABAAQAAAABkF0VyAAABFklEQVR42uXUTWrFIBAH8L8INatm+xahucgjudgjerPmKIF3gGYpNMx0RqNNCu8AJYKL4afgfCD4xcKFgMw14TPDmIIvBXDg4AFPhrB+GAlWtAo+MCagV1gSLLB63sODgFYhJAgncK/AKiABCkygdj3CpDAPGAzxZhRcBn4W4B3kaQImJbgDJRgp38jQ3C2vSOAzjApL13SWwwlQQd6TgCnn0Se4dXY7wQyXoLu5M+RarU3XuAiqAB9hKtgjcMhwF3DbETaFiAHtL2iDEheIBUgBFWyFB3y/35gEzFJAum+iwiZ96mPJgxWACtsfsAUIbzsEEyqwtAHvO8xWQedKojCyjEeGxWmt+jqi33Vovezntb6l/wA/9bOjcQmqQtwAAAAASUVORK5CYII=";
const WORD_IN_IMAGE = /\bwalrus\b/i;

const PING = {
  type: "function",
  function: {
    name: "ping",
    description: "Answers pong",
    parameters: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
  },
};

/**
 * What OpenAI's older interface is asked to do; `request` makes its plain question. No `tool_choice` and no `temperature`:
 * an agent sends neither, and hosts that take tools refuse values of both (zed-industries/zed#36094).
 */
export function skillsOf(request: (question: Question) => WireRequest): NonNullable<WireDialect["skills"]> {
  const asking = (content: unknown, more: object) => (question: Question) => {
    const plain = request(question);
    return { ...plain, body: { ...(plain.body as object), messages: [{ role: "user", content }], ...more } };
  };
  return {
    tool: {
      request: asking('Call the ping tool with the word "pong" and nothing else.', { tools: [PING] }),
      showing: (body) => showingOf(body, callsPing(body)),
    },
    image: {
      request: asking(
        [
          { type: "text", text: "Which word is written in this image? Answer with that word alone." },
          { type: "image_url", image_url: { url: IMAGE } },
        ],
        {},
      ),
      showing: (body) => showingOf(body, saysWord(body)),
    },
  };
}

function showingOf(body: unknown, isShown: boolean): Showing {
  if (isShown) return "shown";
  return at(body, "choices", 0, "finish_reason") === "length" ? "cut_off" : "missing";
}

/** The tool that was offered, with arguments that an agent could use. */
function callsPing(body: unknown): boolean {
  const call = at(body, "choices", 0, "message", "tool_calls", 0, "function");
  const written = at(call, "arguments");
  if (at(call, "name") !== PING.function.name || typeof written !== "string") return false;
  try {
    return typeof at(JSON.parse(written), "word") === "string";
  } catch {
    return false;
  }
}

/** Only what is said counts: an agent gets nothing of thoughts, wherever a host puts them. */
function saysWord(body: unknown): boolean {
  const content = at(body, "choices", 0, "message", "content");
  return typeof content === "string" && WORD_IN_IMAGE.test(content.slice(content.lastIndexOf("</think>") + 1));
}
