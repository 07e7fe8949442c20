import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "voyage",
  name: "Voyage AI",
  env: ["VOYAGE_API_KEY"],
  login: [{ id: "api-key", label: "API key", kind: "api-key", page: "https://dashboard.voyageai.com" }],
});
