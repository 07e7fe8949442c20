import { expect, test } from "bun:test";
import { agreeing } from "../../../testing/browser-login.ts";
import { cli } from "../../../testing/cli.ts";
import type { Browser } from "../../../testing/desk.ts";
import { agreed } from "../../../testing/login.ts";
import { said } from "../../../testing/sign-in.ts";

const EVIL = "\u001b[2J\u0007\u202eevil\u200b";
const hasUnsafe = (text: string) => ["\u001b", "\u0007", "\u202e", "\u200b"].some((unsafe) => text.includes(unsafe));
const DEVICE = "models auth login --provider xai --device-code --store file";
const CODE = { device_code: "d-0123456789", user_code: "WDJB-MJHT", verification_uri: "https://x.ai/device" };

test.each<[string, object, object, number, string]>([
  ["a code", { ...CODE, user_code: EVIL }, {}, 69, "it gave no code that can be used"],
  ["a page", { ...CODE, verification_uri: `https://x.ai/${EVIL}` }, { access_token: "t" }, 0, "https://x.ai/%1B[2J%07"],
  ["the name of a page", { ...CODE, verification_uri: EVIL }, {}, 69, "it gave no code that can be used"],
  ["a refusal", CODE, { error: EVIL }, 69, "did not finish the sign-in: it says “"],
  ["its reason", CODE, { error: "x", error_description: EVIL }, 69, "did not finish the sign-in: it says “"],
  ["where models answer", CODE, { access_token: "t", resource_url: EVIL }, 0, ""],
])("%s that would act upon a terminal does not reach it", async (_, start, answer, code, told) => {
  let asked = 0;
  const http = async () => said(asked++ === 0 ? start : answer);
  const run = await cli(DEVICE, { http });
  expect([run.code, hasUnsafe(run.stdout + run.stderr)]).toEqual([code, false]);
  expect(run.stderr).toContain(told);
});

test("nor does what the page says that a browser comes back from", async () => {
  const browser: Browser = (url, visit) => {
    const back = new URL(agreed(url, "c0de"));
    back.searchParams.delete("code");
    back.searchParams.set("error", "x");
    back.searchParams.set("error_description", EVIL);
    void visit(back.href).then(({ location = "" }) => visit(new URL(location, back).href));
  };
  const line = "models auth login --provider chutes --method oauth --store file";
  const { code, stdout, stderr } = await cli(line, agreeing([], { browser }));
  expect([code, hasUnsafe(stdout + stderr)]).toEqual([69, false]);
  expect(stderr).toContain("chutes did not finish the sign-in: it says “");
});
