import type { LoginDialect } from "../../contracts/oauth.ts";

/** Lists the devices that are signed in, under the names that they give themselves; ours says nothing of the machine's. */
export const kimi: LoginDialect = {
  headers: ({ version, platform, id }) => ({
    "x-msh-platform": "openclaw",
    "x-msh-version": version,
    "x-msh-device-name": "openclaw",
    "x-msh-device-model": platform,
    ...(id === undefined ? {} : { "x-msh-device-id": id.replaceAll("-", "") }),
  }),
};
