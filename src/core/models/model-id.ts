/**
 * Whether a server or a file may call a model so. Once it is written into a config, `${NAME}` would stand for a variable,
 * and with it for a key.
 */
export function isModelId(id: unknown): id is string {
  return typeof id === "string" && /^[!-~]{1,200}$/.test(id) && !id.includes("${");
}
