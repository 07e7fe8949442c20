import type { Question, WireDialect, WireRequest } from "../../contracts/wire.ts";
import { at, PROMPT } from "./common.ts";

/** A red square of 32 by 32: some hosts refuse an image of a single pixel. */
const SQUARE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgAQMAAABJtOi3AAAAA1BMVEXcHh4Np/MyAAAADElEQVR42mNgGNwAAACgAAGO+7G0AAAAAElFTkSuQmCC";

const PING = {
  type: "function",
  function: { name: "ping", description: "Answers pong", parameters: { type: "object", properties: {} } },
};

const text = (value: unknown) => typeof value === "string" && value.trim() !== "";

/** What OpenAI's older interface is asked to do; `request` makes its plain question. Prompts as in OpenClaw 2026.2.6-3. */
export function skillsOf(request: (question: Question) => WireRequest): NonNullable<WireDialect["skills"]> {
  const asking = (content: unknown, more: object) => (question: Question) => {
    const plain = request(question);
    const body = { ...(plain.body as object), messages: [{ role: "user", content }], temperature: 0, ...more };
    return { ...plain, body };
  };
  return {
    tool: {
      request: asking("Call the ping tool with {} and nothing else.", { tools: [PING], tool_choice: "required" }),
      isShown: (body) => at(body, "choices", 0, "message", "tool_calls", 0, "function", "name") === "ping",
    },
    image: {
      request: asking(
        [
          { type: "text", text: PROMPT },
          { type: "image_url", image_url: { url: SQUARE } },
        ],
        {},
      ),
      // A model that thinks may have come no further than its thoughts.
      isShown: (body) =>
        ["content", "reasoning", "reasoning_content"].some((field) => text(at(body, "choices", 0, "message", field))),
    },
  };
}
