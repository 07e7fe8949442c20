const PARAMS = /(?:^|[^a-z0-9])[a-z]?(\d+(?:\.\d+)?)b(?=[^a-z0-9]|$)/g;

/** The size of a model in billions of parameters, as its name says: the greatest, where several stand there. */
export function inferParams(text: string): number | null {
  const sizes = [...text.toLowerCase().matchAll(PARAMS)].map((match) => Number(match[1]));
  return sizes.length === 0 ? null : Math.max(...sizes);
}
