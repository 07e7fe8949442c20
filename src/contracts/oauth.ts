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
  /** The file of `providers/login/` that does what OAuth does not say. */
  dialect?: "anthropic" | "github" | "kimi" | "meta" | "minimax" | "openai" | "openrouter";
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
