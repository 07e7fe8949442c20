import { expect, test } from "bun:test";
import type { Candidate } from "./candidate.ts";
import { parseRequest } from "./request.ts";

const BREAKS = ` \t\n"'@><=;|&(:`;
const MODELS: Candidate[] = [
  { value: "a/kimi", about: "131k, $1/$2" },
  { value: "a/kimi:free", about: "" },
  { value: "a/", about: "9 models", open: true },
];
const render = (argv: readonly string[], candidates: Candidate[] = MODELS, inline = "") =>
  parseRequest(argv)?.render({ inline, candidates });
const bash = (type: string, line: string, columns = "60", next = "") => ["bash", type, BREAKS, columns, line, next];

test.each<[readonly string[]]>([
  [[]],
  [["powershell", "--", "x"]],
  [["zsh"]],
  [["fish", "models"]],
  [["zsh", "models", "set"]],
])("%j is no request", (argv) => {
  expect(parseRequest(argv)).toBeUndefined();
});

test.each([
  [["zsh", "--", "models", "set", "fa"], ["models", "set"], "fa"],
  [["zsh", "--", ""], [], ""],
  [["zsh", "--"], [], ""],
  [["fish", "--", "models", "--", "fa"], ["models", "--"], "fa"],
  [["fish", "--", "set", "my\\ m"], ["set"], "my m"],
  [["fish", "--", "set", "'it\\'s"], ["set"], "it's"],
  [["fish", "--", "set", '"a\\$b'], ["set"], "a$b"],
  [["fish", "--", "set", "a'b c'd"], ["set"], "ab cd"],
  [bash("9", "openclaw models set fa"), ["models", "set"], "fa"],
  [["bash"], [], ""],
] as const)("%j is read", (argv, words, typed) => {
  const request = parseRequest(argv);
  expect([request?.words, request?.typed]).toEqual([words, typed]);
});

test("bash gets what readline puts in place", () => {
  expect(render(bash("9", "openclaw set a/"))).toBe("words\na/kimi \na/kimi:free \na/\n");
  expect(render(bash("9", "openclaw set a/", "60", " "))).toBe("words\na/kimi\na/kimi:free\na/\n");
  expect(render(bash("9", "openclaw --model=a"), MODELS, "--model=")).toBe("words\na/kimi \na/kimi:free \na/\n");
});

test("bash lists descriptions at the second TAB, a row each, and only there", () => {
  const rows = render(bash("63", "openclaw set a/"))
    ?.split("\n")
    .map((row) => row.trimEnd());
  expect(rows).toEqual(["words", "a/kimi       (131k, $1/$2)", "a/kimi:free", "a/           (9 models)", ""]);
  expect(render(bash("63", "openclaw set a/"), MODELS.slice(0, 1))).toBe("words\na/kimi \n");
  for (const type of ["9", "37", "42", ""]) expect(render(bash(type, "openclaw set a/"))).not.toContain("(");
});

test("a list never gets wider than the terminal", () => {
  const long = [
    { value: "a", about: "x".repeat(200) },
    { value: "b".repeat(30), about: "y".repeat(200) },
  ];
  for (const columns of ["20", "40", "80", "", "nonsense"]) {
    const rows =
      render(bash("63", "openclaw set ", columns), long)
        ?.split("\n")
        .slice(1) ?? [];
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThan(Math.max(Number(columns) || 80, 31));
  }
});

test("what readline also inserts stays quoted", () => {
  const odd: Candidate[] = [
    { value: "my a", about: "x" },
    { value: "my b", about: "y" },
  ];
  expect(render(bash("63", "openclaw set my"), odd)).toContain("\nmy a");
  expect(render(bash("33", "openclaw set my"), odd)).toContain("\nmy\\ a");
});

test("zsh gets a sign for the space, and its colons and backslashes escaped", () => {
  expect(render(["zsh", "--", "a"])).toBe("words\n+a/kimi:131k, $1/$2\n+a/kimi\\:free\n-a/:9 models\n");
  expect(render(["zsh", "--", "--model=a"], [{ value: "a\\b", about: "" }], "--model=")).toBe("words=\n+a\\\\b\n");
});

test("fish gets a tab before the description", () => {
  expect(render(["fish", "--", "a"])).toBe("words\na/kimi\t131k, $1/$2\na/kimi:free\t\na/\t9 models\n");
  expect(render(["fish", "--", "--model=a"], MODELS.slice(1, 2), "--model=")).toBe("words\n--model=a/kimi:free\t\n");
});

test("nothing to offer is nothing to say; a file is for the shell to find", () => {
  for (const argv of [bash("9", "openclaw "), ["zsh", "--", ""], ["fish", "--", ""]]) {
    expect(render(argv, [])).toBe("");
    expect(parseRequest(argv)?.render("files")).toBe("files\n");
  }
});
