import type { LoginDialect } from "../../contracts/oauth.ts";
import { at } from "../wire/common.ts";
import { emailAt } from "./answers.ts";

/** Wants the state once more where the code is exchanged, and says whose account it is in the open. */
export const anthropic: LoginDialect = {
  browser: {
    exchange: (request, state) => ({ ...request, fields: { ...request.fields, state } }),
  },
  facts(answer) {
    const accountId = at(answer, "account", "uuid");
    return {
      ...emailAt(answer, "account", "email_address"),
      ...(typeof accountId === "string" ? { accountId } : {}),
    };
  },
};
