import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCACertificate, getLocal } from "mockttp";

export type ProviderRequest = { method: string; path: string; headers: Readonly<Record<string, string>>; body: string };
/** `lost` closes the connection without an answer. */
export type ProviderAnswer = { status: number; json: unknown } | Response | "lost";

/** Stands in the way to providers, so that the program finds them under their real names. */
export type ProviderProxy = {
  /** What the program needs to go there, and to believe it. */
  variables: Record<string, string>;
  /** Answers for a host from now on; other hosts give 503. */
  answer(host: string, reply: (request: ProviderRequest) => ProviderAnswer | Promise<ProviderAnswer>): Promise<void>;
  stop(): Promise<void>;
};

/** Starts one, with a certificate authority of its own. */
export async function startProviderProxy(): Promise<ProviderProxy> {
  const folder = mkdtempSync(join(tmpdir(), "openclaw-proxy-"));
  const caPath = join(folder, "ca.pem");
  const ca = await generateCACertificate({ subject: { commonName: "test" } });
  writeFileSync(caPath, ca.cert);
  const proxy = getLocal({ https: { key: ca.key, cert: ca.cert } });
  await proxy.start();
  return {
    variables: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: caPath },
    async answer(host, reply) {
      await proxy.reset();
      await proxy
        .forAnyRequest()
        .forHost(host)
        .thenCallback(async ({ method, path, headers, body }) => {
          const answer = await reply({
            method,
            path,
            headers: headers as Record<string, string>,
            body: (await body.getText()) ?? "",
          });
          if (answer === "lost") return "reset";
          if (!(answer instanceof Response)) return { statusCode: answer.status, json: answer.json as object };
          return {
            statusCode: answer.status,
            headers: { "content-type": answer.headers.get("content-type") ?? "text/plain" },
            body: await answer.text(),
          };
        });
    },
    async stop() {
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
