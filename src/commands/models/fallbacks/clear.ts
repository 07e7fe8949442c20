import { defineClear, FALLBACKS } from "../fallback-change.ts";

export default defineClear(FALLBACKS);
