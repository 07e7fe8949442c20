import type { HttpTrouble } from "./http.ts";
import type { Secret } from "./secret.ts";

/** How the browser comes back from a provider's page: to this machine, where somebody listens for it. */
export type Redirect = {
  host: "localhost" | "127.0.0.1";
  /** 0 where the provider takes any port. */
  port: number;
  path: string;
};

/** What a provider needs to sign people in and to renew their tokens: OAuth 2.0 with PKCE, and how it differs. */
export type OAuth = {
  /** Gives tokens for a code or a refresh token. */
  token: string;
  /** What the provider knows a program as; or the variables that hold the id of a program of the user's own. */
  clientId: string | readonly string[];
  /** The variables that hold the secret of such a program. */
  clientSecret?: readonly string[];
  scopes: string;
  /** How the token endpoint is asked; `form` is OAuth's own. */
  body: "form" | "json";
  browser?: {
    authorize: string;
    redirect: Redirect;
    /** The provider's own page that shows a code to copy, where there is no browser on this machine. */
    copyPage?: string;
    /** More that the page is asked with. */
    parameters?: Readonly<Record<string, string>>;
  };
  device?: {
    authorize: string;
    /** Where the code is typed, for a provider that does not say. */
    page?: string;
    usesPkce?: true;
  };
  /** What it gives is not renewed. */
  lasts?: true;
  /** The file of `providers/login/` that does what OAuth does not say. */
  dialect?: "anthropic" | "github" | "kimi" | "meta" | "minimax" | "openai" | "openrouter" | "qwen";
};

/** Tokens as a provider gives them. */
export type Tokens = {
  access: Secret;
  /** Absent where they cannot be renewed. */
  refresh?: Secret;
  /** Milliseconds since 1970. */
  expires: number;
};

/** What a store tells of tokens beside them, under OpenClaw's names; none of it is secret. */
export type TokenFacts = {
  email?: string;
  accountId?: string;
  clientId?: string;
  projectId?: string;
  enterpriseUrl?: string;
  /** Where this account's models answer, if not at the provider's usual address. */
  resourceUrl?: string;
};

/** What a sign-in ends with: tokens that are renewed, or a credential that is not. */
export type Granted =
  | { type: "oauth"; tokens: Tokens; facts: TokenFacts }
  | { type: "token" | "api_key"; secret: Secret; expires?: number; facts: TokenFacts };

/** Fields of a form, a JSON body or a query; those without a value stay out. */
export type LoginFields = Readonly<Record<string, string | undefined>>;

/** The JSON object that an endpoint answered. */
export type LoginAnswer = Readonly<Record<string, unknown>>;

/** One question to an endpoint, as OAuth would ask it; a dialect gives it back changed. */
export type LoginRequest = {
  url: string;
  fields: LoginFields;
  body: OAuth["body"];
  headers?: Readonly<Record<string, string>>;
};

/**
 * What a token endpoint said: what was asked for, or the word for why not, or that it could not be asked. Nothing that was
 * sent is in its sentences; `hide` does the same for those that stand in the body.
 */
export type TokenAnswer =
  | { kind: "granted"; body: LoginAnswer; hide(text: string): string }
  | { kind: "refused"; error: string; description: string; body: LoginAnswer; status: number }
  | { kind: "trouble"; detail: string; status?: number; cause?: HttpTrouble; isUnsent?: true };

/** A code that somebody types on another machine, and what asks whether they have. */
export type DeviceStart = {
  deviceCode: Secret;
  userCode: string;
  page: string;
  /** The page with the code already in it. */
  completePage?: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  intervalMs: number;
};

/**
 * What became of a device code: asked again, given up, or tokens, or a code that is exchanged for them. `trouble` may be over
 * the next time.
 */
export type DevicePolled =
  | { kind: "wait" }
  | { kind: "slow_down"; intervalMs?: number }
  | { kind: "denied" | "expired" }
  | { kind: "failed" | "trouble"; detail: string }
  | { kind: "granted"; answer: LoginAnswer }
  | { kind: "code"; code: string; verifier: string; redirectUri: string };

/** What a provider does otherwise than OAuth says; what is absent is as OAuth has it. */
export type LoginDialect = {
  /** Headers that every request of its sign-in carries; `id` is a random one of this sign-in. */
  headers?(machine: { version: string; platform: NodeJS.Platform; id?: string }): Readonly<Record<string, string>>;
  browser?: {
    /** It sends no state back, so the path that it comes back to has to be the secret. */
    sendsNoState?: true;
    /** The query of the page that the browser opens. */
    page?(query: LoginFields): LoginFields;
    /** How a code is exchanged for tokens; `state` is the one of this sign-in. */
    exchange?(request: LoginRequest, state: string): LoginRequest;
  };
  device?: {
    start?(request: LoginRequest, asked: { state: string; id: string }): LoginRequest;
    /** `undefined` where the answer is not what is documented; `page` is the one of the provider's data. */
    started?(
      answer: LoginAnswer,
      asked: { now: number; page: string | undefined; state: string },
    ): DeviceStart | undefined;
    /** Why it gives no code, where it has its own way to say so. */
    unavailable?(answer: TokenAnswer): string | undefined;
    poll?(request: LoginRequest, device: DeviceStart): LoginRequest;
    polled?(answer: TokenAnswer): DevicePolled;
  };
  /** What the answer with the tokens is traded for, where the provider's models take something else. */
  trade?(answer: LoginAnswer): LoginRequest;
  /** What an answer grants, where it is not tokens; `first` is the answer before a trade. */
  granted?(answer: LoginAnswer, now: number, first: LoginAnswer): Granted | undefined;
  /** What the answer with tokens tells beside them, apart from the email in the identity token. */
  facts?(answer: LoginAnswer): TokenFacts;
};

/** The dialects by the name that a provider's data gives them. */
export type LoginDialects = Readonly<Partial<Record<NonNullable<OAuth["dialect"]>, LoginDialect>>>;
