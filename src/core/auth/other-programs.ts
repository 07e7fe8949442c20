import type { Env } from "../../contracts/env.ts";
import type { Granted, TokenFacts } from "../../contracts/oauth.ts";
import type { OtherProgram, Place } from "../../contracts/other-program.ts";
import { join } from "../../contracts/path.ts";
import type { Provider } from "../../contracts/provider.ts";
import { Secret } from "../../contracts/secret.ts";
import { expandHome, variable } from "../config/paths.ts";
import { plainGranted } from "../login/facts.ts";
import { claimsOf, factsIn } from "../login/tokens.ts";

/** Such a file holds a few tokens. */
const MAX_BYTES = 1024 * 1024;

/** Another program's sign-in at a provider, and where it stands. */
export type OtherSignIn = { program: string; path: string; place: Place; granted: Granted };

/** A file that another program keeps its sign-in in, and that says nothing to us; `reason` tells why. */
export type Broken = { program: string; path: string; reason: string };

/** Looks for the sign-ins of other programs at a provider. What is absent, broken or of another form is none. */
export async function findOtherSignIns(env: Env, provider: Provider): Promise<OtherSignIn[]> {
  return (await lookForSignIns(env, provider)).found;
}

/** The same, with the files of those that may be signed in, but cannot be read. */
export async function lookForSignIns(
  env: Env,
  provider: Provider,
): Promise<{ found: OtherSignIn[]; broken: Broken[] }> {
  const looks = await Promise.all((provider.otherPrograms ?? []).map((program) => lookAt(env, program)));
  return {
    found: looks.flatMap(({ found }) => found ?? []),
    broken: looks.flatMap(({ found, broken }) => (found === undefined ? broken : [])),
  };
}

async function lookAt(env: Env, program: OtherProgram): Promise<{ found: OtherSignIn | undefined; broken: Broken[] }> {
  const folder = folderOf(env, program);
  const { name, at } = program;
  const broken: Broken[] = [];
  for (const file of program.files) {
    const path = join(folder, file);
    const read = await env.files.read(path, MAX_BYTES);
    if (read.kind === "absent") continue;
    const document = read.kind === "text" ? parsed(read.text) : undefined;
    const granted = document === undefined ? undefined : grantedIn(document.value, program, env.now());
    if (granted !== undefined) return { found: { program: name, path, place: at.secret, granted }, broken: [] };
    if (document !== undefined) continue;
    const reason = read.kind === "unreadable" ? `cannot be read: ${read.reason}` : "is not valid JSON";
    broken.push({ program: name, path, reason });
  }
  return { found: undefined, broken };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Other programs know the real home alone, whatever `OPENCLAW_HOME` says. */
function folderOf(env: Env, { folder, folderVariables = {} }: OtherProgram): string {
  for (const [name, below] of Object.entries(folderVariables)) {
    const named = variable(env.variables, name);
    if (named !== undefined) return join(expandHome(named, env.home, env.workingDir), below);
  }
  return join(env.home, folder);
}

function grantedIn(document: unknown, { type, at }: OtherProgram, now: number): Granted | undefined {
  const textAt = (place: Place | undefined, within = document) => {
    const value = place === undefined ? undefined : valueAt(within, place);
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const secret = textAt(at.secret);
  if (secret === undefined) return undefined;
  const [refresh, resourceUrl, identity] = [at.refresh, at.resourceUrl, at.identity].map((place) => textAt(place));
  const claims = claimsOf(identity ?? "");
  const email = textAt(at.claims?.email, claims);
  const accountId = textAt(at.accountId) ?? textAt(at.claims?.accountId, claims);
  const facts: TokenFacts = {
    ...(email === undefined ? {} : { email }),
    ...factsIn({ id_token: identity }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(resourceUrl === undefined ? {} : { resourceUrl }),
  };
  const said = at.expires === undefined ? undefined : valueAt(document, at.expires);
  const expires = typeof said === "number" && said > 0 ? said : endOf(secret);
  if (type !== "oauth")
    return plainGranted(
      { type, secret: new Secret(secret), ...(expires === undefined ? {} : { expires }), facts },
      now,
    );
  const renewing = refresh === undefined ? {} : { refresh: new Secret(refresh) };
  // Of a token that does not tell its end nobody knows whether it still holds, so it is to be renewed.
  return plainGranted(
    { type, tokens: { access: new Secret(secret), ...renewing, expires: expires ?? now }, facts },
    now,
  );
}

function endOf(token: string): number | undefined {
  const { exp } = claimsOf(token);
  return typeof exp === "number" && exp > 0 ? exp * 1000 : undefined;
}

function valueAt(document: unknown, place: Place): unknown {
  let value = document;
  for (const step of place) {
    if (typeof value !== "object" || value === null) return undefined;
    const isOpen = step.endsWith(":*");
    const name = isOpen ? step.slice(0, -2) : step;
    const key = Object.keys(value).find((own) => own === name || (isOpen && own.startsWith(`${name}:`)));
    value = key === undefined ? undefined : (value as Record<string, unknown>)[key];
  }
  return value;
}
