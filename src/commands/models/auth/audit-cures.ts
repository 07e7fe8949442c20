import type { Finding, Place } from "../../../core/auth/audit/audit.ts";

const CURES: Readonly<Record<Place["source"], string>> = {
  config: "write `${NAME}` in its place, and set the variable",
  store: "OpenClaw keeps it there itself; see that only you can read the file",
  legacy: "OpenClaw keeps it there itself; see that only you can read the file",
  database: "OpenClaw keeps it there itself; see that only you can read the file",
  models: "OpenClaw writes it there out of the config: mend it there, then delete this file",
  dotenv: "`openclaw models auth add` keeps it in the keyring; then take the line out",
  service: "take it out: the gateway reads the config and its `.env` by itself; then start the service anew",
  state: "OpenClaw keeps it there itself; see that only you can read the file",
  text: "make a new secret, withdraw this one, then take it out of the text",
  copy: "delete this copy when you need it no more",
};

/** What to do about something that was found, where it stands. */
export function cureOf(kind: Finding["kind"], { source, place, option, isOrphan, isBroken }: Place): string {
  if (kind === "unknown") return "ask again once the keyring answers";
  if (kind === "missing") return "store it again: `openclaw models auth add`, or `openclaw models auth logout <id>`";
  if (option !== undefined) return `\`openclaw models auth migrate${option}\``;
  if (source === "copy") return CURES.copy;
  if (isOrphan) return "no agent of the config is kept here: delete the folder when you need it no more";
  if (isBroken) return "mend the file first: it is not valid JSON";
  if (source !== "text" && place.startsWith("line ")) return "take it out of the text";
  // A variable that the config itself sets can be filled in from nowhere else.
  return source === "config" && /^env\b/.test(place) ? CURES.dotenv : CURES[source];
}
