/** Whether a value out of JSON is an object; for JavaScript a list and null are some too. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
