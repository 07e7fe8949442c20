import { expect, test } from "bun:test";
import { createStyle } from "./style.ts";
import { type Column, table, widthsOf } from "./table.ts";

const ENDLESS = Number.POSITIVE_INFINITY;
const plain = (columns: readonly Column[], width = ENDLESS) => table(columns, createStyle(false, width));

const columns: Column[] = [
  { title: "Model", cells: ["openrouter/meta-llama/llama", "zai/glm"], shrinkTo: 8 },
  { title: "Ctx", cells: ["8k", "200k"], align: "right" },
  { title: "Tags", cells: ["", "default"] },
];

test("columns stand side by side under their titles, and no line ends in a space", () => {
  expect(plain(columns)).toBe(`Model                         Ctx  Tags
openrouter/meta-llama/llama    8k
zai/glm                      200k  default
`);
});

test("columns stay in line beside empty cells", () => {
  const gaps: Column[] = [
    { title: "A", cells: ["", "aa", ""] },
    { title: "Num", cells: ["1", "", "22"], align: "right" },
    { title: "C", cells: ["c", "c", "c"] },
  ];
  expect(plain(gaps)).toBe("A   Num  C\n      1  c\naa       c\n     22  c\n");
});

test.each([40, 80, ENDLESS])("a terminal of %d cells changes nothing where there is room", (width) => {
  const small = columns.map((column) => ({ ...column, cells: column.cells.map((cell) => cell.slice(0, 7)) }));
  expect(plain(small, width)).toBe(`Model     Ctx  Tags
openrou    8k
zai/glm  200k  default
`);
});

test("in a narrow terminal the column that may shrink is cut", () => {
  expect(plain(columns, 30)).toBe(`Model             Ctx  Tags
openrouter/met…    8k
zai/glm          200k  default
`);
});

test("no column shrinks below its least width, though the terminal is smaller", () => {
  expect(plain(columns, 10)).toBe(`Model      Ctx  Tags
openrou…    8k
zai/glm   200k  default
`);
});

test("a title that is wider than its column is cut with it", () => {
  const titled: Column[] = [
    { title: "Released", cells: ["2026-01-01"], shrinkTo: 4 },
    { title: "Context", cells: ["8k"], align: "right", shrinkTo: 4 },
  ];
  expect(plain(titled, 10)).toBe("Rel…  Con…\n202…    8k\n");
});

test("a painted cell that is cut does not colour what follows", () => {
  const style = createStyle(true, 8);
  const painted: Column[] = [
    { title: "S", cells: [style.paint("bad", "expired")], shrinkTo: 4 },
    { title: "N", cells: ["1"] },
  ];
  expect(table(painted, style)).toBe("\u001b[2mS      N\u001b[22m\n\u001b[31mexpi…\u001b[0m  1\n");
});

test("the column with the most to give shrinks first", () => {
  const both: Column[] = [
    { title: "A", cells: ["aaaaaaaaaaaa"], shrinkTo: 4 },
    { title: "B", cells: ["bbbbbb"], shrinkTo: 4 },
  ];
  expect(plain(both, 14)).toBe("A       B\naaaaa…  bbbbbb\n");
  expect(plain(both, 11)).toBe("A     B\naaa…  bbbb…\n");
});

test("expendable columns go where narrowing does not help, the lowest number first", () => {
  const many: Column[] = [
    { title: "Model", cells: ["a-long-model"], shrinkTo: 6 },
    { title: "Price", cells: ["$3/$15"], expendable: 2 },
    { title: "Released", cells: ["2026"], expendable: 1 },
  ];
  expect(plain(many, 30)).toBe("Model         Price   Released\na-long-model  $3/$15  2026\n");
  expect(plain(many, 24)).toBe("Model   Price   Released\na-lon…  $3/$15  2026\n");
  expect(plain(many, 23)).toBe("Model         Price\na-long-model  $3/$15\n");
  expect(plain(many, 13)).toBe("Model\na-long-model\n");
  expect(plain(many, 6)).toBe("Model\na-lon…\n");
});

test("wide characters take two cells", () => {
  const wide: Column[] = [
    { title: "Name", cells: ["日本語", "ab", "👍"], shrinkTo: 4 },
    { title: "N", cells: ["1", "2", "3"] },
  ];
  expect(plain(wide)).toBe("Name    N\n日本語  1\nab      2\n👍      3\n");
  expect(plain(wide, 8)).toBe("Name   N\n日本…  1\nab     2\n👍     3\n");
});

test("wide characters that are cut leave no hole", () => {
  const wide: Column[] = [
    { title: "Name", cells: ["日本語"], shrinkTo: 4 },
    { title: "N", cells: ["1"] },
  ];
  expect(plain(wide, 7)).toBe("Name  N\n日…   1\n");
});

test("colours take no cells", () => {
  const style = createStyle(true, ENDLESS);
  const painted: Column[] = [
    { title: "State", cells: [style.paint("good", "ok"), style.paint("bad", "expired"), ""] },
    { title: "N", cells: ["1", style.paint("dim", "22"), "3"], align: "right" },
  ];
  const lines = [
    "\u001b[2mState     N\u001b[22m",
    "\u001b[32mok\u001b[39m        1",
    "\u001b[31mexpired\u001b[39m  \u001b[2m22\u001b[22m",
    "          3",
    "",
  ];
  expect(table(painted, style)).toBe(lines.join("\n"));
});

test.each([40, ENDLESS])("a table without rows is its titles, in %d cells too", (width) => {
  expect(
    plain(
      [
        { title: "A", cells: [] },
        { title: "Long", cells: [], align: "right" },
      ],
      width,
    ),
  ).toBe("A  Long\n");
});

test("lines that stand ready keep their places among the rows, and columns the width that they ask for", () => {
  const narrow: Column[] = [
    { title: "A", cells: ["a", "d"], least: 3 },
    { title: "B", cells: ["1", "4"] },
  ];
  const ready = [
    { before: 0, lines: "000  0\n" },
    { before: 1, lines: "b    2\nc    3\n" },
    { before: 2, lines: "e    5\n" },
    { before: 2, lines: "f    6\n" },
  ];
  const text = "A    B\n000  0\na    1\nb    2\nc    3\nd    4\ne    5\nf    6\n";
  expect(table(narrow, createStyle(false, ENDLESS), ready)).toBe(text);
  expect(widthsOf(narrow)).toEqual([3, 1]);
});
