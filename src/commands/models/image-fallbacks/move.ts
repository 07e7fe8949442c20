import { defineMove, IMAGE_FALLBACKS } from "../fallback-change.ts";

export default defineMove(IMAGE_FALLBACKS);
