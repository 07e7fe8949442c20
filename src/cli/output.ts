import type { Style } from "../contracts/command.ts";
import type { Stream, Variables } from "../contracts/env.ts";
import { createStyle } from "../ui/style.ts";
import { escapeUnsafe } from "../ui/text.ts";

/** The version of the shape that every JSON document has. */
const SCHEMA_VERSION = 1;

/** How the answer is wanted, as far as it can be told before the command line is understood. */
export type Mode = { isJson: boolean; wantsColor: boolean; wantsHelp: boolean };

/** A JSON document as it is printed. */
export function document(fields: object): string {
  return `${escapeUnsafe(JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...fields }, null, 2))}\n`;
}

/** Colour on a terminal, unless somebody says otherwise. */
export function styleOf(stream: Stream, variables: Variables, { isJson, wantsColor }: Mode): Style {
  const forced = variables["FORCE_COLOR"] !== undefined && variables["FORCE_COLOR"] !== "0";
  const refused = variables["NO_COLOR"] !== undefined || variables["TERM"] === "dumb";
  const hasColor = wantsColor && !isJson && (forced || (!refused && stream.isTerminal));
  return createStyle(hasColor, stream.columns ?? Number.POSITIVE_INFINITY);
}
