import { expect, test } from "bun:test";
import type { AppError } from "../../contracts/error.ts";
import { substitute } from "./substitute.ts";

const variables = { KEY: "value", _X9: "nine", NESTED: "${KEY}", DOLLAR: "$&$1", EMPTY: "", lower: "never" };

test.each([
  ["${KEY}", "value"],
  ["a ${KEY}-${_X9} z", "a value-nine z"],
  ["$${KEY}", "${KEY}"],
  ["$${KEY} ${KEY}", "${KEY} value"],
  ["$${MISSING}", "${MISSING}"],
  ["${NESTED}", "${KEY}"],
  ["${DOLLAR}", "$&$1"],
  ["${lower}", "${lower}"],
  ["${Key}", "${Key}"],
  ["${9KEY}", "${9KEY}"],
  ["${}", "${}"],
  ["${KEY", "${KEY"],
  ["$KEY", "$KEY"],
  ["", ""],
])("%p becomes %p", (text, expected) => {
  expect(substitute(text, variables)).toBe(expected);
});

test("every string of a config is replaced, keys and other values are not", () => {
  const config = { "${KEY}": ["${KEY}", { deep: "${KEY}", n: 1, no: null, yes: true }] };
  expect(substitute(config, variables)).toEqual({ "${KEY}": ["value", { deep: "value", n: 1, no: null, yes: true }] });
});

test("a key named __proto__ is a key like others", () => {
  expect(JSON.stringify(substitute(JSON.parse('{"__proto__": "${KEY}"}'), variables))).toBe('{"__proto__":"value"}');
});

test.each([
  ["models.providers.groq.apiKey", "MISSING", { models: { providers: { groq: { apiKey: "sk ${MISSING}" } } } }],
  ["agents.list.1.name", "EMPTY", { agents: { list: [{}, { name: "${EMPTY}" }] } }],
  ["a", "CONSTRUCTOR", { a: "${CONSTRUCTOR}" }],
])("%s needs the variable %s", (path, name, config) => {
  let error: unknown;
  try {
    error = substitute(config, variables);
  } catch (thrown) {
    const { code, message, hint } = thrown as AppError;
    error = [code, message, hint];
  }
  expect(error).toEqual([
    "config_invalid",
    `${path} in the config needs the variable ${name}, which is not set`,
    `set it: \`export ${name}=…\`, or put it into \`.env\` in the state directory`,
  ]);
});
