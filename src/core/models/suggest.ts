/** Names near to what was typed, nearest first: typing errors, and names that contain the word. */
export function suggest(typed: string, names: Iterable<string>, most = 3): string[] {
  const word = typed.trim().toLowerCase();
  // Nobody mistypes a name of a hundred letters, and comparing them takes the square of their length.
  if (word === "" || word.length > 100) return [];
  const limit = word.length <= 4 ? 1 : Math.floor(word.length / 3);
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    const score = nearness(word, name.toLowerCase(), limit);
    if (score !== undefined) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return scored.slice(0, most).map(({ name }) => name);
}

/** Smaller is nearer; `undefined` is too far. A name that contains the word counts as one typing error and a bit. */
function nearness(word: string, name: string, limit: number): number | undefined {
  if (word === name) return 0;
  if (word.length >= 3 && name.includes(word)) return 1.5;
  if (Math.abs(word.length - name.length) > limit) return undefined;
  const edits = distance(word, name);
  return edits <= limit ? edits : undefined;
}

/** Edits between two words, with neighbours swapped counting once (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Says "did you mean …?" as a hint, or something else to try when nothing is near. */
export function didYouMean(names: readonly string[], otherwise: string): string {
  const [first, ...rest] = names.map((name) => `\`${name}\``);
  if (first === undefined) return otherwise;
  return `did you mean ${rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(", ")} or ${rest.at(-1)}`}?`;
}
