import { expect, test } from "bun:test";
import { dirname, join, relative } from "node:path";

const SRC = import.meta.dir;
const ROOMS = [
  "schema",
  "contracts",
  "catalog",
  "core",
  "ui",
  "providers",
  "commands",
  "cli",
  "edge",
  "completions",
  "testing",
  "e2e",
] as const;
type Room = (typeof ROOMS)[number] | "main";

/** Who may import whom, and which packages by their whole name; what touches the world is for edge alone. */
const RULES: Readonly<Record<Room, { rooms: readonly string[]; packages: readonly string[] }>> = {
  schema: { rooms: [], packages: ["valibot"] },
  contracts: { rooms: ["schema"], packages: ["valibot"] },
  catalog: { rooms: ["schema"], packages: [] },
  core: {
    rooms: ["contracts", "schema", "catalog"],
    packages: ["valibot", "@humanwhocodes/momoa", "node:path", "node:util", "oauth4webapi"],
  },
  ui: { rooms: ["contracts", "schema"], packages: ["diff"] },
  providers: { rooms: ["core", "contracts", "schema"], packages: ["valibot"] },
  completions: { rooms: [], packages: [] },
  commands: {
    rooms: ["completions", "providers", "core", "catalog", "ui", "contracts", "schema"],
    packages: ["valibot"],
  },
  cli: {
    rooms: ["commands", "providers", "catalog", "core", "ui", "contracts", "schema", "main"],
    packages: ["citty", "valibot"],
  },
  edge: {
    rooms: ["contracts", "schema"],
    packages: [
      "node:path",
      "node:os",
      "node:tty",
      "node:fs",
      "node:fs/promises",
      "node:crypto",
      "node:http",
      "bun:sqlite",
      "@clack/prompts",
      "@napi-rs/keyring",
      "keyring-addon",
      "ofetch",
      "proper-lockfile",
      "valibot",
    ],
  },
  main: { rooms: ["cli", "edge", "main"], packages: [] },
  testing: {
    rooms: ["cli", "core", "contracts"],
    packages: [
      "bun",
      "fast-check",
      "node:fs",
      "node:http",
      "node:os",
      "node:path",
      "mockttp",
      "oidc-provider",
      "puppeteer-core",
    ],
  },
  // Holds tests alone, which are not looked at here.
  e2e: { rooms: ["testing", "cli", "contracts"], packages: [] },
};

/** Rooms that may reach the world themselves; all others have `Env` for it. */
const WORLDLY: ReadonlySet<Room> = new Set(["edge", "main", "testing", "e2e"]);
/** Of Bun, only what is a function of its arguments is allowed, and what is built in. */
const FORBIDDEN =
  /\bprocess\.|\bBun\.(?!JSON5\b|stringWidth\b|deepEquals\b|file\(embedded\))|\brequire\(|\bglobalThis\b|\bnew Date\(|\bDate\.now\(|\bMath\.random\(|\bfetch\(|(?<!https:\/\/)\bconsole\./;

const everyFile = [...new Bun.Glob("**/*.ts").scanSync({ cwd: SRC })].toSorted();
const files = everyFile.filter((path) => !path.endsWith(".test.ts") && !path.endsWith(".d.ts"));

function roomOf(path: string): Room {
  const [first = ""] = path.replace(/^\.\.\//, "").split("/");
  return ROOMS.find((room) => room === first) ?? "main";
}

function importsOf(path: string): string[] {
  const text = require("node:fs").readFileSync(join(SRC, path), "utf8") as string;
  return [...text.matchAll(/(?:\bfrom|^import|\bimport\()\s*"([^"\n]+)"/gm)].map((match) => match[1] ?? "");
}

const resolved = (path: string, specifier: string) => relative(SRC, join(SRC, dirname(path), specifier));

test.each(files)("%s imports only what its room may", (path) => {
  const room = roomOf(path);
  const wrong = importsOf(path).filter((specifier) => {
    // A macro runs while the program is built, and what it reads is the program's own.
    if (specifier === "node:fs" && path.endsWith(".macro.ts")) return false;
    if (!specifier.startsWith(".")) return !RULES[room].packages.includes(specifier);
    const target = roomOf(resolved(path, specifier));
    return target !== room && !RULES[room].rooms.includes(target);
  });
  expect(wrong).toEqual([]);
});

test.each(files)("%s leaves the world to edge", async (path) => {
  const code = (await Bun.file(join(SRC, path)).text()).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
  expect(WORLDLY.has(roomOf(path)) ? null : FORBIDDEN.exec(code)).toBeNull();
});

test.each(everyFile)("%s has at most 200 lines", async (path) => {
  const lines = (await Bun.file(join(SRC, path)).text()).split("\n").length - 1;
  expect(lines).toBeLessThanOrEqual(200);
});

test("no two files import each other, over however many others", () => {
  const graph = new Map(
    files.map((path) => [
      path,
      importsOf(path)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => resolved(path, specifier)),
    ]),
  );
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(" → ")];
    if (done.has(path)) return [];
    const found = (graph.get(path) ?? []).flatMap((next) => walk(next, [...trail, path]));
    done.add(path);
    return found;
  };
  expect(files.flatMap((path) => walk(path, []))).toEqual([]);
});

test("every command file has a row in the tree", async () => {
  const tree = await Bun.file(join(SRC, "cli/tree.ts")).text();
  const commands = files.filter((path) => path.startsWith("commands/"));
  const texts = await Promise.all(commands.map((path) => Bun.file(join(SRC, path)).text()));
  const withoutRow = commands.filter(
    (path, index) => (texts[index] ?? "").includes("export default") && !tree.includes(`"../${path}"`),
  );
  expect(withoutRow).toEqual([]);
});

test("every provider file has a row in the table", async () => {
  const index = await Bun.file(join(SRC, "providers/index.ts")).text();
  const rows = files.filter((path) => /^providers\/[^/]+\.ts$/.test(path) && path !== "providers/index.ts");
  expect(rows.filter((path) => !index.includes(`"./${path.replace("providers/", "")}"`))).toEqual([]);
});

test("there are no barrels but the provider table", () => {
  expect(files.filter((path) => path.endsWith("/index.ts"))).toEqual(["providers/index.ts"]);
});
