import type { UsageDialect } from "../../contracts/usage.ts";
import { anthropic } from "./anthropic.ts";
import { deepseek, moonshot, vercelAiGateway } from "./balances.ts";
import { chutes } from "./chutes.ts";
import { githubCopilot } from "./github-copilot.ts";
import { googleGeminiCli } from "./google-gemini-cli.ts";
import { kimiCoding } from "./kimi-coding.ts";
import { minimax } from "./minimax.ts";
import { openaiCodex } from "./openai-codex.ts";
import { opencodeGo } from "./opencode-go.ts";
import { openrouter } from "./openrouter.ts";
import { synthetic } from "./synthetic.ts";
import { xai } from "./xai.ts";
import { zai } from "./zai.ts";

/** The providers that say what is left of a plan, by id. */
export const USAGES: Readonly<Record<string, UsageDialect>> = {
  anthropic,
  chutes,
  deepseek,
  "github-copilot": githubCopilot,
  "google-gemini-cli": googleGeminiCli,
  "kimi-coding": kimiCoding,
  minimax,
  "minimax-portal": minimax,
  moonshot,
  "openai-codex": openaiCodex,
  "opencode-go": opencodeGo,
  openrouter,
  synthetic,
  "vercel-ai-gateway": vercelAiGateway,
  xai,
  zai,
};
