import { expect, test } from "bun:test";
import { checkExit, type Verdict, verdictOf } from "./check.ts";
import type { HealthStatus } from "./health.ts";
import type { Source } from "./sources.ts";

const source = (kind: Source["kind"], status?: HealthStatus, state: Source["state"] = "usable"): Source => ({
  kind,
  name: kind,
  storage: "file",
  state,
  detail: "",
  used: false,
  reason: "",
  ...(status === undefined ? {} : { health: { status, refreshable: false } }),
});

test.each<[string, used: Source | undefined, verdict: Verdict, local: Verdict]>([
  ["nothing", undefined, "missing", "ready"],
  ["a variable", source("env"), "ready", "ready"],
  ["a key in the config", source("config"), "ready", "ready"],
  ["an api key", source("profile", "static"), "ready", "ready"],
  ["a good profile", source("profile", "ok"), "ready", "ready"],
  ["an expiring profile", source("profile", "expiring"), "expiring", "expiring"],
  ["an expired profile", source("profile", "expired"), "expired", "expired"],
  ["an OAuth profile without a date", source("profile", "missing"), "expired", "expired"],
])("a provider that would be asked with %s", (_, used, verdict, local) => {
  const credential = { provider: "p", sources: used === undefined ? [] : [used], used, failed: false };
  expect([verdictOf(credential, false), verdictOf(credential, true)]).toEqual([verdict, local]);
});

test("an expired profile that is not used does not count", () => {
  const used = source("profile", "ok");
  const sources = [used, source("profile", "expired")];
  expect(verdictOf({ provider: "p", sources, used, failed: false }, false)).toBe("ready");
});

test.each<[Source["state"], Verdict]>([
  ["expired", "expired"],
  ["empty", "unusable"],
  ["other_mode", "unusable"],
])("a provider whose stored profiles are all %s is %s, local or not", (state, verdict) => {
  const sources = [source("profile", "ok", state)];
  const credential = { provider: "p", sources, used: undefined, failed: true };
  expect([verdictOf(credential, false), verdictOf(credential, true)]).toEqual([verdict, verdict]);
});

test.each<[Parameters<typeof checkExit>[0], 0 | 1 | 2]>([
  [[], 0],
  [["ready"], 0],
  [["ready", "expiring"], 2],
  [["expiring", "expired"], 1],
  [["missing", "expiring"], 1],
  [["ready", "missing"], 1],
  [["ready", "unusable"], 1],
  [["unresolved", "expiring"], 1],
])("%j exits with %d", (verdicts, code) => {
  expect(checkExit(verdicts)).toBe(code);
});
