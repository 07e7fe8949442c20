import type { Command, Example } from "../contracts/command.ts";
import * as planned from "./planned.ts";

// The one `any` of the program: a tree of commands cannot name the arguments of each.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyCommand = Command<any, any, any>;
export type Load = () => Promise<{ default: AnyCommand }>;

/** A command or a group; `about` stands here, so that help and TAB on a group load no command. */
export type Row = {
  about: string;
  load?: Load;
  rows?: Readonly<Record<string, Row>>;
  /** A later version builds it. */
  planned?: true;
  /** What a group runs when no command follows; its own help when absent. */
  bare?: Load;
  /** Older spellings of options that a bare group takes. */
  renames?: Readonly<Record<string, string>>;
  examples?: readonly Example[];
};

const group = (about: string, rows: Row["rows"], examples: readonly Example[]): Row => ({
  about,
  rows: rows ?? {},
  examples,
});
const later = (about: string, command: AnyCommand): Row => ({
  about,
  planned: true,
  load: async () => ({ default: command }),
});

const status: Load = () => import("../commands/models/status.ts");

const aliases = group(
  "Short names for models",
  {
    list: { about: "List the aliases", load: () => import("../commands/models/aliases/list.ts") },
    add: { about: "Give a model an alias", load: () => import("../commands/models/aliases/add.ts") },
    remove: { about: "Take an alias away", load: () => import("../commands/models/aliases/remove.ts") },
  },
  [{ run: "openclaw models aliases list", about: "Every alias and what it stands for" }],
);

const fallbackRows = (
  noun: string,
  load: Readonly<Record<"list" | "add" | "remove" | "clear" | "move", Load>>,
): Row["rows"] => ({
  list: { about: `List the ${noun}s in their order`, load: load.list },
  add: { about: `Add a ${noun}`, load: load.add },
  remove: { about: `Take a ${noun} away`, load: load.remove },
  clear: { about: `Take all ${noun}s away`, load: load.clear },
  move: { about: `Give a ${noun} another place`, load: load.move },
});

const fallbacks = fallbackRows("fallback", {
  list: () => import("../commands/models/fallbacks/list.ts"),
  add: () => import("../commands/models/fallbacks/add.ts"),
  remove: () => import("../commands/models/fallbacks/remove.ts"),
  clear: () => import("../commands/models/fallbacks/clear.ts"),
  move: () => import("../commands/models/fallbacks/move.ts"),
});

const imageFallbacks = fallbackRows("image fallback", {
  list: () => import("../commands/models/image-fallbacks/list.ts"),
  add: () => import("../commands/models/image-fallbacks/add.ts"),
  remove: () => import("../commands/models/image-fallbacks/remove.ts"),
  clear: () => import("../commands/models/image-fallbacks/clear.ts"),
  move: () => import("../commands/models/image-fallbacks/move.ts"),
});

const auth = group(
  "Credentials of the providers",
  {
    list: { about: "List the stored credentials", load: () => import("../commands/models/auth/list.ts") },
    add: { about: "Add a credential, step by step", load: () => import("../commands/models/auth/add.ts") },
    login: { about: "Sign in to a provider", load: () => import("../commands/models/auth/login.ts") },
    "login-github-copilot": {
      about: "Sign in to GitHub Copilot with a device code",
      load: () => import("../commands/models/auth/login-github-copilot.ts"),
    },
    "setup-token": {
      about: "Store a Claude setup-token",
      load: () => import("../commands/models/auth/setup-token.ts"),
    },
    "paste-token": {
      about: "Store a token from stdin or a hidden prompt",
      load: () => import("../commands/models/auth/paste-token.ts"),
    },
    "paste-api-key": {
      about: "Store an API key from stdin or a hidden prompt",
      load: () => import("../commands/models/auth/paste-api-key.ts"),
    },
    logout: { about: "Remove a stored credential", load: () => import("../commands/models/auth/logout.ts") },
    refresh: { about: "Renew a sign-in before it expires", load: () => import("../commands/models/auth/refresh.ts") },
    order: group(
      "In which order a provider's credentials are tried",
      {
        get: { about: "Show the order", load: () => import("../commands/models/auth/order/get.ts") },
        set: { about: "Set the order", load: () => import("../commands/models/auth/order/set.ts") },
        clear: {
          about: "Go back to the order of the config",
          load: () => import("../commands/models/auth/order/clear.ts"),
        },
      },
      [{ run: "openclaw models auth order get --provider anthropic", about: "The order in force" }],
    ),
    audit: { about: "Find plaintext copies of secrets", load: () => import("../commands/models/auth/audit.ts") },
    migrate: {
      about: "Move plaintext secrets into the keyring",
      load: () => import("../commands/models/auth/migrate.ts"),
    },
  },
  [{ run: "openclaw models auth list", about: "Every stored credential" }],
);

const models: Row = {
  about: "Which model answers, its fallbacks, aliases and credentials",
  bare: status,
  renames: { "status-json": "json", "status-plain": "plain" },
  rows: {
    status: { about: "Which model answers, and whether its credential works", load: status },
    list: { about: "List models, the configured ones or all", load: () => import("../commands/models/list.ts") },
    explain: {
      about: "How a name resolves, and which credential is used",
      load: () => import("../commands/models/explain.ts"),
    },
    set: { about: "Choose the default model", load: () => import("../commands/models/set.ts") },
    "set-image": { about: "Choose the image model", load: () => import("../commands/models/set-image.ts") },
    aliases,
    fallbacks: group("Models that answer when the default cannot", fallbacks, [
      { run: "openclaw models fallbacks list", about: "Who answers next" },
    ]),
    "image-fallbacks": group("Models that see images when the image model cannot", imageFallbacks, [
      { run: "openclaw models image-fallbacks list", about: "Who looks next" },
    ]),
    auth,
    scan: { about: "Find free models that really work", load: () => import("../commands/models/scan.ts") },
    refresh: { about: "Fetch a newer model catalog", load: () => import("../commands/models/refresh.ts") },
  },
  examples: [
    { run: "openclaw models", about: "Which model answers, what is broken and how to mend it" },
    { run: "openclaw models list --all --provider anthropic", about: "Every model of a provider" },
    { run: "openclaw models explain openai/gpt-5.2", about: "What a name stands for, and which credential it uses" },
  ],
};

/** Every command of the program, as documented; a command is one file and one row here. */
export const TREE: Row = {
  about: "Which model answers your OpenClaw agents, and why, in milliseconds",
  rows: {
    models,
    plugins: group(
      "Providers that are built in",
      { list: { about: "List them and how to sign in", load: () => import("../commands/plugins/list.ts") } },
      [{ run: "openclaw plugins list", about: "The providers and their login methods" }],
    ),
    secrets: group(
      "Lend OpenClaw the secrets of the keyring",
      {
        resolve: later("Answer OpenClaw's secret protocol on stdin", planned.secretsResolve),
        link: later("Tell OpenClaw to ask this program for secrets", planned.secretsLink),
        unlink: later("Take that back", planned.secretsUnlink),
      },
      [{ run: "openclaw secrets link", about: "Let OpenClaw read credentials from the keyring" }],
    ),
    completion: {
      about: "Complete names in bash, zsh and fish with TAB",
      load: () => import("../commands/completion.ts"),
    },
  },
  examples: [
    { run: "openclaw models", about: "Which model answers, and with which credential" },
    { run: "openclaw models list", about: "The configured models" },
    { run: "openclaw models status --check", about: "For scripts: 1 = missing or expired, 2 = expiring" },
  ],
};
