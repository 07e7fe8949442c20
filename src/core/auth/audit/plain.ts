import { Secret } from "../../../contracts/secret.ts";
import type { Search } from "./search.ts";
import { shapesIn } from "./shapes.ts";

/** A secret that stands in clear in a text, from `start` to `end`. */
export type Plain = {
  /** The keys to it; empty where it stands in no value. */
  path: readonly (string | number)[];
  /** The same for people: `profiles["a:b"].key`, the name of a variable, or the line. */
  place: string;
  secret: Secret;
  /** What the object calls itself in which it stands: `api_key` in a profile, say. */
  type: string | undefined;
  start: number;
  end: number;
};

/** Makes a secret of a text that only its line tells the place of; in what is no text it is the byte. */
export type Placer = (value: string, start: number, end: number) => Plain;

/** Prepares for finding lines in a text once, and only if one is asked for: it may be long, and hold many secrets. */
export function placerOf(text: string): Placer {
  let ends: number[] | undefined;
  const placeOf = (at: number): string => {
    ends ??= text.includes("\0") ? [] : endsOfLines(text);
    return ends.length === 0 ? `byte ${at}` : `line ${countBelow(ends, at) + 1}`;
  };
  return (value, start, end) => ({
    path: [],
    place: placeOf(start),
    secret: new Secret(value),
    type: undefined,
    start,
    end,
  });
}

/** Where the lines of a text end; the last one ends with it. */
function endsOfLines(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return [...ends, text.length];
}

/** How many of some ascending numbers are below another. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Adds what looks like a key and stands in none of the values: in a comment, or as a name. */
export function withRest(text: string, found: readonly Plain[]): Plain[] {
  const place = placerOf(text);
  const rest = shapesIn(text).filter(({ start }) => !isCovered(start, found));
  return [...found, ...rest.map(({ found: key, start, end }) => place(key, start, end))];
}

/** Every other place of a text in which a secret stands that was found already, here or in another file. */
export function findKnown(text: string, known: Search, found: readonly Plain[]): Plain[] {
  const place = placerOf(text);
  const more: Plain[] = [];
  for (const { value, at } of known(text))
    if (!isCovered(at, found) && !isCovered(at, more)) more.push(place(value, at, at + value.length));
  return more;
}

/** Whether a position of a text belongs to something that was found. */
export function isCovered(at: number, found: readonly Plain[]): boolean {
  return found.some(({ start, end }) => start <= at && at < end);
}
