import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { hideSent } from "./sent.ts";

const KEY = "sk+canary/0123456789=é";

test.each<[string, string]>([
  ["as it is", KEY],
  ["in other letters", KEY.toUpperCase()],
  ["in an address", encodeURIComponent(KEY)],
  ["in a form", new URLSearchParams({ a: KEY }).toString().slice(2)],
  ["in hexadecimal digits", Buffer.from(KEY).toString("hex")],
])("a secret that comes back %s is hidden", (_, text) => {
  expect(hideSent(["other-secret", KEY])(`it said: ${text}!`)).toBe("it said: ***!");
});

test("what is too short to be one, and what was not sent, stays", () => {
  expect(hideSent(["abc", "", "  "])("abc and so on")).toBe("abc and so on");
  expect(hideSent([])("anything")).toBe("anything");
  expect(hideSent(["secret-one"])("another one")).toBe("another one");
});

test("a secret that holds another one is hidden whole", () => {
  expect(hideSent(["token", "token-and-more"])("token-and-more")).toBe("***");
});

test("wherever it stands in base64, nothing that gives it back is left", () => {
  const words = fc.string({ minLength: 12, maxLength: 60, unit: "binary" });
  fc.assert(
    fc.property(words, fc.string(), fc.string(), (secret, before, after) => {
      const kept = secret.trim();
      fc.pre(kept.length >= 12);
      for (const alphabet of ["base64", "base64url"] as const) {
        const text = Buffer.from(`${before}${kept}${after}`).toString(alphabet);
        const left = hideSent([secret])(text);
        expect(left).toContain("***");
        // At most the letters at either end, which its neighbours share.
        expect(left.length).toBeLessThanOrEqual(text.length - Math.floor((Buffer.byteLength(kept) * 8) / 6) + 3 + 2);
      }
    }),
  );
});
