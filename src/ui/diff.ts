/** A unified diff of a file, without the line that would only repeat its name. */
export async function unifiedDiff(file: string, before: string, after: string): Promise<string> {
  // Only a dry run and a refused write need it.
  const { createTwoFilesPatch } = await import("diff");
  const patch = createTwoFilesPatch(file, file, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^Index: .*\n=+\n/, "").trimEnd();
}
