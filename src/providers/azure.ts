import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "azure",
  name: "Azure OpenAI",
  aliases: ["microsoft-foundry", "azure-openai-responses"],
  env: ["AZURE_OPENAI_API_KEY", "AZURE_API_KEY"],
  baseUrl: "https://{resource}.openai.azure.com/openai/v1",
  wire: "azure-openai-responses",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
});
