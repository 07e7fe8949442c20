import { expect, test } from "bun:test";
import type { DeviceCode } from "../../../core/login/device.ts";
import { createFakeEnv } from "../../../testing/env.ts";
import { showDeviceCode, showTimeLeft } from "./device-view.ts";

async function shown(code: Partial<DeviceCode>, columns?: number): Promise<string> {
  const { env, stdout, stderr } = createFakeEnv(columns === undefined ? {} : { columns });
  await showDeviceCode(env, { userCode: "WDJB-MJHT", page: "https://github.com/login/device", expiresAt: 0, ...code });
  expect(stdout()).toBe("");
  return stderr();
}

test("the page and the code fit on a narrow terminal, the code to read and to copy", async () => {
  const text = await shown({}, 40);
  expect(Math.max(...text.split("\n").map((line) => Bun.stringWidth(line)))).toBeLessThanOrEqual(40);
  expect(text).toMatchInlineSnapshot(`
    "
    Open this page, here or on any device:

      https://github.com/login/device

    and type this code:

      W D J B - M J H T

      to copy: WDJB-MJHT

    "
  `);
});

test("a page that has the code in it is shown with the one to type it at", async () => {
  expect(await shown({ page: "https://x.ai/device", completePage: "https://x.ai/device?user_code=WDJB-MJHT" }))
    .toMatchInlineSnapshot(`
    "
    Open this page, here or on any device:

      https://x.ai/device?user_code=WDJB-MJHT

    and see that it shows this code:

      W D J B - M J H T

      to copy: WDJB-MJHT
      or type it at https://x.ai/device

    "
  `);
});

test.each([
  ["a code of one word falls into groups", "WDJBMJHT", "  W D J B   M J H T"],
  ["one of six, too", "123456", "  1 2 3   4 5 6"],
  ["one of seven does not", "1234567", "  1 2 3 4 5 6 7"],
  ["one that has no room stays together", "A".repeat(41), `  ${"A".repeat(41)}`],
])("%s", async (_, userCode, line) => {
  expect((await shown({ userCode }, 80)).split("\n")).toContain(line);
});

test("what a terminal would act upon is not shown", async () => {
  expect(await shown({ userCode: "\u001b[2J" })).not.toContain("\u001b");
});

function left(leftMs: number, trouble?: string, columns = 80): string {
  const said: string[] = [];
  const { env } = createFakeEnv({ columns });
  const progress = { ...env.progress, pending: (text: string) => void said.push(text) };
  showTimeLeft({ ...env, progress }, leftMs, trouble);
  return said.join("\n");
}

test.each([
  [899_001, "15:00"],
  [65_000, "1:05"],
  [1, "0:01"],
  [-5, "0:00"],
])("%p ms are %s", (leftMs, clock) => {
  expect(left(leftMs)).toBe(`waiting for you, ${clock} left`);
});

test("why a provider could not be asked stands behind it, as far as there is room on the line", () => {
  const trouble = "the connection was reset";
  expect([left(60_000, trouble), left(60_000, trouble, 40)]).toEqual([
    "waiting for you, 1:00 left; trying again, the connection was reset",
    "waiting for you, 1:00 left; trying aga…",
  ]);
});
