import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runBinary, withFolder } from "../testing/binary.ts";
import { FULL_HOME, FULL_VARIABLES, READING_COMMANDS } from "../testing/homes.ts";

const BOMB = 'require("node:fs").writeFileSync(process.env.HOME + "/RAN", ""); console.log("RAN");\n';

/** What a cloned repository could hold to run code in, or mislead, a program built with Bun. */
const TRAPS = {
  "trap/bunfig.toml": 'preload = ["./bomb.ts"]\n[run]\npreload = ["./bomb.ts"]\n',
  "trap/bomb.ts": BOMB,
  "trap/.env":
    "OPENCLAW_STATE_DIR=/nonexistent\nANTHROPIC_API_KEY=sk-from-the-folder\nBUN_OPTIONS=--preload=./bomb.ts\n",
  "trap/.env.local": "OPENAI_API_KEY=sk-from-the-folder\n",
  "trap/tsconfig.json": '{"compilerOptions":{"paths":{"citty":["./bomb.ts"]}}}',
  "trap/package.json": '{"type":"commonjs","imports":{"#x":"./bomb.ts"}}',
  "trap/node_modules/citty/package.json": '{"name":"citty","main":"index.js"}',
  "trap/node_modules/citty/index.js": BOMB,
  "trap/openclaw.json": "{broken",
};

test.each(READING_COMMANDS.map((argv) => [argv.join(" "), argv] as const))(
  "%s answers in a hostile folder as in an empty one",
  (_, argv) =>
    withFolder({ ...FULL_HOME, ...TRAPS, "empty/.keep": "" }, (home) => {
      const run = (folder: string) => runBinary(argv, { home, cwd: join(home, folder), variables: FULL_VARIABLES });
      expect(run("trap")).toEqual(run("empty"));
      expect(existsSync(join(home, "RAN"))).toBe(false);
    }),
);
