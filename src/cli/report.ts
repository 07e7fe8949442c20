import type { Env } from "../contracts/env.ts";
import { AppError } from "../contracts/error.ts";
import { homeOf } from "../core/config/paths.ts";
import { maskShapes } from "../ui/mask.ts";
import { safeText, tilde } from "../ui/text.ts";
import { exitCodeOf } from "./exit.ts";
import { document, type Mode, styleOf } from "./output.ts";

/** Tells what went wrong in the way that is wanted, and gives the exit code. */
export async function report(error: unknown, env: Env, mode: Mode): Promise<number> {
  const failure = toAppError(error);
  const fields = await fieldsOf(failure, env);
  const forPeople = () => tellPeople(failure, fields, env, mode);
  const forScripts = () => env.stdout.write(maskShapes(document({ error: fields })));
  for (const say of mode.isJson ? [forScripts, forPeople] : [forPeople]) {
    try {
      await say();
      break;
    } catch {
      // Where stdout takes nothing, stderr may; where nobody listens any more, the exit code still tells.
    }
  }
  return exitCodeOf(failure.code);
}

type Fields = { code: string; message: string; hint: string; diffs?: { file: string; diff: string }[] };

/** What a document says of an error. */
export async function fieldsOf({ code, message, hint, detail, changes }: AppError, env: Env): Promise<Fields> {
  const diffs: { file: string; diff: string }[] = [];
  for (const change of changes) diffs.push(await showChange(change, homeOf(env)));
  const fields = { code, message: detail === "" ? message : `${message}\n${detail}`, hint };
  return diffs.length === 0 ? fields : { ...fields, diffs };
}

async function tellPeople({ message, hint, detail }: AppError, { diffs = [] }: Fields, env: Env, mode: Mode) {
  const style = styleOf(env.stderr, env.variables, mode);
  const said = [
    `${style.paint("bad", "error:")} ${safeText(message)}`,
    ...(detail === "" ? [] : [lines(detail)]),
    ...(hint === "" ? [] : [`${style.paint("accent", "hint:")} ${safeText(hint)}`]),
    ...diffs.map(({ diff }) => `\n${lines(diff)}`),
  ];
  await env.stderr.write(maskShapes(`${said.join("\n")}\n`));
}

/** What a refused write would have changed; texts that could be secrets are starred out. */
async function showChange(
  { file, before, after, at }: AppError["changes"][number],
  home: string,
): Promise<{ file: string; diff: string }> {
  const [{ redact }, { unifiedDiff }] = await Promise.all([
    import("../core/config/change/redact.ts"),
    import("../ui/diff.ts"),
  ]);
  const shown = tilde(file, home);
  const old = before === undefined ? "" : redact(before, at);
  return { file, diff: await unifiedDiff(shown, old, redact(after, at)) };
}

/** Several lines, each made safe. */
function lines(text: string): string {
  return text.split("\n").map(safeText).join("\n");
}

/** A bug is named by its kind alone: its message may quote what it stumbled over, a secret even. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new AppError("bug", `this is a bug in openclaw (${kind})`, "please report it with the command that you ran");
}
