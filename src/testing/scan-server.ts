import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runBinaryBeside, withFolder, type Run } from "./binary.ts";
import { questionIn, REPLIES, type Reply, works } from "./openrouter.ts";
import { startProxy } from "./proxy.ts";
import { configText } from "./scan.ts";

/** OpenRouter's list as it was on a day, all of it. */
export const RECORDED = readFileSync(
  join(import.meta.dir, "../core/scan/__fixtures__/openrouter-models.2026-05-12.json"),
  "utf8",
);

/** Its models, as far as these tests look at them. */
export const RECORDED_MODELS = (
  JSON.parse(RECORDED) as { data: { id: string; created: number; pricing: { prompt: string; completion: string } }[] }
).data;

export const KEY = "sk-or-v1-Va1Sd4Fg7Hj0Kl3Zx6Cv9Bn2";
export const LIST = "https://openrouter.ai/api/v1/models";
export const CHAT = "https://openrouter.ai/api/v1/chat/completions";

export const CONFIG = configText("mine", `          "openrouter/qwen/qwen3-coder:free",\n`);

/** Runs in a home with that config. */
export const inHome = <T>(use: (home: string) => Promise<T>) => withFolder({ ".openclaw/openclaw.json": CONFIG }, use);
export const configOf = (home: string) => readFileSync(join(home, ".openclaw/openclaw.json"), "utf8");

/** OpenRouter under its real name, and the program that asks it. */
export async function startOpenRouter() {
  const { proxy: server, network, stop } = await startProxy();
  const online = { ...network, OPENROUTER_API_KEY: KEY };
  const asked: string[] = [];
  return {
    server,
    online,
    stop,
    /** The models that were asked, in their order. */
    asked,
    /** Its list, and what each model answers after how many milliseconds. */
    async serve(list: string | Buffer, answer = works, delayOf: (id: string) => number = () => 0): Promise<void> {
      await server.reset();
      asked.length = 0;
      await server.forGet(LIST).thenReply(200, list, { "content-type": "application/json" });
      await server.forPost(CHAT).thenCallback(async (request) => {
        const { id, skill } = questionIn((await request.body.getText()) ?? "");
        asked.push(id);
        // The time that a model takes.
        await Bun.sleep(delayOf(id));
        const [statusCode, json]: Reply =
          request.headers["authorization"] === `Bearer ${KEY}` ? answer(id, skill) : REPLIES.badKey;
        return { statusCode, json: json as object };
      });
    },
    scan: (home: string, ...options: readonly string[]): Promise<Run> =>
      runBinaryBeside(["models", "scan", ...options], { home, variables: online }),
  };
}
