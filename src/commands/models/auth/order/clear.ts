import { defineCommand } from "../../../../contracts/command.ts";
import { AGENT, DRY_RUN } from "../../../arguments.ts";
import { ORDER_PROVIDER, OrderResult, orderView, readOrder, writeOrder } from "./order.ts";

export default defineCommand({
  args: { ...ORDER_PROVIDER, ...AGENT, ...DRY_RUN },
  examples: [
    { run: "openclaw models auth order clear --provider anthropic", about: "Go back to the order of the config" },
  ],
  result: OrderResult,
  run: async (env, args) => writeOrder(env, await readOrder(env, args), null, args.dryRun),
  human: (result, style) => orderView(result, style, "the order is cleared"),
});
