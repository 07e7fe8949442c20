declare module "oidc-provider" {
  import type { IncomingMessage, Server, ServerResponse } from "node:http";

  type Stored = { save(): Promise<string>; destroy(): Promise<void> };
  type Kept = (new (fields: object) => Stored) & { find(value: string): Promise<Stored | undefined> };

  /** As much of it as the tests use; the package has no types. */
  export class Provider {
    constructor(issuer: string, configuration: object);
    proxy: boolean;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    listen(port: number, host: string): Server;
    Client: { find(id: string): Promise<object> };
    Grant: new (fields: object) => Stored & { addOIDCScope(scope: string): void };
    RefreshToken: Kept;
    AccessToken: Kept;
  }
}
