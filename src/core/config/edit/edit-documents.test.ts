import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { parseDocument } from "./tree.ts";

type Layout = { tall: boolean; trailing: boolean; comma: string; space: string };
type Part = {
  key: string;
  colon: string;
  above: string[];
  before: string;
  behind: string;
  early: boolean;
  value: Value;
};
type Value = string | { kind: "{" | "["; layout: Layout; parts: Part[]; last: string[] };

const KEYS = ["a", "bee", "$include", '"__proto__"', "'c-d'", '"e f"', "ключ", '"it\'s"', "'say \"x\"'", "_"];
const SCALARS = [
  "1",
  "0xFF",
  ".5",
  "+1",
  "-Infinity",
  "NaN",
  "-0",
  "true",
  "null",
  '"s"',
  "'it\"s'",
  "'a\\\n b'",
].concat(["'//no'", '"/*no*/"', '"{,}"', "'\\u0041'", '""']);
/** Comments, or none; numbered, so that each can be missed. */
const comment = (...kinds: string[]) =>
  fc.tuple(fc.constantFrom("", "", ...kinds), fc.nat()).map(([kind, number]) => kind.replace("#", String(number)));
const own = comment("// #", "/* # */", "/* , # */", "// { ] #", "/* o\n  ver # */");
const inline = comment("/* # */", "/* ,} # */");
const layout = fc.record<Layout>({
  tall: fc.boolean(),
  trailing: fc.boolean(),
  comma: fc.constantFrom(",", ", ", " , ", ",\n", "\n, "),
  space: fc.constantFrom("", " "),
});
const { container } = fc.letrec<{ container: Value; value: Value }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { weight: 2, arbitrary: fc.constantFrom(...SCALARS) }, tie("container")),
  container: fc.record({
    kind: fc.constantFrom("{" as const, "[" as const),
    layout,
    parts: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...KEYS),
        colon: fc.constantFrom(":", ": ", ": ", " : ", ":\n", " /* , */: ", ": // }\n"),
        above: fc.array(own, { maxLength: 2 }),
        before: inline,
        behind: fc.oneof(inline, comment("// #", "/* o\n  ver # */")),
        early: fc.boolean(),
        value: tie("value"),
      }),
      { selector: ({ key }) => key, maxLength: 4 },
    ),
    last: fc.array(own, { maxLength: 1 }),
  }),
}));

function render(value: Value, unit: string, indent: string): string {
  if (typeof value === "string") return value;
  const {
    kind,
    layout: { tall, trailing, comma, space },
    parts,
    last,
  } = value;
  const close = kind === "{" ? "}" : "]";
  const inner = indent + unit;
  const texts = parts.map(({ key, colon, value: part }) => {
    const text = render(part, unit, tall ? inner : indent);
    return kind === "{" ? `${key}${colon}${text}` : text;
  });
  if (!tall) {
    const flat = parts.map(({ before, behind }, at) => {
      const isCut = behind.startsWith("//") && !(comma.startsWith("\n") && at < parts.length - 1);
      return [before, texts[at], isCut ? "" : behind].join(space);
    });
    return kind + space + flat.join(comma) + (trailing && flat.length > 0 ? "," : "") + space + close;
  }
  const lines = parts.flatMap(({ above, before, behind, early }, at) => {
    const mark = at < parts.length - 1 || trailing ? "," : "";
    const [near, far] = early && !behind.startsWith("//") ? [behind, mark] : [mark, behind];
    return above.concat([before, texts[at] + near, far].filter((piece) => piece !== "").join(" "));
  });
  return [kind, ...[...lines, ...last].map((line) => (line === "" ? "" : inner + line)), indent + close].join("\n");
}

/** JSON5 documents in every style: nested, quoted and indented at random, with comments wherever they may stand. */
export const documents = fc
  .record({
    root: container,
    unit: fc.constantFrom("  ", "    ", "\t"),
    newline: fc.constantFrom("\n", "\r\n"),
    head: own,
  })
  .map(({ root, unit, newline, head }) => `${head}\n${render(root, unit, "")}\n`.replaceAll("\n", newline));

test("both parsers read a generated document, and agree on its shape", () => {
  fc.assert(
    fc.property(documents, (text) => {
      const { root } = parseDocument(text);
      expect(root.items).toHaveLength(Object.keys(Bun.JSON5.parse(text) as object).length);
    }),
    { numRuns: 500, seed: 20_260_210 },
  );
});
