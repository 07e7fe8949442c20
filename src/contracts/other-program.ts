/** The way to a value in a document; a step `name:*` is `name`, or the first that begins with `name:`. */
export type Place = readonly string[];

/**
 * A file in which another program keeps its own sign-in at a provider. It stays theirs: the tokens are neither used nor
 * copied, as whichever of two programs renews them first locks the other one out. The forms are
 * those that others read in public code; they are not verified against the programs themselves.
 */
export type OtherProgram = {
  name: string;
  /** Below the home directory. */
  folder: string;
  /** Variables that move the folder, the first that is set, with what stands below theirs. */
  folderVariables?: Readonly<Record<string, string>>;
  /** In their order; the first that holds the secret counts. */
  files: readonly string[];
  type: "oauth" | "token" | "api_key";
  at: {
    secret: Place;
    refresh?: Place;
    /** Milliseconds since 1970; where it is absent, the token itself may say. */
    expires?: Place;
    /** An identity token, which tells who signed in. */
    identity?: Place;
    accountId?: Place;
    /** Where the identity token itself says the same, beside its `email`. */
    claims?: { email?: Place; accountId?: Place };
    resourceUrl?: Place;
  };
};
