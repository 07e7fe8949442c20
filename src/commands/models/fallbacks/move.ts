import { defineMove, FALLBACKS } from "../fallback-change.ts";

export default defineMove(FALLBACKS);
