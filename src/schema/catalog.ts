/** What is known of one model without asking anyone. Prices are in US dollars for a million tokens. */
export type CatalogRow = {
  /** `provider/id`, as a reference names it. */
  key: string;
  provider: string;
  id: string;
  name: string;
  contextWindow: number | null;
  maxTokens: number | null;
  /** What it takes, as in `text+image+pdf`. */
  input: string;
  reasoning: boolean;
  tools: boolean;
  /** The provider advises against it. */
  deprecated: boolean;
  /** The provider offers it no more. */
  retired: boolean;
  cost: { input: number; output: number } | null;
  /** Date of its release as YYYY-MM-DD, or empty. */
  released: string;
};

/** All models of a provider; none of them is parsed before it is asked for. */
export type Shelf = { count: number; keys(): string[]; rows(): CatalogRow[] };

/** A model catalog; look-ups search its text and parse only the rows that they return. */
export type Catalog = {
  find(provider: string, id: string): CatalogRow | undefined;
  ofProvider(provider: string): CatalogRow[];
  all(): CatalogRow[];
  shelves(): ReadonlyMap<string, Shelf>;
  /** How many models each provider has whose name begins with the prefix. */
  counts(prefix?: string): ReadonlyMap<string, number>;
  has(provider: string): boolean;
};
