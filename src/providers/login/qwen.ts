import type { LoginDialect } from "../../contracts/oauth.ts";
import { resourceIn } from "./answers.ts";

/** Wants its requests for codes numbered, and says where the models of an account answer. */
export const qwen: LoginDialect = {
  device: {
    start: (request, { id }) => ({ ...request, headers: { "x-request-id": id } }),
  },
  facts: resourceIn,
};
