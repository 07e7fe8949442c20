import type { LoginDialect } from "../../contracts/oauth.ts";
import { claimsOf } from "../../core/login/tokens.ts";
import { at } from "../wire/common.ts";

const CLAIM = "https://api.openai.com/auth";

/** The plan's account, which its models want to be told, stands in the tokens. */
export const openai: LoginDialect = {
  facts({ access_token: access, id_token: identity }) {
    const accountId = [access, identity]
      .filter((token) => typeof token === "string")
      .map((token) => at(claimsOf(token), CLAIM, "chatgpt_account_id"))
      .find((id) => typeof id === "string" && id !== "");
    return typeof accountId === "string" ? { accountId } : {};
  },
};
