import { startProxy } from "./proxy.ts";

export type ProviderRequest = {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
};
/** `lost` closes the connection without an answer. */
export type ProviderAnswer = { status: number; json: unknown } | "lost";
type Reply = (request: ProviderRequest) => ProviderAnswer | Promise<ProviderAnswer>;

/** Stands in the way to providers, so that the program finds them under their real names. */
export type ProviderProxy = {
  /** What the program needs to go there, and to believe it. */
  variables: Record<string, string>;
  /** Answers for a host from now on; the others are lost. */
  answer(host: string, reply: Reply): void;
  /** Sends a host's visitors to a server on a port of this machine, browsers too. */
  forward(host: string, port: number): Promise<void>;
  stop(): Promise<void>;
};

/** Starts one. */
export async function startProviderProxy(): Promise<ProviderProxy> {
  const { proxy, network, stop } = await startProxy();
  const replies = new Map<string, Reply>();
  await proxy.forAnyRequest().thenCallback(async ({ method, url, path, headers, body }) => {
    const reply = replies.get(new URL(url).host);
    const text = (await body.getText()) ?? "";
    const answer = (await reply?.({ method, path, headers: headers as Record<string, string>, body: text })) ?? "lost";
    return answer === "lost" ? "reset" : { statusCode: answer.status, json: answer.json as object };
  });
  return {
    variables: network,
    answer: (host, reply) => void replies.set(host, reply),
    async forward(host, port) {
      const updateHeaders = { "x-forwarded-host": host, "x-forwarded-proto": "https" };
      await proxy
        .forAnyRequest()
        .forHost(host)
        .asPriority(1)
        .thenForwardTo(`http://127.0.0.1:${port}`, { transformRequest: { updateHeaders } });
    },
    stop,
  };
}
