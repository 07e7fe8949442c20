import type { Style } from "../../../contracts/command.ts";
import type { Env } from "../../../contracts/env.ts";
import type { BrowserPage } from "../../../core/login/browser.ts";
import type { LoginResult } from "../../../schema/login.ts";
import { formatDuration } from "../../../ui/duration.ts";
import { safeText, tilde } from "../../../ui/text.ts";

/** Says which page to open: on stderr, whatever stdout is for, and on one line, so that it can be clicked and copied. */
export async function showBrowserPage(
  { stderr, person }: Pick<Env, "stderr" | "person">,
  name: string,
  { url, opens, givesCode, busy }: BrowserPage,
): Promise<void> {
  const head = opens
    ? `Your browser opens the page where you sign in to ${name}.\nIf it does not, open it yourself:`
    : `Open this page in a browser to sign in to ${name}:`;
  const holder = busy?.holder ?? "another program";
  const taken =
    busy === undefined
      ? []
      : [`Port ${busy.port} is taken by ${safeText(holder)}, so the browser cannot come back here.`];
  const ends = howItEnds(person.isThere, { opens, givesCode, isBusy: busy !== undefined });
  const lines = [head, "", `  ${safeText(url)}`, "", ...taken, ends];
  await stderr.write(`\n${lines.join("\n")}\n\n`);
}

function howItEnds(
  isThere: boolean,
  { opens, givesCode, isBusy }: { opens: boolean; givesCode: boolean; isBusy: boolean },
): string {
  if (!isThere) return WAITING;
  if (givesCode) return "The page ends with a code: copy it and paste it here.";
  if (isBusy) return "Whatever page the browser ends on, copy its address and paste it here.";
  if (opens) return "Sign in there; this then continues by itself.";
  return "If the browser cannot open the last page, copy its address and paste it here.";
}

const WAITING = "Waiting for the browser to come back here, for 5 minutes at most.";

/** Says that nothing will be pasted, and what comes instead. */
export async function showWaiting({ stderr }: Pick<Env, "stderr">): Promise<void> {
  await stderr.write(`${WAITING}\n`);
}

/** Says that nothing opens by itself after all. */
export async function showNotOpened({ stderr }: Pick<Env, "stderr">): Promise<void> {
  await stderr.write("No browser could be started here.\n\n");
}

const NOUNS: Readonly<Record<LoginResult["type"], string>> = {
  api_key: "the API key",
  token: "the token",
  oauth: "the tokens",
};

/** Says who is signed in, where that is kept, and how long it lasts. */
export function loginView(result: LoginResult, style: Style): string {
  const { provider, profileId, type, store, masked, email, remainingMs, renewable, files, home, defaultModel } = result;
  const shown = masked === null || masked === "***" ? "" : ` ${masked}`;
  const verb = type === "oauth" ? "are" : "is";
  const life = remainingMs === null ? [] : [lifeOf(remainingMs, renewable)];
  const lines = [
    `${NOUNS[type]}${shown} ${verb} ${store === "keyring" ? "in the keyring" : "in clear"}`,
    ...life,
    ...(defaultModel === null ? [] : [`the default model is now ${defaultModel}`]),
    files.length === 0 ? "nothing was changed" : `described in ${files.map((file) => tilde(file, home)).join(", ")}`,
    ...result.notes,
  ];
  const who = email === null || profileId.endsWith(`:${email}`) ? "" : ` as ${email}`;
  const what = result.unchanged ? "already signed in" : result.replaced ? "signed in again" : "signed in";
  const head = `${style.paint("good", "✓")} ${what} to ${provider}${who}: ${style.paint("strong", profileId)}`;
  return `${head}\n${lines.map((line) => `  ${style.paint("dim", line)}\n`).join("")}`;
}

function lifeOf(remainingMs: number, renewable: boolean): string {
  const time = formatDuration(remainingMs);
  return renewable ? `good for ${time}, and can be renewed without you` : `good for ${time}, then sign in again`;
}
