import { Provider } from "oidc-provider";
import { startProxy } from "./proxy.ts";
import { SUCCESS } from "./raw-server.ts";

const CLIENT = "my-program";
const SCOPE = "openid offline_access";
const BASIC = { accountId: "me", scope: SCOPE, gty: "authorization_code" };

/** A real provider of OpenID, which the program reaches under the host name of Chutes, through a proxy that both trust. */
export type TokenProvider = {
  /** Of a program that is to reach it. */
  variables: Record<string, string>;
  /** How often tokens were asked for. */
  requests(): number;
  /** The tokens of somebody who has just signed in: a family of their own. */
  signIn(): Promise<{ access: string; refresh: string }>;
  /** Whether a token is one that it gave, and of a family that it has not ended. */
  knows(access: string): Promise<boolean>;
  /** Takes a refresh token back. */
  revoke(refresh: string): Promise<void>;
  /** Answers this in its place from now on, or itself again. */
  answer(instead: { status: number; body: string } | undefined): void;
  /** Is called with every answer that it is about to give. */
  onAnswer(listener: (status: number) => void): void;
  /** Is called with every question for a model, which is answered once that is done. */
  onQuestion(listener: () => Promise<unknown>): void;
  stop(): Promise<void>;
};

/** Starts one that takes every refresh token once, and ends the whole family of one that comes twice. */
export async function startTokenProvider(): Promise<TokenProvider> {
  const provider = new Provider("http://127.0.0.1", {
    clients: [
      {
        client_id: CLIENT,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: ["http://127.0.0.1/callback"],
        application_type: "native",
      },
    ],
    scopes: SCOPE.split(" "),
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400, IdToken: 3600 },
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
  });
  const server = provider.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const { proxy, network, stop: stopProxy } = await startProxy();
  let requests = 0;
  let instead: { status: number; body: string } | undefined;
  let listen: (status: number) => void = () => {};
  let listenToQuestions = () => Promise.resolve<unknown>(undefined);
  const knows = async (access: string) => (await provider.AccessToken.find(access)) !== undefined;
  await proxy.forPost("https://api.chutes.ai/idp/token").thenCallback(async (request) => {
    requests += 1;
    const { status, body } = instead ?? (await ask(port, (await request.body.getText()) ?? ""));
    listen(status);
    return { statusCode: status, headers: { "content-type": "application/json" }, body };
  });
  const models = proxy.forAnyRequest().forHost("llm.chutes.ai");
  await models.thenCallback(async ({ headers }) => {
    await listenToQuestions();
    const isKnown = await knows(String(headers["authorization"]).replace("Bearer ", ""));
    return isKnown
      ? { statusCode: 200, json: SUCCESS["openai-completions"] as object }
      : { statusCode: 401, json: { error: { code: "invalid_api_key", message: "no" } } };
  });
  return {
    variables: { ...network, CHUTES_OAUTH_CLIENT_ID: CLIENT },
    requests: () => requests,
    async signIn() {
      const client = await provider.Client.find(CLIENT);
      const grant = new provider.Grant({ accountId: BASIC.accountId, clientId: CLIENT });
      grant.addOIDCScope(SCOPE);
      const fields = { ...BASIC, client, grantId: await grant.save() };
      const access = await new provider.AccessToken(fields).save();
      return { access, refresh: await new provider.RefreshToken(fields).save() };
    },
    knows,
    revoke: async (refresh) => (await provider.RefreshToken.find(refresh))?.destroy(),
    answer: (given) => (instead = given),
    onAnswer: (listener) => (listen = listener),
    onQuestion: (listener) => (listenToQuestions = listener),
    async stop() {
      await stopProxy();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function ask(port: number, body: string): Promise<{ status: number; body: string }> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const said = await fetch(`http://127.0.0.1:${port}/token`, { method: "POST", headers, body });
  return { status: said.status, body: await said.text() };
}
