import { defineAdd, IMAGE_FALLBACKS } from "../fallback-change.ts";

export default defineAdd(IMAGE_FALLBACKS);
