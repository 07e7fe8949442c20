import { expect, test } from "bun:test";
import { session, storeIn } from "../../../testing/session.ts";

const KEY = "gsk_0123456789abcdefghij";
const TOKEN = `sk-ant-oat01-${"Tk".repeat(40)}`;

test("everything is asked, one thing after the other", async () => {
  const keyring = new Map<string, string>();
  const { codes, files } = await session(["models auth add"], {
    keyring,
    answers: ["groq", "api-key", "groq:work", KEY],
  });
  expect([codes, [...keyring]]).toEqual([[0], [["main/groq:work", KEY]]]);
  expect(Object.keys(storeIn(files)["profiles"] as object)).toEqual(["groq:work"]);
});

test("a token may have an end, and what is named is not asked", async () => {
  const line = "models auth add --provider anthropic --profile-id anthropic:w";
  const { codes, files } = await session([line], { answers: ["setup-token", "365", TOKEN] });
  expect(codes).toEqual([0]);
  expect(storeIn(files)["profiles"]).toMatchObject({ "anthropic:w": { type: "token", expires: expect.any(Number) } });
});

test.each([0, 1, 2, 3])("Control-C at question %i stores nothing", async (at) => {
  const answers = ["groq", "api-key", "groq:work", KEY].slice(0, at);
  const keyring = new Map<string, string>();
  const { codes, stderr, files } = await session(["models auth add"], { keyring, answers: [...answers, null] });
  expect([codes, files, keyring.size]).toEqual([[130], {}, 0]);
  expect(stderr).toBe("error: cancelled\nhint: nothing was changed\n");
});

test("without anybody to ask, the way without questions is named", async () => {
  const { codes, stderr } = await session(["models auth add"]);
  expect(codes).toEqual([64]);
  expect(stderr).toContain(
    'hint: pipe it in: `printf %s "$KEY" | openclaw models auth paste-api-key --provider openai`',
  );
});

test("a number of days that is none is refused before the secret is asked for", async () => {
  const { codes, stderr } = await session(["models auth add --provider groq --profile-id groq:w"], {
    answers: ["token", "soon"],
  });
  expect([codes, stderr.split("\n")[0]]).toEqual([[64], "error: `soon` is no number of days"]);
});
