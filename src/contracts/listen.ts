import type { Redirect } from "./oauth.ts";

/** What a browser asks for: `query` is what stands behind the question mark. */
export type Visit = { method: string; path: string; query: string };

/** What it gets: a page, a sentence in plain text, or another address. */
export type Reply = { status: number; page?: string; text?: string; location?: string };

/** A port that is listened on until it is closed; or another program has it, `holder` says which if that is known. */
export type Listening =
  | { kind: "listening"; port: number; close(): Promise<void> }
  | { kind: "busy"; port: number; holder: string | undefined };

/** Listens on the loopback addresses that the host stands for; port 0 is any. */
export type Listen = (
  place: Pick<Redirect, "host" | "port">,
  answer: (visit: Visit) => Promise<Reply>,
) => Promise<Listening>;
