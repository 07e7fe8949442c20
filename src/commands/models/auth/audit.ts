import { defineCommand } from "../../../contracts/command.ts";
import { audit, type Finding, type Place } from "../../../core/auth/audit/audit.ts";
import { mask } from "../../../ui/mask.ts";
import { PROVIDERS } from "../../../providers/index.ts";
import { AGENT } from "../../arguments.ts";
import { cureOf } from "./audit-cures.ts";
import { otherSecrets, othersView } from "./audit-others.ts";
import { Result, type Row, type Where } from "./audit-result.ts";
import { ownView } from "./audit-view.ts";

export default defineCommand({
  args: {
    check: {
      type: "boolean",
      description: "Exit 1 when a secret stands in clear or is missing, 78 when not everything could be looked at",
    },
    keyring: { type: "boolean", description: "Ask the keyring whether it holds what the stores refer to" },
    ...AGENT,
  },
  examples: [
    { run: "openclaw models auth audit", about: "Every secret that stands in clear, and where" },
    { run: "openclaw models auth audit --check", about: "For scripts: 1 when there is one" },
    { run: "openclaw models auth audit --plain", about: "A line for each place: mask, place, file" },
  ],
  result: Result,
  async run(env, args): Promise<Result> {
    const { findings, ...rest } = await audit(env, args.agent, args.keyring);
    // They belong to no agent.
    const others = args.agent === undefined ? await otherSecrets(env, PROVIDERS) : [];
    return { ...rest, count: findings.length, findings: findings.map(rowOf), others };
  },
  warnings: ({ warnings }) => warnings,
  // Only the file, which comes last, may have blanks in it.
  plain: ({ findings }) =>
    findings.flatMap(({ masked, kind, alsoIn, ...first }) =>
      [first, ...alsoIn].map(({ place, file }) => `${unbroken(masked ?? kind)} ${unbroken(place)} ${file}`),
    ),
  human: (result, style) => ownView(result, style) + othersView(result.others, result.home, style),
  exit: (result, { check }) => (check ? codeOf(result) : 0),
});

function unbroken(text: string): string {
  return text.replace(/\s/g, "-");
}

/** What was found is certain. Where nothing was, the codes of a store that cannot be read and of a keyring say why not. */
function codeOf({ findings, complete }: Result): number {
  if (findings.some(({ kind }) => kind !== "unknown")) return 1;
  if (!complete) return 78;
  return findings.length > 0 ? 75 : 0;
}

function rowOf({ kind, secret, places, note }: Finding): Row {
  const where = (place: Place): Where => ({
    file: place.file,
    source: place.source,
    place: place.place,
    movable: place.option !== undefined,
    cure: cureOf(kind, place),
    readers: place.readers,
  });
  const [first, ...others] = places;
  const masked = secret === undefined ? null : mask(secret);
  return { kind, ...where(first), masked, copies: places.length, alsoIn: others.map(where), note };
}
