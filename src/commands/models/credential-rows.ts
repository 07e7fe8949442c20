import { compareText } from "../../core/compare.ts";
import { healthOf, summarize } from "../../core/auth/health.ts";
import type { Credential } from "../../core/auth/credential.ts";
import type { Source } from "../../core/auth/sources.ts";
import type { AuthStore } from "../../core/auth/store.ts";
import type { ProviderTable } from "../../core/models/provider-table.ts";
import type { ProviderRow, SourceRow, StatusResult } from "../../schema/status.ts";
import { formatDuration } from "../../ui/duration.ts";
import { mask } from "../../ui/mask.ts";

type OAuth = StatusResult["auth"]["oauth"];

/** A source as it may be shown: the secret masked, the profile reduced to its metadata. */
export function sourceRow({ secret, profile, health, ...source }: Source): SourceRow {
  return {
    ...source,
    masked: secret === undefined ? null : mask(secret),
    ...(profile === undefined ? {} : { type: profile.type }),
    ...(profile?.email === undefined ? {} : { email: profile.email }),
    ...(health === undefined ? {} : { health: health.status, refreshable: health.refreshable }),
    ...(health?.expiresAt === undefined ? {} : { expiresAt: health.expiresAt }),
    ...(health?.remainingMs === undefined ? {} : { remainingMs: health.remainingMs }),
  };
}

/** Says in a few words what a provider would be asked with. */
export function describeSource(row: SourceRow): string {
  const shown = row.masked === null || row.masked === "***" ? "" : ` ${row.masked}`;
  if (row.kind === "env") return `${row.name}${shown}`;
  if (row.kind === "ambient") return row.name;
  if (row.kind === "config")
    return row.storage === "config" ? `the key in the config${shown}` : `the config's key${shown}`;
  return `${row.name}${row.email === undefined ? "" : ` (${row.email})`}`;
}

const STORAGE: Readonly<Record<SourceRow["storage"], string>> = {
  file: "in clear in the auth store",
  database: "in clear in OpenClaw's database",
  keyring: "in the keyring",
  reference: "with a secret provider, not resolved",
  env: "from a variable",
  dotenv: "in clear in .env of the state directory",
  config: "in clear in the config",
  ambient: "in a credential file",
};

/** The facts about a source, in a person's words: the secret's ends, its expiry, where it stands. */
export function sourceFacts(row: SourceRow): string {
  const secret = row.masked === null || row.masked === "***" || row.type === "oauth" ? "" : row.masked;
  const isStored = row.kind !== "profile" || row.type !== undefined;
  return [secret, expiryText(row), isStored ? STORAGE[row.storage] : ""].filter(Boolean).join(" · ");
}

function expiryText({ health, remainingMs, refreshable, state }: SourceRow): string {
  if (health === undefined || health === "missing") return "";
  if (remainingMs === undefined && state !== "usable") return "";
  if (remainingMs === undefined) return "does not expire";
  const when =
    remainingMs > 0 ? `expires in ${formatDuration(remainingMs)}` : `expired ${formatDuration(remainingMs)} ago`;
  return refreshable ? `${when}, renews itself` : when;
}

/** Sums a provider's credentials up in the fields of OpenClaw 2026.2.6-3, with every source beside them. */
export function providerRow(
  { provider, sources, used }: Credential,
  verdict: ProviderRow["verdict"],
  storePath: string,
  cooldowns: StatusResult["auth"]["unusableProfiles"],
): ProviderRow {
  const profiles = sources.filter(({ kind, profile }) => kind === "profile" && profile !== undefined);
  const ofType = (type: string) => profiles.filter(({ profile }) => profile?.type === type).length;
  const rows = sources.map(sourceRow);
  const env = rows.find(({ kind }) => kind === "env" || kind === "ambient");
  const config = rows.find(({ kind }) => kind === "config");
  const kind = profiles.length > 0 ? "profiles" : env ? "env" : config ? "models.json" : "missing";
  const detail = {
    profiles: storePath,
    env: env?.masked ?? env?.name,
    "models.json": config?.masked ?? config?.name,
    missing: "missing",
  };
  const label = ({ name, type, masked, email }: SourceRow) => {
    const pause = cooldowns.find(({ profileId }) => profileId === name);
    const reason = pause?.kind === "disabled" && pause.reason !== undefined ? `:${pause.reason}` : "";
    const paused = pause === undefined ? "" : ` [${pause.kind}${reason} ${formatDuration(pause.remainingMs)}]`;
    const secret = type === "oauth" ? "OAuth" : type === "token" ? `token:${masked}` : masked;
    return `${name}=${secret}${email === undefined ? "" : ` (${email})`}${paused}`;
  };
  return {
    provider,
    effective: { kind: used === undefined && profiles.length === 0 ? "missing" : kind, detail: detail[kind] ?? "" },
    profiles: {
      count: profiles.length,
      oauth: ofType("oauth"),
      token: ofType("token"),
      apiKey: ofType("api_key"),
      labels: rows.filter(({ kind: from, type }) => from === "profile" && type !== undefined).map(label),
    },
    ...(env === undefined
      ? {}
      : { env: { value: env.masked ?? env.name, source: env.kind === "env" ? `env: ${env.name}` : env.name } }),
    ...(config === undefined
      ? {}
      : { modelsJson: { value: config.masked ?? config.storage, source: `config: ${config.name}` } }),
    verdict,
    sources: rows,
  };
}

/** The expiries of every stored profile, by profile and by provider, as OpenClaw reports them. */
export function oauthReport(
  store: AuthStore,
  providers: ProviderTable,
  providerIds: readonly string[],
  emails: (profileId: string) => string | undefined,
  now: number,
  warnAfterMs: number,
): OAuth {
  const judged = [...store.profiles].map(([profileId, profile]) => {
    const { status, expiresAt, remainingMs, refreshable } = healthOf(profile, now, warnAfterMs);
    const email = emails(profileId) ?? profile.email;
    return {
      health: { status, refreshable },
      row: {
        profileId,
        provider: providers.canonicalId(profile.provider),
        type: profile.type,
        status,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(remainingMs === undefined ? {} : { remainingMs }),
        refreshable,
        source: "store" as const,
        label: email === undefined ? profileId : `${profileId} (${email})`,
      },
    };
  });
  judged.sort((a, b) => compareText(a.row.provider, b.row.provider) || compareText(a.row.profileId, b.row.profileId));
  return {
    warnAfterMs,
    profiles: judged.map(({ row }) => row),
    providers: providerIds.map((provider) => {
      const own = judged.filter(({ row }) => row.provider === provider);
      const expiries = own.flatMap(({ row }) =>
        row.type === "api_key" || row.expiresAt === undefined ? [] : [row.expiresAt],
      );
      const soonest = expiries.length === 0 ? undefined : Math.min(...expiries);
      return {
        provider,
        status: summarize(own.map(({ row, health }) => ({ type: row.type, health }))),
        profiles: own.map(({ row }) => row),
        ...(soonest === undefined ? {} : { expiresAt: soonest, remainingMs: soonest - now }),
      };
    }),
  };
}
