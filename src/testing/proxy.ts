import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCACertificate, getLocal, type Mockttp } from "mockttp";

/** A proxy that answers for every host, with certificates of an authority of its own. */
export type Proxy = {
  proxy: Mockttp;
  /** Have a program trust that authority. */
  trust: { NODE_EXTRA_CA_CERTS: string };
  /** Have it take the proxy for the whole network, so that it can ask hosts under their real names. */
  network: { NODE_EXTRA_CA_CERTS: string; HTTPS_PROXY: string };
  stop(): Promise<void>;
};

/** Starts it on a free port. */
export async function startProxy(): Promise<Proxy> {
  const scratch = mkdtempSync(join(tmpdir(), "openclaw-proxy-"));
  const caPath = join(scratch, "ca.pem");
  const ca = await generateCACertificate({ subject: { commonName: "test" } });
  writeFileSync(caPath, ca.cert);
  const proxy = getLocal({ https: { key: ca.key, cert: ca.cert } });
  await proxy.start();
  const trust = { NODE_EXTRA_CA_CERTS: caPath };
  return {
    proxy,
    trust,
    network: { ...trust, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    async stop() {
      await proxy.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
