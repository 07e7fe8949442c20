import { expect, test } from "bun:test";
import type { HttpResult } from "../../contracts/http.ts";
import { withConfig } from "../../testing/cli.ts";
import { type Content, HOME } from "../../testing/disk.ts";
import { type World } from "../../testing/env.ts";
import { session } from "../../testing/session.ts";

const CACHE = `${HOME}/.cache/openclaw-cli/catalog.tsv`;
const ADDRESS = "https://models.dev/api.json";
const GOOD = JSON.stringify({ acme: { models: { a: { id: "a" } } } });
const STAYS = "the catalog in use stays; try later, or another source with `--from`";
const RETRY = "check the connection, or name a file: `openclaw models refresh --from <file>`";

const answer = (body: string, status = 200): HttpResult => ({ kind: "answer", status, headers: {}, body });
const FETCHED: readonly [HttpResult, string, string][] = [
  [answer(""), `${ADDRESS} is empty`, STAYS],
  [answer("<html>Sign in to the hotel's network</html>"), `${ADDRESS} is a web page, not a catalog`, STAYS],
  [answer(GOOD.slice(0, -1)), `${ADDRESS} is no JSON, or not all of it`, STAYS],
  [answer("{}"), `${ADDRESS} holds no models`, STAYS],
  [
    answer(GOOD.replace('"id":"a"', '"id":5')),
    `${ADDRESS} is not a catalog of models.dev: acme.models.a.id is not what it was`,
    STAYS,
  ],
  [{ kind: "too_large", detail: "" }, `${ADDRESS} is larger than 32 MB`, STAYS],
  [answer(GOOD, 503), `${ADDRESS} gave no catalog: HTTP 503`, RETRY],
  [answer(GOOD, 404), `${ADDRESS} gave no catalog: HTTP 404`, RETRY],
  [
    { kind: "tls", detail: "its certificate is not trusted (X)" },
    `${ADDRESS} gave no catalog: its certificate is not trusted (X)`,
    RETRY,
  ],
  [
    { kind: "redirect", detail: "to other.example" },
    `${ADDRESS} redirects to other.example`,
    "name the right address with `--from`",
  ],
];

/** Runs a command twice, where nothing was fetched before and where something was; nothing may come of it. */
async function refused(line: string, more: World, code: number, message: string, hint: string): Promise<void> {
  const config = withConfig({}, more);
  const before = await session(
    ["models refresh --from good.json"],
    withConfig({}, { files: { "/cwd/good.json": GOOD } }),
  );
  const homes: Readonly<Record<string, Content>>[] = [config.files ?? {}, { ...before.files, ...config.files }];
  for (const files of homes) {
    const { codes, stdout, stderr, files: after } = await session([line], { ...config, files });
    expect({ codes, stdout, stderr }).toEqual({
      codes: [code],
      stdout: "",
      stderr: `error: ${message}\nhint: ${hint}\n`,
    });
    expect(after[CACHE]).toBe(files[CACHE] as Content);
  }
}

test.each([...FETCHED])("%j is refused in one sentence, and changes nothing", (result, message, hint) =>
  refused("models refresh", { http: async () => result }, 69, message, hint),
);

const ABSENT = "check the path, or write `https://` in front of an address";
test.each<[string, Content | undefined, number, string, string]>([
  ["gone.json", undefined, 66, "there is no file /cwd/gone.json", ABSENT],
  ["/cwd/x", "", 78, "/cwd/x is empty", STAYS],
  ["x", GOOD.slice(1), 78, "/cwd/x is no JSON, or not all of it", STAYS],
  ["x", "<html>", 78, "/cwd/x is a web page, not a catalog", STAYS],
  ["x", { unreadable: "permission denied" }, 78, "/cwd/x cannot be read: permission denied", STAYS],
])("the file %s with %j is refused in one sentence, and changes nothing", (from, content, code, message, hint) =>
  refused(
    `models refresh --from ${from}`,
    { files: content === undefined ? {} : { "/cwd/x": content } },
    code,
    message,
    hint,
  ),
);

const EXAMPLE = `for example ${ADDRESS}, or a file with what that gives`;
test.each([
  ["--from https://", "`--from` is no address"],
  [
    "--from http://models.dev/api.json?key=secret",
    "`--from` is fetched by https alone, or by http from this machine, not from http://models.dev",
  ],
  [
    "--from http://127.0.0.1.example/x",
    "`--from` is fetched by https alone, or by http from this machine, not from http://127.0.0.1.example",
  ],
  [
    "--from ftp://mirror.example/api.json",
    "`--from` is fetched by https alone, or by http from this machine, not from ftp://mirror.example",
  ],
  ["--from https://me:secret@mirror.example/", "`--from` holds a user name or a password, which others can see"],
])("`%s` is refused before anything is asked", (words, message) =>
  refused(
    `models refresh ${words}`,
    {
      http: async () => {
        throw new Error("somebody was asked");
      },
    },
    64,
    message,
    EXAMPLE,
  ),
);

test("Control-C while it is fetched leaves everything as it was", () =>
  refused(
    "models refresh",
    { http: async () => ({ kind: "aborted", detail: "stopped" }) },
    130,
    "cancelled",
    "nothing was changed",
  ));

test("a cache that cannot be written is 73, and says where another could be", () =>
  refused(
    "models refresh",
    { http: async () => answer(GOOD), readOnly: "the disk is full" },
    73,
    `${CACHE} cannot be written: the disk is full`,
    "nothing was changed; XDG_CACHE_HOME names another place",
  ));

test("a broken config is said before anything is asked", async () => {
  const { codes, stderr } = await session(["models refresh"], withConfig("{broken"));
  expect([codes, stderr.split(" ")[0]]).toEqual([[78], "error:"]);
});
