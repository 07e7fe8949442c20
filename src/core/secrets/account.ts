/** The characters that OpenClaw allows in the id of a secret reference, but for the slash and the number sign. */
const PLAIN = /[^A-Za-z0-9._:-]/g;

/**
 * The account of a secret in the keyring, which is also the id of its reference: `<agent>/<profile>`, behind 8 hex digits
 * of the state directory's real path unless that is the usual one. What a reference may not hold is written as `/#` and two
 * hex digits a byte. Facts: OpenClaw 2026.9.6 §4.1.
 */
export function accountOf(agentId: string, profileId: string, stateDirMark: string | undefined): string {
  const account = `${escape(agentId)}/${escape(profileId)}`;
  return stateDirMark === undefined ? account : `${stateDirMark}/${account}`;
}

function escape(text: string): string {
  return text.replace(PLAIN, (character) =>
    Array.from(new TextEncoder().encode(character), (byte) => `/#${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}
