import type { LoginDialect } from "../../contracts/oauth.ts";
import { Secret } from "../../contracts/secret.ts";
import { millisecondsIn } from "../../core/login/device-answers.ts";

/** Its token is not renewed, and lives until somebody takes it back, unless GitHub says otherwise. */
export const github: LoginDialect = {
  granted({ access_token: token, expires_in: life }, now) {
    if (typeof token !== "string" || token === "") return undefined;
    const lifeMs = millisecondsIn(life);
    return {
      type: "token",
      secret: new Secret(token),
      ...(lifeMs === undefined ? {} : { expires: now + lifeMs }),
      facts: {},
    };
  },
};
