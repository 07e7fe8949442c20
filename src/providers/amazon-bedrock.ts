import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "amazon-bedrock",
  name: "Amazon Bedrock",
  env: ["AWS_BEARER_TOKEN_BEDROCK"],
  envSets: [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], ["AWS_PROFILE"]],
  baseUrl: "https://bedrock-runtime.{region}.amazonaws.com",
  wire: "bedrock-converse-stream",
  login: [{ id: "api-key", label: "Bedrock API key", kind: "api-key" }],
});
