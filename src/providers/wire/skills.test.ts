import { expect, test } from "bun:test";
import type { Skill } from "../../contracts/wire.ts";
import { openaiCompletions } from "./openai-completions.ts";

const showing = (skill: Skill, message: unknown, finish = "stop") =>
  openaiCompletions.skills?.[skill].showing({ choices: [{ message, finish_reason: finish }] });
const call = (name: unknown, args: unknown) => ({
  tool_calls: [{ type: "function", function: { name, arguments: args } }],
});

test.each<[unknown, unknown]>([
  [call("ping", '{"word":"pong"}'), "shown"],
  [call("ping", '{"word":"ping", "more": 1}'), "shown"],
  [call("pong", '{"word":"pong"}'), "missing"],
  [call("constructor", '{"word":"pong"}'), "missing"],
  [call("ping", "{}"), "missing"],
  [call("ping", ""), "missing"],
  [call("ping", '{"word":'), "missing"],
  [call("ping", '"word"'), "missing"],
  [call("ping", '["word"]'), "missing"],
  [call("ping", "null"), "missing"],
  [call("ping", '{"word":null}'), "missing"],
  [call("ping", '{"__proto__":{"word":"pong"}}'), "missing"],
  [call("ping", { word: "pong" }), "missing"],
  [{ tool_calls: [] }, "missing"],
  [{ tool_calls: {} }, "missing"],
  [{ content: 'ping({"word":"pong"})' }, "missing"],
  [{ content: null }, "missing"],
])("of a tool %j shows it: %s", (message, expected) => {
  expect<unknown>(showing("tool", message)).toBe(expected);
});

test.each<[unknown, unknown]>([
  ["walrus", "shown"],
  ["**Walrus**.", "shown"],
  ['The word is "WALRUS"', "shown"],
  ["<think>\nA word, maybe walrus.\n</think>\n\nwalrus", "shown"],
  ["<think>A word, maybe walrus.</think>I cannot tell.", "missing"],
  ["I cannot see images.", "missing"],
  ["I cannot see the blue word in the image", "missing"],
  ["OK", "missing"],
  ["The image shows a word.", "missing"],
  ["walruses", "missing"],
  ["", "missing"],
  [" \n", "missing"],
  [null, "missing"],
  [undefined, "missing"],
  [7, "missing"],
])("of an image the answer %j shows it: %s", (content, expected) => {
  expect<unknown>(showing("image", { content })).toBe(expected);
});

test("a thought is no answer, and what ended at the limit of tokens says nothing", () => {
  const thought = { content: null, reasoning: "It says walrus.", reasoning_content: "It says walrus." };
  expect([showing("image", thought), showing("image", thought, "length")]).toEqual(["missing", "cut_off"]);
  expect(showing("tool", call("ping", '{"wo'), "length")).toBe("cut_off");
  expect(showing("image", { content: "walrus" }, "length")).toBe("shown");
});

test("the image is a picture, and neither question holds its answer", () => {
  const request = openaiCompletions.skills?.image.request({
    provider: "openrouter",
    baseUrl: "https://openrouter.ai/api/v1",
    model: "a/b",
    secret: undefined,
    headers: {},
    authHeader: false,
    maxTokens: 1024,
    limitField: undefined,
  });
  const body = JSON.stringify(request?.body);
  const png = Buffer.from(/base64,([^"]+)/.exec(body)?.[1] ?? "", "base64");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([192, 64]);
  expect(`${body}${png.toString("latin1")}`).not.toMatch(/walrus/i);
});
