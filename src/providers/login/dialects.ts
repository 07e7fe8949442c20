import type { LoginDialects } from "../../contracts/oauth.ts";
import { anthropic } from "./anthropic.ts";
import { github } from "./github.ts";
import { kimi } from "./kimi.ts";
import { meta } from "./meta.ts";
import { minimax } from "./minimax.ts";
import { openai } from "./openai.ts";
import { openrouter } from "./openrouter.ts";
import { qwen } from "./qwen.ts";

/** What providers do otherwise than OAuth says, by the name in their data. */
export const LOGIN_DIALECTS: LoginDialects = { anthropic, github, kimi, meta, minimax, openai, openrouter, qwen };
