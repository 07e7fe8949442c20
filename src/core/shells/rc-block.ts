const START = "# >>> openclaw completion";
const END = "# <<< openclaw completion <<<";

// What it takes to give a file back to the byte is written into the block itself.
const MADE_FILE = ", which made this file";
const UNENDED = ", behind a line without an end";

/** Puts a line of ours at the end of a start-up file, between marks; `undefined` stands for a file that is not there. */
export function addBlock(text: string | undefined, line: string): string {
  const isUnended = text !== undefined && text !== "" && !text.endsWith("\n");
  const note = text === undefined ? MADE_FILE : isUnended ? UNENDED : "";
  return `${text ?? ""}${isUnended ? "\n" : ""}${START}${note} >>>\n${line}\n${END}\n`;
}

/** Exactly what `addBlock` wrote: where somebody wrote between the marks, or lost one of them, it is no block any more. */
const BLOCK = new RegExp(`${START}([^\\n]*) >>>\\n[^\\n]*\\n${END}\\n?`);

/** Whether marks of ours stand there that are no whole block, so that a person has to look at them. */
export function hasBrokenMarks(text: string): boolean {
  const rest = removeBlock(text) ?? "";
  return rest.includes(START) || rest.includes(END);
}

/** Takes every block of ours out again; `undefined` where nothing of a file remains that a block made. */
export function removeBlock(text: string): string | undefined {
  let rest = text;
  let madeFile = false;
  for (let found = BLOCK.exec(rest); found !== null; found = BLOCK.exec(rest)) {
    const [whole, note] = found;
    const before = rest.slice(0, found.index);
    const after = rest.slice(found.index + whole.length);
    madeFile ||= note === MADE_FILE;
    rest = (note === UNENDED && after === "" ? before.slice(0, -1) : before) + after;
  }
  return madeFile && rest === "" ? undefined : rest;
}
