import { defineRemove, IMAGE_FALLBACKS } from "../fallback-change.ts";

export default defineRemove(IMAGE_FALLBACKS);
