import { Secret } from "../../../contracts/secret.ts";
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

/** Adds what looks like a key and stands in none of the values: in a comment, or as a name. */
export function withRest(text: string, found: readonly Plain[]): Plain[] {
  const rest = shapesIn(text).filter(({ start }) => !isCovered(start, found));
  return [...found, ...rest.map(({ found: key, start, end }) => inLine(text, key, start, end))];
}

/** Every other place of a text in which a secret stands that was found already, here or in another file. */
export function findKnown(text: string, secret: Secret, found: readonly Plain[]): Plain[] {
  const value = secret.reveal();
  const more: Plain[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    if (!isCovered(at, found)) more.push(inLine(text, value, at, at + value.length));
  return more;
}

/** Whether a position of a text belongs to something that was found. */
export function isCovered(at: number, found: readonly Plain[]): boolean {
  return found.some(({ start, end }) => start <= at && at < end);
}

/** A secret that only its line tells the place of. */
export function inLine(text: string, value: string, start: number, end: number): Plain {
  const place = `line ${text.slice(0, start).split("\n").length}`;
  return { path: [], place, secret: new Secret(value), type: undefined, start, end };
}
