import { isLocalUrl } from "../contracts/local.ts";
import type { Http, HttpRequest, HttpResult } from "../contracts/http.ts";

/** As many as a moved path needs; a credential never follows to another host. */
const MAX_REDIRECTS = { GET: 3, POST: 1 } as const;

/** The others say that what comes next is a GET, which asks something else. RFC 9110 §15.4. */
const KEEPS_POST: ReadonlySet<number> = new Set([307, 308]);

const TLS = /CERT|SSL|TLS|SIGNATURE|ALTNAME/i;

/** One request, one answer, within its deadline and its limit; no trouble is thrown. */
export const http: Http = async (request) => {
  const deadline = AbortSignal.timeout(request.deadlineMs);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  try {
    return await ask(request, signal, request.once ? 0 : MAX_REDIRECTS[request.method]);
  } catch (error) {
    if (request.signal?.aborted) return { kind: "aborted", detail: "stopped" };
    if (deadline.aborted) return { kind: "timeout", detail: `no answer within ${request.deadlineMs} ms` };
    return troubleOf(error);
  }
};

async function ask(request: HttpRequest, signal: AbortSignal, redirects: number): Promise<HttpResult> {
  const { ofetch } = await import("ofetch");
  const { url, method, headers, body } = request;
  const response = await ofetch.raw(url, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    signal,
    retry: 0,
    redirect: "manual",
    // Whatever BUN_CONFIG_VERBOSE_FETCH says: it prints every header, the credential too.
    verbose: false,
    responseType: "stream",
    ignoreResponseError: true,
    // No proxy of the environment knows the way there, nor may it see the key. Bun would pass over an empty text.
    ...(isLocalUrl(url) ? { proxy: false } : {}),
  } as Parameters<typeof ofetch.raw>[1]);
  const target = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && target !== null) {
    void response.body?.cancel();
    const next = URL.parse(target, url);
    if (next === null || !/^https?:$/.test(next.protocol)) return { kind: "redirect", detail: "to no web address" };
    if (next.origin !== new URL(url).origin) return { kind: "redirect", detail: `to ${next.host}` };
    if (method === "POST" && !KEEPS_POST.has(response.status)) return { kind: "redirect", detail: "to another path" };
    if (redirects === 0) return { kind: "redirect", detail: request.once ? "to another path" : "in circles" };
    return ask({ ...request, url: next.href }, signal, redirects - 1);
  }
  const text = await bodyOf(response, request.maxBytes, signal);
  if (text === undefined)
    return { kind: "too_large", detail: `the answer is larger than ${request.maxBytes / 1024 / 1024} MB` };
  return { kind: "answer", status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

async function bodyOf(response: Response, maxBytes: number, signal: AbortSignal): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) return new TextDecoder().decode(Buffer.concat(pieces));
    size += value.length;
    if (size > maxBytes) {
      stop();
      return undefined;
    }
    pieces.push(value);
  }
}

function troubleOf(error: unknown): HttpResult {
  const { code = "", cause } = error as { code?: string; cause?: { code?: string } };
  const name = String(cause?.code ?? code);
  if (TLS.test(name)) return { kind: "tls", detail: `its certificate is not trusted (${name})`, isUnsent: true };
  const unreached = UNREACHED[name];
  if (unreached !== undefined) return { kind: "network", detail: unreached, isUnsent: true };
  return { kind: "network", detail: BROKEN[name] ?? (name === "" ? "no connection" : name) };
}

/** Nobody was there to get anything. */
const UNREACHED: Readonly<Record<string, string>> = {
  ConnectionRefused: "the connection was refused",
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the host is not known",
  FailedToOpenSocket: "the host is not known",
};

const NO_HTTP = "what answers there does not speak HTTP";

const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was reset",
  ConnectionClosed: "the connection was closed",
  InvalidHTTPResponse: NO_HTTP,
  Malformed_HTTP_Response: NO_HTTP,
  ZlibError: "its answer cannot be unpacked",
};
