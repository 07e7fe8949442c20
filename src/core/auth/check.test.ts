import { expect, test } from "bun:test";
import { checkExit, type Verdict, verdictOf } from "./check.ts";
import type { HealthStatus } from "./health.ts";
import type { Source } from "./sources.ts";

const source = (kind: Source["kind"], status?: HealthStatus, counts = true): Source => ({
  kind,
  name: kind,
  storage: "file",
  counts,
  used: false,
  reason: "",
  ...(status === undefined ? {} : { health: { status, refreshable: false } }),
});
const profile = (status: HealthStatus, counts = true) => source("profile", status, counts);

type Case = [name: string, sources: Source[], used: Source | undefined, isLocal: boolean, verdict: Verdict];

test.each<Case>([
  ["nothing", [], undefined, false, "missing"],
  ["nothing for a local provider", [], undefined, true, "ready"],
  ["a variable", [source("env")], source("env"), false, "ready"],
  ["a key in the config", [source("config")], source("config"), false, "ready"],
  ["an api key", [profile("static")], profile("static"), false, "ready"],
  ["a good profile", [profile("ok")], profile("ok"), false, "ready"],
  ["an expiring profile", [profile("expiring")], profile("expiring"), false, "expiring"],
  ["a good and an expiring profile", [profile("ok"), profile("expiring")], profile("ok"), false, "expiring"],
  ["a good and an expired profile", [profile("ok"), profile("expired")], profile("ok"), false, "expired"],
  ["a good and a dateless OAuth profile", [profile("ok"), profile("missing")], profile("ok"), false, "expired"],
  [
    "a good profile, and an expired one left out",
    [profile("ok"), profile("expired", false)],
    profile("ok"),
    false,
    "ready",
  ],
  [
    "a declared profile that is not stored, and a variable",
    [source("profile"), source("env")],
    source("env"),
    false,
    "ready",
  ],
  ["an expired profile of a local provider", [profile("expired")], undefined, true, "expired"],
])("with %s", (_, sources, used, isLocal, verdict) => {
  expect(verdictOf({ provider: "p", sources, used, failed: false }, isLocal)).toBe(verdict);
});

test("a provider whose stored profiles all failed is expired, local or not", () => {
  const credential = { provider: "p", sources: [profile("ok")], used: undefined, failed: true };
  expect([verdictOf(credential, false), verdictOf(credential, true)]).toEqual(["expired", "expired"]);
});

test.each<[Verdict[], 0 | 1 | 2]>([
  [[], 0],
  [["ready"], 0],
  [["ready", "expiring"], 2],
  [["expiring", "expired"], 1],
  [["missing", "expiring"], 1],
  [["ready", "missing"], 1],
])("%j exits with %d", (verdicts, code) => {
  expect(checkExit(verdicts)).toBe(code);
});
