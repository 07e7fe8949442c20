import { describe, expect, test } from "bun:test";
import type { Args } from "../contracts/command.ts";
import { AppError } from "../contracts/error.ts";
import { parseStrictly } from "./args.ts";
import { GLOBALS } from "./globals.ts";

const ARGS = {
  model: { type: "positional", kind: "model", description: "" },
  more: { type: "positional", kind: "text", optional: true, description: "" },
  check: { type: "boolean", description: "" },
  probe: { type: "boolean", negatable: true, description: "" },
  agent: { type: "string", kind: "agent", description: "" },
  "probe-model": { type: "list", kind: "model", description: "", needs: ["check"] },
  "warn-within": { type: "duration", kind: "duration", default: "24h", description: "" },
  most: { type: "integer", kind: "number", min: 1, description: "" },
  plain: { type: "boolean", description: "", excludes: ["check"] },
  usage: { type: "boolean", description: "", planned: true },
  force: { type: "boolean", description: "", needs: ["check"] },
} as const satisfies Args;
const REST = { ids: { type: "positional", kind: "text", rest: true, description: "" } } as const satisfies Args;
const NEEDS = {
  provider: { type: "string", kind: "provider", required: true, description: "" },
} as const satisfies Args;

const standard = {
  model: "m",
  more: undefined,
  check: false,
  probe: true,
  agent: undefined,
  probeModel: [],
  warnWithin: 86_400_000,
  most: undefined,
  plain: false,
  usage: false,
  force: false,
};

describe("is understood:", () => {
  test.each<[string[], object]>([
    [["m"], {}],
    [["m", "n"], { more: "n" }],
    [["--check", "m"], { check: true }],
    [["m", "--check", "--check"], { check: true }],
    [["m", "--probe"], { probe: true }],
    [["m", "--no-probe"], { probe: false }],
    [["m", "--agent", "a"], { agent: "a" }],
    [["--agent=a", "m"], { agent: "a" }],
    [["m", "--agent=a=b"], { agent: "a=b" }],
    [["m", "--agent=--odd"], { agent: "--odd" }],
    [["m", "--agent", "-"], { agent: "-" }],
    [["m", "--agent", "-1"], { agent: "-1" }],
    [["m", "--warn-within", "90m"], { warnWithin: 5_400_000 }],
    [["m", "--most=3"], { most: 3 }],
    [["m", "--check", "--probe-model", "a,b", "--probe-model= c ,"], { check: true, probeModel: ["a", "b", "c"] }],
    [["--", "--check"], { model: "--check" }],
    [["--check", "--", "m", "--"], { check: true, more: "--" }],
    [["-"], { model: "-" }],
    [["__proto__", "constructor"], { model: "__proto__", more: "constructor" }],
  ])("%j", async (tokens, values) => {
    expect(await parseStrictly(ARGS, tokens, "openclaw it")).toEqual({ ...standard, ...values });
  });

  test("a rest of any length, at least one", async () => {
    expect(await parseStrictly(REST, ["a", "--", "-b"], "openclaw it")).toEqual({ ids: ["a", "-b"] });
  });
});

describe("is refused:", () => {
  test.each<[string[], string, string]>([
    [[], "`openclaw it` needs <model>", "openclaw it <model> <more>"],
    [
      ["a", "b", "0123456789abcdefghij"],
      "a long word is one word too many for `openclaw it`",
      "it goes: openclaw it <model> <more>",
    ],
    [["a", "b", "c"], "`c` is one word too many for `openclaw it`", "it goes: openclaw it <model> <more>"],
    [["m", "--chekc"], "`openclaw it` has no option `--chekc`", "did you mean `--check`?"],
    [["m", "--nonsense"], "`openclaw it` has no option `--nonsense`", "see `openclaw it --help`"],
    [["m", "--model=x"], "`openclaw it` has no option `--model`", "see `openclaw it --help`"],
    [["m", "--constructor"], "`openclaw it` has no option `--constructor`", "see `openclaw it --help`"],
    [["m", "--__proto__=1"], "`openclaw it` has no option `--__proto__`", "see `openclaw it --help`"],
    [["m", "--no-agent"], "`openclaw it` has no option `--no-agent`", "did you mean `--agent`?"],
    [["m", "-x"], "`openclaw it` has no option `-x`", "see `openclaw it --help`"],
    [["m", "--check=yes"], "`--check` takes no value", "openclaw it --check"],
    [["m", "--agent"], "`--agent` needs a value", "openclaw it --agent <agent>"],
    [["m", "--agent", "--check"], "`--agent` needs a value", "openclaw it --agent <agent>"],
    [["m", "--agent", "--", "x"], "`--agent` needs a value", "openclaw it --agent <agent>"],
    [["m", "--agent", "a", "--agent=b"], "`--agent` was given twice", "give it once: openclaw it --agent <agent>"],
    [
      ["m", "--check", "--plain"],
      "`--plain` and `--check` exclude each other",
      "leave one of them out: openclaw it --plain",
    ],
    [["m", "--most", "0"], "`--most` must be a whole number of at least 1, not `0`", "for example `--most 8`"],
    [["m", "--most", "-1"], "`--most` must be a whole number of at least 1, not `-1`", "for example `--most 8`"],
    [
      ["m", "--warn-within", "24"],
      "`--warn-within` must be a number with s, m, h, d or w, not `24`",
      "for example `--warn-within 90m`",
    ],
    [["m", "--agent="], "`--agent` needs a value", "write it as `--agent <agent>`"],
    [
      ["m", "--probe-model", "x"],
      "`--probe-model` means something only with `--check`",
      "openclaw it --check --probe-model <model>",
    ],
    [["m", "--force"], "`--force` means something only with `--check`", "openclaw it --check --force"],
  ])("%j", async (tokens, message, hint) => {
    expect(await failure(ARGS, tokens)).toEqual({ code: "usage", message, hint });
  });

  test("an option that must be there, or a word of a rest", async () => {
    expect(await failure(NEEDS, [])).toEqual({
      code: "usage",
      message: "`openclaw it` needs `--provider`",
      hint: "openclaw it --provider <provider>",
    });
    expect(await failure(REST, [])).toEqual({
      code: "usage",
      message: "`openclaw it` needs <ids>",
      hint: "openclaw it <ids>",
    });
  });

  test("an option that a later version acts on, once all else is right", async () => {
    expect(await failure(ARGS, ["m", "--usage"])).toEqual({
      code: "not_built",
      message: "`--usage` is not in this version yet",
      hint: "openclaw it works without it",
    });
    expect(await failure(ARGS, ["m", "--usage", "--most", "x"])).toMatchObject({ code: "usage" });
  });

  test("--agent, where every agent has the same", async () => {
    expect(await failure(GLOBALS, ["--agent", "a"])).toEqual({
      code: "usage",
      message: "`openclaw it` is the same for every agent",
      hint: "leave out `--agent`: openclaw it",
    });
  });
});

async function failure(args: Args, tokens: readonly string[]): Promise<object> {
  const error = await parseStrictly(args, tokens, "openclaw it").catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return { code: error.code, message: error.message, hint: error.hint };
}
