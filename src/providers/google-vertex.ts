import { defineProvider } from "../contracts/provider.ts";

export default defineProvider({
  id: "google-vertex",
  name: "Google Vertex AI",
  env: ["GOOGLE_CLOUD_API_KEY"],
  ambient: {
    file: ".config/gcloud/application_default_credentials.json",
    label: "gcloud adc",
    needs: [["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"], ["GOOGLE_CLOUD_LOCATION"]],
  },
  baseUrl: "https://{location}-aiplatform.googleapis.com/v1",
  wire: "google-vertex",
  login: [{ id: "api-key", label: "API key", kind: "api-key" }],
  surveyed: true,
});
