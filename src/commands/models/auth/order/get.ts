import { defineCommand } from "../../../../contracts/command.ts";
import { AGENT } from "../../../arguments.ts";
import { ORDER_PROVIDER, OrderResult, orderView, readOrder } from "./order.ts";

export default defineCommand({
  args: { ...ORDER_PROVIDER, ...AGENT },
  examples: [
    { run: "openclaw models auth order get --provider anthropic", about: "The agent's own order, if it has one" },
    { run: "openclaw models auth order get --provider anthropic --json | jq .order", about: "For scripts" },
  ],
  result: OrderResult,
  run: async (env, args) => (await readOrder(env, args)).result,
  human: (result, style) => orderView(result, style, ""),
});
