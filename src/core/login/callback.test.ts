import { expect, test } from "bun:test";
import { AppError } from "../../contracts/error.ts";
import { codeIn, parsePasted } from "./callback.ts";

const STATE = "st4te";
const expected = { sought: { provider: "p", options: {} }, state: STATE, sendsNoState: false };
const withoutState = { ...expected, sendsNoState: true };

/** The code that a text stands for, or why it is refused. */
function read(text: string, wanted = expected): string | undefined {
  const found = parsePasted(text, wanted);
  if (found === undefined) return undefined;
  try {
    return codeIn(found, wanted);
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : "a bug";
  }
}
const FOREIGN = "login_failed: the answer from p belongs to another sign-in (its state is wrong), so it was not used";

test.each<[string, string | undefined]>([
  [`http://localhost:1/cb?code=c&state=${STATE}`, "c"],
  [` https://p.example/cb?state=${STATE}&code=c&iss=https%3A%2F%2Fp.example \n`, "c"],
  [`code=c&state=${STATE}`, "c"],
  [`?code=c&state=${STATE}`, "c"],
  [`c#${STATE}`, "c"],
  ["c", "c"],
  ["http://localhost:1/cb?code=c&state=other", FOREIGN],
  ["http://localhost:1/cb?code=c", FOREIGN],
  ["c#other", FOREIGN],
  [
    `http://localhost:1/cb?error=access_denied&state=${STATE}`,
    "login_denied: the sign-in to p was refused: it says “access_denied”",
  ],
  [
    `http://localhost:1/cb?error=invalid_scope&error_description=no+such+scope&state=${STATE}`,
    "login_failed: p did not finish the sign-in: it says “no such scope”",
  ],
  [
    `error=x&error_description=not+c0deXq4Lz&code=c0deXq4Lz&state=${STATE}`,
    "login_failed: p did not finish the sign-in: it says “not ***”",
  ],
  [`code=a&code=b&state=${STATE}`, "login_failed: p did not finish the sign-in: its page came back without a code"],
  [`code=a&id_token=b&state=${STATE}`, "login_failed: p did not finish the sign-in: its page came back without a code"],
  ["", undefined],
  ["http://localhost:1/cb", undefined],
  ["a code", undefined],
  ["c#s#t", undefined],
  ["#s", undefined],
  ["c\u001b[31m", undefined],
])("%j stands for %p", (text, code) => {
  expect(read(text)).toBe(code);
});

test.each<[string, string | undefined]>([
  ["http://localhost:1/callback/secret?code=c", "c"],
  ["c", "c"],
])("without a state, %j stands for %p", (text, code) => {
  expect(read(text, withoutState)).toBe(code);
});
