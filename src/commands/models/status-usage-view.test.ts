import { expect, test } from "bun:test";
import type { Http } from "../../contracts/http.ts";
import { cli } from "../../testing/cli.ts";
import { GOOD, HOUR, network, runs, world } from "../../testing/usage.ts";

const plans = (output: string) => output.split("\n\n").find((section) => section.startsWith("Plans"));
const shown = async (columns: number) =>
  plans(
    (await cli("models status --usage", world({ ...network(GOOD), columns, variables: { NO_COLOR: "1" } }))).stdout,
  );

test("a person sees a bar for each window, and money as an amount", async () => {
  expect(await shown(100)).toMatchInlineSnapshot(`
    "Plans
    anthropic:me  just now
      5h          ██████░░░░ 63% left, resets in 2h 30m
      Week        ██░░░░░░░░ 20% left, resets in 3d 4h
      Extra usage $4.10 used of $50.00
    openrouter:default  just now
      Key         $12.40 left of $20.00"
  `);
});

test("a person sees the words alone in a narrow terminal, in lines that fit", async () => {
  const text = (await shown(40)) ?? "";
  expect(text).toMatchInlineSnapshot(`
    "Plans
    anthropic:me  just now
      5h          63% left, resets in 2h 30m
      Week        20% left, resets in 3d 4h
      Extra usage $4.10 used of $50.00
    openrouter:default  just now
      Key         $12.40 left of $20.00"
  `);
  expect(text.split("\n").filter((line) => Bun.stringWidth(line) > 40)).toEqual([]);
});

test("a person sees the last snapshot later on, with its age and without a question", async () => {
  const silent: Http = async () => {
    throw new Error("asked");
  };
  const { outputs } = await runs(
    world(network(GOOD)),
    { argv: "models status --usage" },
    { argv: "models status", later: 3 * HOUR, http: silent },
  );
  expect(plans(outputs[1] ?? "")).toMatchInlineSnapshot(`
    "Plans
    anthropic:me  3h ago
      5h          63% was left; reset since
      Week        ██░░░░░░░░ 20% left, resets in 3d 1h
      Extra usage $4.10 used of $50.00
    openrouter:default  3h ago
      Key         $12.40 left of $20.00"
  `);
});

test("a person sees that none is known where none is", async () => {
  const { stdout } = await cli("models status --usage", world({}, {}));
  expect(stdout).toContain("Plans  none is known: no provider here tells, or none was asked\n");
  expect((await cli("models status", world({}, {}))).stdout).not.toContain("Plans");
});
