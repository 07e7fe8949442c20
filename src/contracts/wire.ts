import type { Secret } from "./secret.ts";

/** What a wire needs to know to ask a model one small question. */
export type Question = {
  provider: string;
  baseUrl: string;
  /** Whether the config names that address, which then outweighs whatever a provider answers. */
  isOwnAddress?: boolean;
  /** The company's own GitHub, say, where the profile is of one. */
  enterpriseHost?: string | undefined;
  /** The id as the provider has it, to the letter. */
  model: string;
  secret: Secret | undefined;
  /** Of the config's own provider. */
  headers: Readonly<Record<string, string>>;
  /** The credential goes into `Authorization` whatever the wire would do. */
  authHeader: boolean;
  maxTokens: number;
  /** The name of the field that limits the answer, where the wire knows several. */
  limitField: string | undefined;
};

/** What a model can be asked to do beyond words: call a tool, look at an image. */
export type Skill = "tool" | "image";

/** What an answer shows of a skill; `cut_off` where it came to the limit of tokens before it could show anything. */
export type Showing = "shown" | "missing" | "cut_off";

export type WireRequest = { url: string; headers: Record<string, string>; body: unknown };

/** A dialect of HTTP in which models are asked. */
export type WireDialect = {
  /** The smallest real request. */
  request(question: Question): WireRequest;
  /** Whether a body is what a success looks like. */
  isAnswer(body: unknown): boolean;
  /** The smallest request for a skill, and what an answer shows; absent where the dialect is asked for words alone. */
  skills?: Readonly<Record<Skill, { request(question: Question): WireRequest; showing(body: unknown): Showing }>>;
  /** The name to try when the provider refuses the first one for the limit of tokens. */
  otherLimitField?: string;
  /** Where the provider lists its models; absent where it does not. */
  list?(question: Question): { url: string; headers: Record<string, string> };
  /** What has to be asked for before, in exchange for the credential: a token for one hour, say. */
  exchange?(question: Question): { url: string; headers: Record<string, string> };
  /** What the exchange gave. */
  exchanged?(question: Question, body: unknown): Question | undefined;
};
