import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runBinary, withFolder } from "../testing/binary.ts";

const CONFIG = ".openclaw/openclaw.json";

/** One config in the ways in which people keep theirs. */
const SPREAD = `// my agents
{
  // which one answers
  agents: {
    defaults: {
      model: {
        primary: "anthropic/claude-opus-4-6", /* the big one */
        fallbacks: [
          "groq/llama-3.3-70b-versatile", // quick
          "openai/gpt-5.2", // steady
        ],
      },
      models: {
        "anthropic/claude-opus-4-6": {},
        'groq/llama-3.3-70b-versatile': { alias: 'fast', }, // one line
        "openai/gpt-5.2": {},
      },
    },
  },
  gateway: { port: 0x4965, token: "\${TOKEN}", },
  /* the end */
}
`;

const STYLES: Readonly<Record<string, string>> = {
  "comments and trailing commas": SPREAD,
  CRLF: SPREAD.replaceAll("\n", "\r\n"),
  tabs: SPREAD.replace(/^( {2})+/gm, (indent) => "\t".repeat(indent.length / 2)),
  "a BOM": `\uFEFF${SPREAD}`,
  "a BOM, CRLF and tabs": `\uFEFF${SPREAD.replace(/^( {2})+/gm, (indent) => "\t".repeat(indent.length / 2)).replaceAll("\n", "\r\n")}`,
  "no newline at its end": SPREAD.trimEnd(),
  "no trailing commas": SPREAD.replace(/,(?=[ \t]*(?:\/\/[^\n]*)?\n\s*[\]}])/g, "").replaceAll("', }", "' }"),
  JSON: JSON.stringify(Bun.JSON5.parse(SPREAD), null, 4),
};

/** What a command takes away and what it adds, line by line, whitespace at the ends aside. */
const CHANGES: readonly (readonly [line: string, gone: readonly string[], come: readonly string[]])[] = [
  [
    "models set openai/gpt-5.2",
    ['primary: "anthropic/claude-opus-4-6", /* the big one */'],
    ['primary: "openai/gpt-5.2", /* the big one */'],
  ],
  [
    "models aliases add big opus",
    ['"anthropic/claude-opus-4-6": {},'],
    ['"anthropic/claude-opus-4-6": { alias: "big" },'],
  ],
  [
    "models aliases add swift fast",
    ["'groq/llama-3.3-70b-versatile': { alias: 'fast', }, // one line"],
    ["'groq/llama-3.3-70b-versatile': { alias: \"swift\", }, // one line"],
  ],
  ["models fallbacks remove fast", ['"groq/llama-3.3-70b-versatile", // quick'], []],
  ["models fallbacks move openai/gpt-5.2 1", [], []],
];

/** Without quotes, commas and spaces: the styles differ in these, the meaning does not. */
const bare = (line: string) => line.replace(/["',\s]|\/\/.*|\/\*.*?\*\//g, "");

const NAME = "in a config with %s only the lines that must change do";
const hasBom = (style: string) => STYLES[style]?.startsWith("\uFEFF");

test.each(Object.keys(STYLES).filter((style) => !hasBom(style)))(NAME, expectFewLines);
test.each(Object.keys(STYLES).filter(hasBom))(NAME, expectFewLines);

async function expectFewLines(style: string): Promise<void> {
  const text = STYLES[style] ?? "";
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  for (const [line, gone, come] of CHANGES) {
    await withFolder({ [CONFIG]: text }, (home) => {
      const { code, stderr } = runBinary(line.split(" "), { home, variables: { TOKEN: "secret" } });
      expect([line, code, stderr]).toEqual([line, 0, ""]);
      const after = readFileSync(join(home, CONFIG), "utf8");
      const [old, now] = [text.split(ending), after.split(ending)];
      const lost = old.filter((part) => !now.includes(part));
      const added = now.filter((part) => !old.includes(part));
      // A comma that a line gains or loses with its place is no other line.
      const lostOnly = lost.map(bare).filter((part) => !added.map(bare).includes(part));
      const addedOnly = added.map(bare).filter((part) => !lost.map(bare).includes(part));
      if (style !== "JSON") expect([line, lostOnly, addedOnly]).toEqual([line, gone.map(bare), come.map(bare)]);
      expect(Math.max(lost.length, added.length)).toBeLessThanOrEqual(3);
      expect(after.startsWith("\uFEFF")).toBe(text.startsWith("\uFEFF"));
      expect(/(?<!\r)\n/.test(after)).toBe(ending === "\n");
      expect(after.endsWith("\n")).toBe(text.endsWith("\n"));
      expect(added.every((part) => !part.startsWith(" ") || !style.includes("tabs"))).toBe(true);
      if (style !== "JSON") expect(after).toContain("/* the end */");
      expect(Bun.JSON5.parse(after.replace("\uFEFF", ""))).toMatchObject({
        gateway: { token: "${TOKEN}", port: 0x4965 },
      });
    });
  }
}

test("a person's diff of two changes", () =>
  withFolder({ [CONFIG]: SPREAD, before: SPREAD }, (home) => {
    const variables = { TOKEN: "secret" };
    for (const line of ["models fallbacks move openai/gpt-5.2 1", "models aliases add mini openai/gpt-5-mini"]) {
      expect(runBinary(line.split(" "), { home, variables })).toMatchObject({ code: 0, stderr: "" });
    }
    const { stdout } = Bun.spawnSync(["diff", join(home, "before"), join(home, CONFIG)]);
    expect(stdout.toString()).toMatchInlineSnapshot(`
      "9d8
      <           "groq/llama-3.3-70b-versatile", // quick
      10a10
      >           "groq/llama-3.3-70b-versatile", // quick
      16a17
      >         "openai/gpt-5-mini": { alias: "mini" },
      "
    `);
  }));
