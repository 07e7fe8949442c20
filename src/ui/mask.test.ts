import { expect, test } from "bun:test";
import { Secret } from "../contracts/secret.ts";
import { mask } from "./mask.ts";

test.each([
  ["sk-ant-api03-0123456789abcdef", "sk-ant-api03-…cdef"],
  ["sk-ant-api03-0123456789", "sk-ant-api03-…6789"],
  ["sk-ant-oat01-0123456789abcdef", "sk-ant-oat01-…cdef"],
  ["sk-or-v1-0123456789abcdef", "sk-or-v1-…cdef"],
  ["sk-proj-0123456789abcdef", "sk-proj-…cdef"],
  ["sk-0123456789abcdefgh", "sk-…efgh"],
  ["AIzaSy0123456789abcdef", "AIzaSy…cdef"],
  ["github_pat_0123456789abcdef", "github_pat_…cdef"],
  ["ghp_0123456789abcdef", "ghp_…cdef"],
  ["gsk_0123456789abcdef", "gsk_…cdef"],
  ["xai-0123456789abcdef", "xai-…cdef"],
  ["0123456789abcdefghij", "…ghij"],
  ["  0123456789abcdefghij\n", "…ghij"],
  ["eyJhbGciOiJIUzI1NiJ9.e30.sig", "….sig"],
  ["SK-0123456789abcdefgh", "…efgh"],
])("of %j a person sees %s", (text, shown) => {
  expect(mask(new Secret(text))).toBe(shown);
});

test.each([
  "",
  " ",
  "k",
  "lm-studio",
  "0123456789abcdefghi",
  "      0123456789abcdefghi      ",
  "sk-short",
  "sk-ant-api03-",
  "sk-ant-api03-012345678",
  "github_pat_0123456",
])("nothing of the short %j is shown", (text) => {
  expect(mask(new Secret(text))).toBe("***");
});

test("no more than a prefix and four characters is ever shown", () => {
  for (let length = 0; length < 60; length++) {
    const secret = `sk-ant-api03-${"x".repeat(length)}`;
    expect(mask(new Secret(secret)).replace(/^sk-ant-api03-/, "").length).toBeLessThanOrEqual(5);
  }
});
