import type { Provider } from "../contracts/provider.ts";
import amazonBedrock from "./amazon-bedrock.ts";
import amazonBedrockMantle from "./amazon-bedrock-mantle.ts";
import anthropic from "./anthropic.ts";
import arcee from "./arcee.ts";
import azure from "./azure.ts";
import baseten from "./baseten.ts";
import byteplus from "./byteplus.ts";
import cerebras from "./cerebras.ts";
import chutes from "./chutes.ts";
import cloudflareAiGateway from "./cloudflare-ai-gateway.ts";
import cloudflareWorkersAi from "./cloudflare-workers-ai.ts";
import cohere from "./cohere.ts";
import copilotProxy from "./copilot-proxy.ts";
import deepgram from "./deepgram.ts";
import deepinfra from "./deepinfra.ts";
import deepseek from "./deepseek.ts";
import featherless from "./featherless.ts";
import fireworks from "./fireworks.ts";
import githubCopilot from "./github-copilot.ts";
import githubModels from "./github-models.ts";
import gmi from "./gmi.ts";
import google from "./google.ts";
import googleAntigravity from "./google-antigravity.ts";
import googleGeminiCli from "./google-gemini-cli.ts";
import googleVertex from "./google-vertex.ts";
import groq from "./groq.ts";
import huggingface from "./huggingface.ts";
import kilocode from "./kilocode.ts";
import kimiCoding from "./kimi-coding.ts";
import litellm from "./litellm.ts";
import lmstudio from "./lmstudio.ts";
import longcat from "./longcat.ts";
import meta from "./meta.ts";
import minimax from "./minimax.ts";
import minimaxPortal from "./minimax-portal.ts";
import mistral from "./mistral.ts";
import moonshot from "./moonshot.ts";
import nebius from "./nebius.ts";
import novita from "./novita.ts";
import nvidia from "./nvidia.ts";
import ollama from "./ollama.ts";
import ollamaCloud from "./ollama-cloud.ts";
import openai from "./openai.ts";
import openaiCodex from "./openai-codex.ts";
import opencode from "./opencode.ts";
import opencodeGo from "./opencode-go.ts";
import openrouter from "./openrouter.ts";
import perplexity from "./perplexity.ts";
import qianfan from "./qianfan.ts";
import qwen from "./qwen.ts";
import qwenPortal from "./qwen-portal.ts";
import qwenTokenPlan from "./qwen-token-plan.ts";
import sambanova from "./sambanova.ts";
import sglang from "./sglang.ts";
import stepfun from "./stepfun.ts";
import stepfunPlan from "./stepfun-plan.ts";
import synthetic from "./synthetic.ts";
import tencentTokenhub from "./tencent-tokenhub.ts";
import tencentTokenplan from "./tencent-tokenplan.ts";
import together from "./together.ts";
import venice from "./venice.ts";
import vercelAiGateway from "./vercel-ai-gateway.ts";
import vllm from "./vllm.ts";
import volcengine from "./volcengine.ts";
import volcenginePlan from "./volcengine-plan.ts";
import voyage from "./voyage.ts";
import xai from "./xai.ts";
import xiaomi from "./xiaomi.ts";
import xiaomiTokenPlan from "./xiaomi-token-plan.ts";
import zai from "./zai.ts";

/** Every provider that OpenClaw knows by itself, one row each. Facts: OpenClaw 2026.2.6-3 §4.4, 2026.9.6 §8. */
export const PROVIDERS: readonly Provider[] = [
  amazonBedrock,
  amazonBedrockMantle,
  anthropic,
  arcee,
  azure,
  baseten,
  byteplus,
  cerebras,
  chutes,
  cloudflareAiGateway,
  cloudflareWorkersAi,
  cohere,
  copilotProxy,
  deepgram,
  deepinfra,
  deepseek,
  featherless,
  fireworks,
  githubCopilot,
  githubModels,
  gmi,
  google,
  googleAntigravity,
  googleGeminiCli,
  googleVertex,
  groq,
  huggingface,
  kilocode,
  kimiCoding,
  litellm,
  lmstudio,
  longcat,
  meta,
  minimax,
  minimaxPortal,
  mistral,
  moonshot,
  nebius,
  novita,
  nvidia,
  ollama,
  ollamaCloud,
  openai,
  openaiCodex,
  opencode,
  opencodeGo,
  openrouter,
  perplexity,
  qianfan,
  qwen,
  qwenPortal,
  qwenTokenPlan,
  sambanova,
  sglang,
  stepfun,
  stepfunPlan,
  synthetic,
  tencentTokenhub,
  tencentTokenplan,
  together,
  venice,
  vercelAiGateway,
  vllm,
  volcengine,
  volcenginePlan,
  voyage,
  xai,
  xiaomi,
  xiaomiTokenPlan,
  zai,
];
