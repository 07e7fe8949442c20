import { defineFallbackList } from "../fallback-list.ts";

export default defineFallbackList("image-fallbacks", "image fallback", ({ imageFallbacks }) => imageFallbacks);
