import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "amazon-bedrock-mantle",
  name: "Amazon Bedrock Mantle",
  env: [],
  baseUrl: "https://bedrock-mantle.{region}.api.aws/v1",
  wire: "openai-completions",
  login: [],
});
