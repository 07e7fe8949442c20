/** What programs show in place of a secret; written back, it would take the secret's place for good. */
const REDACTION = /\*{3}|…|\bREDACTED\b|_REDACTED_|\[redacted\]/;

/** Whether a text looks like that, so that it is never written. */
export function isRedacted(text: string): boolean {
  return REDACTION.test(text);
}
