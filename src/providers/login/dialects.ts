import type { LoginDialects } from "../../contracts/oauth.ts";
import { anthropic } from "./anthropic.ts";
import { openai } from "./openai.ts";
import { openrouter } from "./openrouter.ts";

/** What providers do otherwise than OAuth says, by the name in their data. */
export const LOGIN_DIALECTS: LoginDialects = { anthropic, openai, openrouter };
