declare const APP_VERSION: string;

/** The version in package.json, set by scripts/build.ts. */
export const VERSION: string = typeof APP_VERSION === "string" ? APP_VERSION : "0.0.0-dev";
