/** When the embedded catalog was fetched, in milliseconds since 1970; `scripts/update-catalog.ts` writes it. */
export const EMBEDDED_AT = 1790726400000; // 2026-09-30T00:00:00Z
