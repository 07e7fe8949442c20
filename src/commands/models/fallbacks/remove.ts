import { defineRemove, FALLBACKS } from "../fallback-change.ts";

export default defineRemove(FALLBACKS);
