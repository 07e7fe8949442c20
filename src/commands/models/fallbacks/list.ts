import { defineFallbackList } from "../fallback-list.ts";

export default defineFallbackList("fallbacks", "fallback", ({ fallbacks }) => fallbacks);
