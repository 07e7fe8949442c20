import { defineAdd, FALLBACKS } from "../fallback-change.ts";

export default defineAdd(FALLBACKS);
