import { defineClear, IMAGE_FALLBACKS } from "../fallback-change.ts";

export default defineClear(IMAGE_FALLBACKS);
