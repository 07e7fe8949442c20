import { expect, test } from "bun:test";
import { hideSent } from "../sent.ts";
import { safeMessage } from "./redact.ts";

const LONG = "Kq8vZt3RwLm5Yc2NbXhP7Td4Gf9Aa0Bb1Cc2";

test.each([
  ["Incorrect API key provided: sk-proj-abcdefgh. See the docs", "Incorrect API key provided: *** See the docs"],
  ["token authentication failed", "token authentication failed"],
  ["bearer token12345 is unknown", "bearer *** is unknown"],
  ["key=abcdefgh and password: hunterhunter", "key=*** and password: ***"],
  ['the key "ABCDEFGH12" is revoked', "the key *** is revoked"],
  [`it was ${LONG}`, "it was ***"],
  ["unsupported_country_region_territory", "unsupported_country_region_territory"],
  [`many_plain_words_but_then_${LONG}`, "***"],
  ["see https://example.com/a?token=x for more", "see https://example.com/a for more"],
  ["two\nlines and \u001b[31mred\u001b[0m", "two lines and red"],
  ["x ".repeat(150), `${"x ".repeat(99)}x…`],
])("%j may be shown as %j", (text, shown) => {
  expect(safeMessage(text, undefined)).toBe(shown);
});

test("what was sent is hidden, also where control characters cut it", () => {
  expect(safeMessage("no \u001b[1mcana\u001b[0mry-1\u001b[m", hideSent(["canary-1"]))).toBe("no ***");
});
