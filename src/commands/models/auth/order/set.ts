import { defineCommand } from "../../../../contracts/command.ts";
import { AGENT, DRY_RUN } from "../../../arguments.ts";
import { ORDER_PROVIDER, OrderResult, orderView, readOrder, requireProfiles, writeOrder } from "./order.ts";

export default defineCommand({
  args: {
    "profile-id": { type: "positional", kind: "profile", rest: true, description: "Profile ids, the first one first" },
    ...ORDER_PROVIDER,
    ...AGENT,
    ...DRY_RUN,
  },
  examples: [
    {
      run: "openclaw models auth order set --provider anthropic anthropic:work anthropic:default",
      about: "Try these two, in this order, and no other",
    },
  ],
  result: OrderResult,
  async run(env, args) {
    const seen = await readOrder(env, args);
    requireProfiles(seen, args.profileId);
    return writeOrder(env, seen, args.profileId, args.dryRun);
  },
  human: (result, style) => orderView(result, style, "the order is set"),
});
