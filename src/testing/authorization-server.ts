import { createServer } from "node:http";
import { Provider } from "oidc-provider";

/** A real OAuth server on loopback, which answers as if it stood at a provider's address, and somebody at its pages. */
export type AuthorizationServer = {
  /** Where it really listens. */
  port: number;
  /** Sends a request for the provider's address there. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Opens the page that a code is typed at, signs in as this person and agrees; or says no. */
  confirm(page: string, answer: "yes" | "no"): Promise<void>;
  stop(): Promise<void>;
};

/** Starts one that knows one program. */
export async function startAuthorizationServer({
  origin,
  clientId,
  scopes,
  routes,
  redirectUri,
}: {
  origin: string;
  clientId: string;
  scopes: string;
  routes: { device_authorization?: string; authorization?: string; token: string };
  /** Where browsers come back to, whatever the port; devices alone sign in without it. */
  redirectUri?: string;
}): Promise<AuthorizationServer> {
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: "none",
        application_type: "native",
        grant_types: [
          "urn:ietf:params:oauth:grant-type:device_code",
          "refresh_token",
          ...(redirectUri === undefined ? [] : ["authorization_code"]),
        ],
        response_types: redirectUri === undefined ? [] : ["code"],
        redirect_uris: redirectUri === undefined ? [] : [redirectUri],
      },
    ],
    scopes: scopes.split(" "),
    routes,
    features: { deviceFlow: { enabled: true }, devInteractions: { enabled: true } },
    claims: { openid: ["sub", "email"], email: ["email"] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, email: accountId }),
    }),
    issueRefreshToken: () => true,
    ttl: { DeviceCode: 600, AccessToken: 3600 },
  });
  // So that the addresses in its answers are the provider's.
  provider.proxy = true;
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const { host } = new URL(origin);
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      redirect: "manual",
      headers: { ...(init.headers as Record<string, string>), "x-forwarded-host": host, "x-forwarded-proto": "https" },
    });
  return {
    port,
    fetch: send,
    confirm: (page, answer) => walk(send, page, answer),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

type Fields = Readonly<Record<string, string>>;
type Send = AuthorizationServer["fetch"];

const PERSON = { login: "me@example.com", password: "any" };

/** Goes from form to form like a browser without a screen, until there is none. */
async function walk(send: Send, page: string, answer: "yes" | "no"): Promise<void> {
  const open = createBrowser(send);
  let form = formIn(await open(page));
  while (form !== undefined) {
    const { confirm, ...others } = form.fields;
    const isRefused = confirm !== undefined && answer === "no";
    const fields = isRefused ? { ...others, abort: "yes" } : form.fields;
    const text = await open(new URL(form.action, page).href, "login" in fields ? { ...fields, ...PERSON } : fields);
    form = isRefused ? undefined : formIn(text);
  }
}

/** Keeps cookies, follows redirections, and gives what stands on the page at their end. */
function createBrowser(send: Send): (address: string, form?: Fields) => Promise<string> {
  const cookies = new Map<string, string>();
  return async function open(address, form?: Fields): Promise<string> {
    const { pathname, search } = new URL(address);
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const post = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const response = await send(`${pathname}${search}`, { headers, ...post });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const target = response.headers.get("location");
    return target === null ? response.text() : open(new URL(target, address).href);
  };
}

function formIn(text: string): { action: string; fields: Fields } | undefined {
  const [, action, inside = ""] = /<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/s.exec(text) ?? [];
  const inputs = [...inside.matchAll(/<input[^>]*name="(\w+)"[^>]*>/g)];
  const fields = inputs.map(([input, name = ""]) => [name, / value="([^"]*)"/.exec(input)?.[1] ?? ""]);
  // Where a code was refused, the page asks for another.
  const isEnd = action === undefined || fields.some(([name, value]) => name === "user_code" && value === "");
  return isEnd ? undefined : { action, fields: Object.fromEntries(fields) };
}
