import type { Env } from "../../../contracts/env.ts";
import { join } from "../../../contracts/path.ts";
import type { Listed } from "./listed.ts";
import type { Skips } from "./skipped.ts";

/**
 * Where `openclaw gateway install` and `node install` put services, and by what names, today's and older ones. Variables
 * stand there in clear: https://github.com/openclaw/openclaw/issues/77406, issues/78043, issues/95895.
 */
const SERVICES = [
  { folder: [".config", "systemd", "user"], names: /^(?:openclaw|clawdbot|moltbot)\b.*\.service/ },
  { folder: ["Library", "LaunchAgents"], names: /^(?:ai\.openclaw|bot\.molt|com\.clawdbot)\..*\.plist/ },
];

/** The services that OpenClaw installs for the user, with what is put beside a unit to change it. */
export async function servicesOf(env: Env, home: string, skips: Skips): Promise<Listed[]> {
  const listed: Listed[] = [];
  const addFrom = async (folder: string, names: RegExp) => {
    const found = await env.files.entries(folder);
    if (found.kind === "unreadable") skips.add(folder, { kind: "unlisted", reason: found.reason, isGap: true });
    for (const { name, kind } of found.kind === "entries" ? found.entries : []) {
      if (!names.test(name)) continue;
      const file = join(folder, name);
      if (kind === "folder") await addFrom(file, /\.conf/);
      else listed.push({ file, source: "service", isCopy: false, isForeign: false, target: undefined });
    }
  };
  for (const { folder, names } of SERVICES) await addFrom(join(home, ...folder), names);
  return listed;
}
