import type { Wire } from "../../contracts/provider.ts";
import type { WireDialect } from "../../contracts/wire.ts";
import { anthropicMessages } from "./anthropic-messages.ts";
import { bedrock } from "./bedrock.ts";
import { githubCopilot } from "./github-copilot.ts";
import { googleGenerativeAi } from "./google-generative-ai.ts";
import { ollama } from "./ollama.ts";
import { openaiCompletions } from "./openai-completions.ts";
import { openaiResponses } from "./openai-responses.ts";

/** The dialects that a probe speaks; what is missing is not asked, and said. */
export const WIRES: Readonly<Partial<Record<Wire, WireDialect>>> = {
  "anthropic-messages": anthropicMessages,
  "bedrock-converse-stream": bedrock,
  "github-copilot": githubCopilot,
  "google-generative-ai": googleGenerativeAi,
  ollama,
  "openai-completions": openaiCompletions,
  "openai-responses": openaiResponses,
};
