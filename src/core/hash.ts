/** SHA-256 in hexadecimal digits: tells one text from another without telling the text. */
export async function sha256(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : Uint8Array.from(data);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
