import { isObject } from "../object.ts";
import { parseBody } from "./body.ts";
import { CODES, ODDITIES, reasonOfStatus } from "./oddities.ts";
import type { Reason, Verdict } from "./outcome.ts";

/** An answer as it came over the wire. */
export type Answer = { status: number; contentType: string; body: string };

/** What an error envelope says, in whichever of the known forms. */
type Said = { codes: readonly string[]; message: string; isError: boolean; param: string };

const TOKEN_LIMITS = new Set(["max_tokens", "max_completion_tokens", "max_output_tokens"]);

/**
 * Tells what an answer means, from its status, its codes and its sentence together, never from the sentence alone.
 * `isAnswer` says whether a body is what the wire expects of a success.
 */
export function classify(
  provider: string,
  answer: Answer,
  model: string,
  isAnswer: (body: unknown) => boolean,
): Verdict {
  const parsed = parse(answer);
  const said = errorIn(parsed ?? answer.body);
  const isGood = answer.status >= 200 && answer.status < 300;
  if (isGood && parsed !== undefined && !said.isError && isAnswer(parsed)) return { reason: "ok", message: "" };
  const known = knownReason(provider, answer.status, said, model);
  const reason =
    known ?? (isGood ? (said.isError ? inside200(said) : "unexpected_body") : reasonOfStatus(answer.status));
  const code = said.codes[0];
  return { reason, ...(code === undefined ? {} : { providerCode: code }), message: said.message };
}

function parse({ body, contentType }: Answer): unknown {
  // A page for people is never looked at: a captive portal answers 200 with one.
  return contentType.includes("text/html") || body.trimStart().startsWith("<") ? undefined : parseBody(body);
}

function knownReason(provider: string, status: number, said: Said, model: string): Reason | undefined {
  const odd = ODDITIES.find(
    (oddity) =>
      (oddity.provider === undefined || oddity.provider === provider) &&
      (oddity.status === undefined || oddity.status === status) &&
      (oddity.code === undefined || said.codes.includes(String(oddity.code))) &&
      (oddity.says === undefined || oddity.says.test(said.message)),
  );
  if (odd !== undefined) return odd.reason;
  if (status === 400 && TOKEN_LIMITS.has(said.param)) return "token_limit_field";
  const coded = said.codes.find((code) => Object.hasOwn(CODES, code));
  // What speaks of another parameter is only a bad request.
  if (coded !== undefined && CODES[coded] !== "token_limit_field") return CODES[coded];
  const speaksOfModel = /\bmodels?\b/i.test(said.message) || (model !== "" && said.message.includes(model));
  return status === 404 && said.isError && speaksOfModel ? "model_not_found" : undefined;
}

/** An error that came with a 200: its own code is an HTTP status often enough. */
function inside200({ codes }: Said): Reason {
  const status = Number(codes.find((code) => /^[45]\d\d$/.test(code)) ?? Number.NaN);
  if (Number.isNaN(status)) return "unexpected_body";
  return status >= 500 && status !== 503 && status !== 529 ? "server_error_in_200" : reasonOfStatus(status);
}

function errorIn(body: unknown): Said {
  if (typeof body === "string") {
    const isText = body.trim() !== "" && !body.trimStart().startsWith("<") && !/^\s*[[{]/.test(body);
    return { codes: [], message: isText ? body : "", isError: false, param: "" };
  }
  // Google answers a list of one in its stream form.
  const root = Array.isArray(body) ? (body as unknown[])[0] : body;
  if (!isObject(root)) return { codes: [], message: "", isError: false, param: "" };
  const choice = (root["choices"] as unknown[] | undefined)?.[0];
  const nested = [
    root["error"],
    isObject(choice) ? choice["error"] : undefined,
    (root["errors"] as unknown[] | undefined)?.[0],
  ];
  const error = nested.find(isObject);
  const base = isObject(root["base_resp"]) ? root["base_resp"] : undefined;
  const baseFailed = base !== undefined && base["status_code"] !== 0;
  const details = Array.isArray(error?.["details"]) ? (error["details"] as unknown[]).filter(isObject) : [];
  const notice = isObject(root["error_details"]) ? root["error_details"] : undefined;
  const codes = [
    ...details.map((detail) => detail["reason"]),
    error?.["code"],
    error?.["type"],
    error?.["status"],
    notice?.["notification_id"],
    baseFailed ? base["status_code"] : undefined,
    error === undefined ? root["code"] : undefined,
    typeof root["error"] === "string" && /^[a-z_]+$/.test(root["error"]) ? root["error"] : undefined,
  ].flatMap((code) => (typeof code === "string" || typeof code === "number" ? String(code) : []));
  const texts = [error?.["message"], root["error"], root["message"], root["detail"], root["msg"], base?.["status_msg"]];
  const message = texts.find((text): text is string => typeof text === "string" && text !== "") ?? "";
  const isError = error !== undefined || typeof root["error"] === "string" || baseFailed || root["success"] === false;
  const param = error?.["param"];
  return { codes, message, isError, param: typeof param === "string" ? param : "" };
}
