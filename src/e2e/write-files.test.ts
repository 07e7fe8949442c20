import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { runBinary, runProgram, snapshot, withFolder } from "../testing/binary.ts";

const CONFIG = ".openclaw/openclaw.json";
const TEXT = '{ agents: { defaults: { model: "openai/gpt-5.1" } } } // mine\n';
const AFTER = TEXT.replace('"openai/gpt-5.1"', '{ primary: "openai/gpt-5.2" }');
const SET = ["models", "set", "openai/gpt-5.2"];

const read = (home: string, path = CONFIG) => readFileSync(join(home, path), "utf8");
const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
/** The names in the state directory, without the empty file that the lock is taken on. */
const names = (home: string) =>
  readdirSync(join(home, ".openclaw"))
    .filter((name) => !name.endsWith(".lock"))
    .toSorted();

test("the file before it is kept as the one backup, and nothing else is left", () =>
  withFolder({ [CONFIG]: TEXT }, (home) => {
    expect(runBinary(SET, { home })).toEqual({
      code: 0,
      stdout:
        "✓ the default model is now openai/gpt-5.2\n  was openai/gpt-5.1\n  in ~/.openclaw/openclaw.json; the file before it is kept as .bak\n",
      stderr: "",
    });
    expect([read(home), read(home, `${CONFIG}.bak`)]).toEqual([AFTER, TEXT]);
    expect(runBinary(["models", "set", "openai/gpt-5-mini"], { home }).code).toBe(0);
    expect(read(home, `${CONFIG}.bak`)).toBe(AFTER);
    expect(names(home)).toEqual(["openclaw.json", "openclaw.json.bak"]);
  }));

test("a second identical command writes nothing: the same inode, the same time, the same backup", () =>
  withFolder({ [CONFIG]: TEXT }, async (home) => {
    runBinary(SET, { home });
    const { ino, mtimeNs } = statSync(join(home, CONFIG), { bigint: true });
    const before = await snapshot(home);
    for (const line of [SET, ["models", "fallbacks", "clear"], ["models", "image-fallbacks", "clear"]]) {
      expect(runBinary(line, { home }).stdout).toStartWith("Nothing to do: ");
    }
    const after = statSync(join(home, CONFIG), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([ino, mtimeNs]);
    expect(await snapshot(home)).toEqual(before);
  }));

test("a dry run writes nothing at all", () =>
  withFolder({ [CONFIG]: TEXT }, async (home) => {
    const before = await snapshot(home);
    expect(runBinary([...SET, "--dry-run"], { home }).code).toBe(0);
    expect(await snapshot(home)).toEqual(before);
  }));

test.each([0o600, 0o644, 0o640])("the mode %o is kept", (mode) =>
  withFolder({ [CONFIG]: TEXT }, (home) => {
    chmodSync(join(home, CONFIG), mode);
    expect(runBinary(SET, { home }).code).toBe(0);
    expect([read(home), modeOf(join(home, CONFIG))]).toEqual([AFTER, mode.toString(8)]);
    // A backup that more people may read than the file would be a leak.
    expect(modeOf(join(home, `${CONFIG}.bak`))).toBe(mode.toString(8));
  }),
);

test("a first config is for its owner alone, and so is its directory", () =>
  withFolder({}, (home) => {
    // A generous umask changes nothing about that.
    const { code } = runProgram(
      ["bash", "-c", 'umask 0; exec "$0" "$@"', join(import.meta.dir, "../../dist/openclaw"), ...SET],
      {
        cwd: home,
        env: { HOME: home, PATH: "/usr/bin:/bin" },
      },
    );
    expect([code, modeOf(join(home, CONFIG)), modeOf(join(home, ".openclaw"))]).toEqual([0, "600", "700"]);
    expect(names(home)).toEqual(["openclaw.json"]);
  }));

test.skipIf(process.getuid?.() !== 0)("written by root it stays its owner's (needs root to show)", () =>
  withFolder({ [CONFIG]: TEXT }, (home) => {
    chownSync(join(home, CONFIG), 65_534, 65_534);
    expect(runBinary(SET, { home }).code).toBe(0);
    const { uid, gid } = statSync(join(home, CONFIG));
    expect([read(home), uid, gid]).toEqual([AFTER, 65_534, 65_534]);
  }),
);

describe("a config that is a link", () => {
  test("stays one, and the file behind it changes", () =>
    withFolder({ "dotfiles/claw.json": TEXT }, (home) => {
      mkdirSync(join(home, ".openclaw"));
      symlinkSync("../dotfiles/claw.json", join(home, CONFIG));
      expect(runBinary(SET, { home }).code).toBe(0);
      expect(lstatSync(join(home, CONFIG)).isSymbolicLink()).toBe(true);
      expect(readlinkSync(join(home, CONFIG))).toBe("../dotfiles/claw.json");
      expect([read(home, "dotfiles/claw.json"), read(home, "dotfiles/claw.json.bak")]).toEqual([AFTER, TEXT]);
      expect(names(home)).toEqual(["openclaw.json"]);
    }));

  test("to a link stays one too", () =>
    withFolder({ "dotfiles/claw.json": TEXT }, (home) => {
      mkdirSync(join(home, ".openclaw"));
      symlinkSync(join(home, "dotfiles/claw.json"), join(home, "current.json"));
      symlinkSync(join(home, "current.json"), join(home, CONFIG));
      expect(runBinary(SET, { home }).code).toBe(0);
      const links = [CONFIG, "current.json", "dotfiles/claw.json"].map((path) =>
        lstatSync(join(home, path)).isSymbolicLink(),
      );
      expect([read(home), links]).toEqual([AFTER, [true, true, false]]);
    }));

  test("whose file is not there yet stays one, and the file is made", () =>
    withFolder({ "dotfiles/README": "" }, (home) => {
      mkdirSync(join(home, ".openclaw"));
      symlinkSync("../dotfiles/claw.json", join(home, CONFIG));
      expect(runBinary(SET, { home }).code).toBe(0);
      expect(lstatSync(join(home, CONFIG)).isSymbolicLink()).toBe(true);
      expect(read(home, "dotfiles/claw.json")).toContain("openai/gpt-5.2");
    }));
});

test("an included file keeps its own mode and gets its own backup; the one that includes is not touched", () =>
  withFolder(
    {
      [CONFIG]: '{ agents: { $include: "parts/agents.json5" } }',
      ".openclaw/parts/agents.json5": '{ defaults: { model: "openai/gpt-5.1" } }',
    },
    (home) => {
      const part = join(home, ".openclaw/parts/agents.json5");
      chmodSync(part, 0o640);
      expect(runBinary(SET, { home }).code).toBe(0);
      expect([modeOf(part), read(home, ".openclaw/parts/agents.json5.bak")]).toEqual([
        "640",
        '{ defaults: { model: "openai/gpt-5.1" } }',
      ]);
      expect(names(home)).toEqual(["openclaw.json", "parts"]);
    },
  ));

test("litter of a killed writer is removed by the next; files of others that look alike are not", () =>
  withFolder({ [CONFIG]: TEXT }, async (home) => {
    const others = [
      "openclaw.json.tmp",
      "openclaw.json.bak.1",
      "openclaw.json.12.zzzzzzzz.tmp",
      "openclaw.json5.1.0123abcd.tmp",
    ];
    const litter = ["openclaw.json.4194000.0123abcd.tmp", "openclaw.json.4194001.ffffffff.tmp.bak"];
    for (const name of [...others, ...litter]) await Bun.write(join(home, ".openclaw", name), "{");
    expect(runBinary(SET, { home }).code).toBe(0);
    expect(names(home)).toEqual(["openclaw.json", "openclaw.json.bak", ...others].toSorted());
  }));
