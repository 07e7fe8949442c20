import type { GenericSchema, InferOutput } from "valibot";
import type { Env } from "./env.ts";
import type { AppError } from "./error.ts";
import type { Style } from "./style.ts";

/** What TAB offers for the value of an argument; one table, so that no argument is forgotten. */
export type ValueKind =
  | "alias"
  | "model"
  | "provider"
  | "profile"
  /** A profile that can be renewed. */
  | "sign-in"
  | "agent"
  | "fallback"
  | "image-fallback"
  | "login-method"
  | "shell"
  | "store"
  | "file"
  | "url"
  | "text"
  | "number"
  | "duration";

type Described = {
  description: string;
  /** Means something only with one of these options. */
  needs?: readonly string[];
  /** Cannot stand beside these options. */
  excludes?: readonly string[];
  /** Part of the contract, but a later version acts on it; until then it is refused with one sentence. */
  planned?: true;
};

export type BooleanArg = Described & {
  type: "boolean";
  /** Named `--no-<name>` in help: the flag is on unless it is taken back. */
  negatable?: true;
};
export type StringArg = Described & { type: "string"; kind: ValueKind; required?: true };
export type ListArg = Described & { type: "list"; kind: ValueKind };
export type IntegerArg = Described & { type: "integer"; kind: "number"; min: number; default?: number };
export type NumberArg = Described & { type: "number"; kind: "number"; min: number };
export type DurationArg = Described & {
  type: "duration";
  kind: "duration";
  default?: string;
  /** A number alone means days, as OpenClaw has it there. */
  bareDays?: true;
};
export type PositionalArg = Described & { type: "positional"; kind: ValueKind; optional?: true; rest?: true };

export type Arg = BooleanArg | StringArg | ListArg | IntegerArg | NumberArg | DurationArg | PositionalArg;

/** Options and positionals by their kebab-case name; positionals in their order. */
export type Args = Readonly<Record<string, Arg>>;

type Defaulted<A, Value> = A extends { default: unknown } ? Value : Value | undefined;
type ValueOf<A extends Arg> = A extends BooleanArg
  ? boolean
  : A extends ListArg
    ? string[]
    : A extends IntegerArg | NumberArg
      ? Defaulted<A, number>
      : A extends DurationArg
        ? Defaulted<A, number>
        : A extends { rest: true }
          ? string[]
          : A extends { required: true }
            ? string
            : A extends PositionalArg
              ? A extends { optional: true }
                ? string | undefined
                : string
              : string | undefined;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** The parsed arguments of a command: camelCase, durations in milliseconds, booleans never undefined. */
export type Parsed<A extends Args> = {
  [Name in keyof A as Name extends string ? Camel<Name> : never]: ValueOf<A[Name]>;
};

export type { Style, Tone } from "./style.ts";

export type Example = { run: string; about: string };

export type Command<
  A extends Args = Args,
  S extends GenericSchema = GenericSchema,
  /** What `run` gives may say more than its schema names. */
  R extends InferOutput<S> = InferOutput<S>,
> = {
  args: A;
  examples: readonly Example[];
  /**
   * The shape of the `--json` document without `schemaVersion`; only what it names is printed, so it is an allow-list.
   * A large one is a function, so that only those who ask for JSON wait for it.
   */
  result: S | (() => Promise<S>);
  run(env: Env, args: Parsed<A>): Promise<R>;
  /** One record a line; absent where the command has no `--plain`. */
  plain?(result: R): readonly string[];
  human(result: R, style: Style, args: Parsed<A>): string | Promise<string>;
  /** Warnings for stderr, without colour; shown in every mode. */
  warnings?(result: R): readonly string[];
  /** What went wrong once the answer was there: told behind it, as `error` in a document; it gives the exit code. */
  failure?(result: R): AppError | undefined;
  /** The exit code of a run that did not fail; 0 when absent. */
  exit?(result: R, args: Parsed<A>): number;
};

/** The shape of a command's `--json` document. */
export async function schemaOf({ result }: Command): Promise<GenericSchema> {
  return typeof result === "function" ? result() : result;
}

/** Gives a command its types; adds no behaviour. */
export function defineCommand<const A extends Args, S extends GenericSchema, R extends InferOutput<S>>(
  command: Command<A, S, R>,
): Command<A, S, R> {
  return command;
}
