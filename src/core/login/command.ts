import { shellWord } from "../command-line.ts";

/** How somebody signs in, as the options of the command say it. */
export type LoginOptions = {
  method?: string | undefined;
  deviceCode?: boolean;
  import?: boolean;
  profileId?: string | undefined;
  replace?: boolean;
  setDefault?: boolean;
  browser?: boolean;
  store?: string | undefined;
  agent?: string | undefined;
};

/** A sign-in that somebody wants: where, and how. */
export type Sought = { provider: string; options: LoginOptions };

/** The command for a sign-in, as a hint names it: with everything that its user has said. */
export function loginCommand({ provider, options }: Sought): string {
  const { method, deviceCode, profileId, replace, setDefault, browser, store, agent } = options;
  const words = [
    "openclaw models auth login",
    option("provider", provider),
    option("method", method),
    flag("device-code", deviceCode === true),
    flag("import", options.import === true),
    option("profile-id", profileId),
    flag("replace", replace === true),
    flag("set-default", setDefault === true),
    flag("no-browser", browser === false),
    option("store", store),
    option("agent", agent),
  ];
  return `\`${words.filter((word) => word !== "").join(" ")}\``;
}

function option(name: string, value: string | undefined): string {
  return value === undefined ? "" : `--${name} ${shellWord(value)}`;
}

function flag(name: string, isSet: boolean): string {
  return isSet ? `--${name}` : "";
}

/** The hint to try the same again. */
export function onceMore(sought: Sought): string {
  return `try again: ${loginCommand(sought)}`;
}
