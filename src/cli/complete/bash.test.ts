import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { bashText, splitBash } from "./bash.ts";

/** COMP_WORDBREAKS as bash has it by default. */
const BREAKS = ` \t\n"'@><=;|&(:`;
const split = (line: string) => splitBash(line, BREAKS);

test.each<[string, string[], string]>([
  ["openclaw mo", [], "mo"],
  ["openclaw models set ", ["models", "set"], ""],
  ["  openclaw\tmodels  se", ["models"], "se"],
  ["FOO=1 BAR='a b' openclaw models se", ["models"], "se"],
  ["true && openclaw models se", ["models"], "se"],
  ["a; b | openclaw models se", ["models"], "se"],
  ["(openclaw models se", ["models"], "se"],
  ["openclaw a\\ b c", ["a b"], "c"],
  ["openclaw 'a b' \"c d\" e", ["a b", "c d"], "e"],
  ['openclaw "a\\"b\\x" e', ['a"b\\x'], "e"],
  ["openclaw $'a\\'b' e", ["a'b"], "e"],
  ["openclaw a'b'\"c\"d e", ["abcd"], "e"],
  ["openclaw '' x", [""], "x"],
  ["openclaw $(touch a; b) x", ["$(touch a; b)"], "x"],
  ["openclaw `a; b` x", ["`a; b`"], "x"],
  ["openclaw a\\\nb", [], "ab"],
  ["openclaw models list 2>/dev/null --a", ["models", "list"], "--a"],
  ["openclaw models list &> out --a", ["models", "list"], "--a"],
  ['openclaw models set "my m', ["models", "set"], "my m"],
  ["openclaw models set my\\ m", ["models", "set"], "my m"],
  ["openclaw models set my\\", ["models", "set"], "my"],
  ["openclaw -- fa", ["--"], "fa"],
])("%j is split into %j and %j", (line, words, typed) => {
  expect([split(line).words, split(line).typed]).toEqual([words, typed]);
});

test.each([
  ["openclaw models list > ou", true],
  ["openclaw models list 2>", true],
  ["openclaw models list >> ou", true],
  ["openclaw models list < ou", true],
  ["openclaw models list > out x", false],
  ["openclaw models list", false],
])("%j ends in the file of a redirection: %j", (line, isRedirect) => {
  expect(split(line).isRedirect).toBe(isRedirect);
});

const text = (line: string, value: string, breaks = BREAKS) =>
  bashText({ value, about: "" }, splitBash(line, breaks), false);

test.each([
  ["openclaw set fa", "fast", "fast "],
  ["openclaw set a/kimi:fr", "a/kimi:free", "free "],
  ["openclaw set a/kimi", "a/kimi:free", "a/kimi:free "],
  ["openclaw --provider=gr", "--provider=groq", "groq "],
  // At these two readline leaves the character itself to the completion.
  ["openclaw --p google:me@", "google:me@example.com", "@example.com "],
  ["openclaw set my", "my model", "my\\ model "],
  ["openclaw set ", "~x", "\\~x "],
  ["openclaw set a/", "a/~x", "a/~x "],
  ["openclaw set ", "#x", "\\#x "],
  ["openclaw set a", "a$(b)`c`", "a\\$\\(b\\)\\`c\\` "],
  ["openclaw set q", "q[4]*?{}", "q\\[4\\]\\*\\?\\{\\} "],
  ['openclaw set "a', 'a b"$c', 'a b\\"\\$c'],
  ["openclaw set 'a", "a'b", "a'\\''b"],
  ["openclaw set $'a", "a'b\\", "a\\'b\\\\"],
  ['openclaw set "a:', "a:b", "a:b"],
])("at %j the value %j is put as %j", (line, value, put) => {
  expect(text(line, value)).toBe(put);
});

test("a user who took the colon out of the breaks gets the whole word", () => {
  expect(text("openclaw set a/kimi:fr", "a/kimi:free", " \t\n")).toBe("a/kimi:free ");
});

test("no space follows what is open, or where one stands already", () => {
  const line = split("openclaw set gr");
  expect(bashText({ value: "groq/", about: "", open: true }, line, false)).toBe("groq/");
  expect(bashText({ value: "fast", about: "" }, line, true)).toBe("fast");
});

test("what is put is read back as the value, whatever it holds", () => {
  const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((word) => !/[\p{Cc}]/u.test(word));
  fc.assert(
    fc.property(value, fc.constantFrom("", "'", '"', "$'"), (word, quote) => {
      const put = bashText({ value: word, about: "" }, splitBash(`openclaw ${quote}`, BREAKS), true);
      expect(splitBash(`openclaw ${quote}${put}${quote.slice(-1)} `, BREAKS).words).toEqual([word]);
    }),
    { numRuns: 2000 },
  );
});
