import type { ValueKind } from "../../contracts/command.ts";
import type { Env } from "../../contracts/env.ts";
import { agentsOf } from "../../core/agents.ts";
import { partsOf } from "../../core/models/choice.ts";
import { aliasesOf } from "../../core/models/aliases.ts";
import { SHELLS } from "../../core/shells/shells.ts";
import { type Candidate, stemFirst } from "./candidate.ts";
import type { Given } from "./expect.ts";
import { agentOf, type Live } from "./live.ts";

/** What a value may depend on: the words before it, and the config, read when it is first asked for. */
export type Context = { env: Env; typed: string; given: Given; describes: boolean; live(): Promise<Live> };

type Values = (context: Context) => Promise<readonly Candidate[]>;

/** Where the values of each kind come from: the shell's own files, nowhere, or a look at the user's world. */
export const KINDS: Readonly<Record<ValueKind, "files" | "none" | Values>> = {
  alias: async ({ live }) =>
    aliasesOf((await live()).config).map(({ alias, target }) => ({ value: alias, about: target })),
  model: async ({ env, live, typed, describes }) => {
    const [{ config }, { modelCandidates }] = await Promise.all([live(), import("./models.ts")]);
    return modelCandidates(env, config, typed, describes);
  },
  provider: async ({ env, live, typed }) => {
    const [{ config }, { providerCandidates }] = await Promise.all([live(), import("./providers.ts")]);
    return stemFirst(await providerCandidates(env, config, typed), typed);
  },
  profile: profiles(false),
  "sign-in": profiles(true),
  agent: async ({ live }) => agents((await live()).config),
  fallback: (context) => fallbacks("model", context),
  "image-fallback": (context) => fallbacks("imageModel", context),
  "login-method": async ({ given }) => (await import("./providers.ts")).methodCandidates(given.get("provider")?.at(-1)),
  shell: async () => SHELLS.map((value) => ({ value, about: `The script of ${value}` })),
  store: async () => [
    { value: "keyring", about: "The keyring of the operating system" },
    { value: "file", about: "A plain file that only you can read" },
  ],
  file: "files",
  // Only a file can be completed of what may be either.
  url: "files",
  text: "none",
  number: "none",
  duration: "none",
};

function profiles(renewable: boolean): Values {
  return async ({ live, given, typed }) => {
    const { profileCandidates } = await import("./profiles.ts");
    return profileCandidates(await live(), given, typed, renewable);
  };
}

function agents(config: Live["config"]): Candidate[] {
  const found = agentsOf(config);
  if (found.size === 0) return [{ value: "main", about: "The only agent" }];
  return [...found].map(([value, entry]) => {
    const model = partsOf(entry.model).primary;
    const parts = [entry.default === true ? "default" : "", entry.name ?? "", model ?? ""];
    return { value, about: parts.filter(Boolean).join(", ") };
  });
}

/** The fallbacks that the command would act upon: an agent's own or inherited ones, else those of the defaults. */
async function fallbacks(
  field: "model" | "imageModel",
  { env, live, given, describes }: Context,
): Promise<Candidate[]> {
  const read = await live();
  const entry = given.has("agent") ? agentOf(read, given).entry : undefined;
  const defaults = read.config.agents?.defaults;
  const found = partsOf(entry?.[field]).fallbacks ?? partsOf(defaults?.[field]).fallbacks ?? [];
  const describe = describes ? await (await import("./models.ts")).describerOf(env, read.config) : () => "";
  return found.map((value) => ({ value, about: describe(value) }));
}
