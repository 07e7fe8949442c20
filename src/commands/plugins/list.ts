import * as v from "valibot";
import { defineCommand } from "../../contracts/command.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { hang } from "../../ui/layout.ts";
import { table } from "../../ui/table.ts";
import { count } from "../../ui/text.ts";

const Plugin = v.object({
  id: v.string(),
  name: v.string(),
  aliases: v.array(v.string()),
  env: v.array(v.string()),
  baseUrl: v.nullable(v.string()),
  api: v.nullable(v.string()),
  methods: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      kind: v.string(),
      /** Why this version cannot sign in this way. */
      unsupported: v.nullable(v.string()),
    }),
  ),
});

export default defineCommand({
  args: {},
  examples: [
    { run: "openclaw plugins list", about: "The built-in providers and how to sign in to each" },
    { run: "openclaw plugins list --json | jq -r '.plugins[].id'", about: "Their ids, for scripts" },
  ],
  result: v.object({ count: v.number(), plugins: v.array(Plugin) }),
  async run() {
    const plugins = PROVIDERS.map(({ id, name, aliases = [], env, baseUrl = null, wire = null, login }) => ({
      id,
      name,
      aliases: [...aliases],
      env: [...env],
      baseUrl,
      api: wire,
      methods: login.map(({ id: method, label, kind, unsupported = null }) => ({
        id: method,
        label,
        kind,
        unsupported,
      })),
    }));
    return { count: plugins.length, plugins };
  },
  plain: ({ plugins }) => plugins.map(({ id, methods }) => [id, works(methods).join(",") || "-"].join(" ")),
  human({ count: amount, plugins }, style) {
    const orDash = (words: readonly string[]) => words.join(", ") || style.paint("dim", "-");
    const reasons = plugins.flatMap(({ id, methods }) =>
      methods.flatMap(({ label, unsupported }) => (unsupported === null ? [] : [`${label} of ${id}: ${unsupported}`])),
    );
    const columns = [
      { title: "Provider", cells: plugins.map(({ id }) => id), shrinkTo: 16 },
      { title: "Name", cells: plugins.map(({ name }) => name), expendable: 1 },
      { title: "Sign in with", cells: plugins.map(({ methods }) => orDash(works(methods))), shrinkTo: 16 },
      { title: "Variables", cells: plugins.map(({ env }) => orDash(env)), expendable: 2 },
    ];
    const notHere =
      reasons.length === 0
        ? ""
        : `\nNot in this version\n${reasons.map((reason) => `${hang("", reason, 2, 2, style)}\n`).join("")}`;
    return `${table(columns, style)}${notHere}\n${style.paint("dim", `${count(amount, "provider")}, all built in: there is nothing to install`)}\n`;
  },
});

/** The ids of the methods that this version can do. */
function works(methods: v.InferOutput<typeof Plugin>["methods"]): string[] {
  return methods.filter(({ unsupported }) => unsupported === null).map(({ id }) => id);
}
