/**
 * Keys that OpenClaw's own schema knows at the places where people mistype them.
 * Facts: OpenClaw's configuration schema, 2026.2 to 2026.9, and facts of 2026.9.6 §2.1.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  "": words(`$schema $include meta env wizard diagnostics logging cli crestodian update browser ui secrets auth acp models
    nodeHost agents tools bindings broadcast audio media messages commands approvals session web channels cron hooks
    discovery canvasHost talk gateway memory skills plugins mcp security proxy surfaces transcripts worktrees`),
  agents: words("$include defaults list entries"),
  "agents.defaults":
    words(`$include model imageModel imageGenerationModel videoGenerationModel musicGenerationModel pdfModel
    pdfMaxBytesMb pdfMaxPages models modelPolicy utilityModel systemAgent params workspace repoRoot skipBootstrap
    bootstrapMaxChars bootstrapTotalMaxChars bootstrapPromptTruncationWarning userTimezone timeFormat envelopeTimezone
    envelopeTimestamp envelopeElapsed contextTokens contextLimits contextInjection cliBackends memorySearch
    contextPruning compaction embeddedPi embeddedHarness agentRuntime llm thinkingDefault reasoningDefault
    verboseDefault fastModeDefault elevatedDefault blockStreamingDefault blockStreamingBreak blockStreamingChunk
    blockStreamingCoalesce humanDelay timeoutSeconds mediaMaxMb imageMaxDimensionPx typingIntervalSeconds typingMode
    heartbeat maxConcurrent subagents sandbox additionalSystemPrompt systemPromptOverride promptOverlays skills
    silentReply silentReplyRewrite startupContext experimental runRetries mediaGenerationAutoProviderFallback`),
  "agents.defaults.model": words("$include primary fallbacks timeoutMs"),
  "agents.defaults.imageModel": words("$include primary fallbacks timeoutMs"),
  models: words("$include mode providers bedrockDiscovery pricing"),
  auth: words("$include profiles order cooldowns"),
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Names the keys at known places that OpenClaw does not know, as paths from the root. */
export function unknownKeys(raw: unknown): string[] {
  return Object.entries(KNOWN).flatMap(([place, known]) => {
    const object = at(raw, place);
    return Object.keys(object)
      .filter((key) => !known.includes(key))
      .map((key) => (place === "" ? key : `${place}.${key}`));
  });
}

function at(raw: unknown, place: string): object {
  let value = raw;
  for (const key of place === "" ? [] : place.split(".")) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined;
  }
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
