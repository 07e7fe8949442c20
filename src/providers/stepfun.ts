import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "stepfun",
  name: "StepFun",
  env: ["STEPFUN_API_KEY"],
  baseUrl: "https://api.stepfun.ai/v1",
  wire: "openai-completions",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
