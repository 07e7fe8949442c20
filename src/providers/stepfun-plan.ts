import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "stepfun-plan",
  name: "StepFun Step Plan",
  env: ["STEPFUN_API_KEY"],
  baseUrl: "https://api.stepfun.ai/step_plan/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  catalogId: "stepfun-ai-step-plan",
  subscription: true,
});
