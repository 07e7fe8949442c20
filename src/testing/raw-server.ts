import type { Socket } from "bun";

/** A request as it came over the wire. */
export type Seen = { method: string; path: string; headers: Record<string, string>; body: string };

type Connection = { buffer: string };

/** What a success looks like in each dialect. */
export const SUCCESS: Readonly<Record<string, unknown>> = {
  "openai-completions": { choices: [{ message: { role: "assistant", content: "OK" } }] },
  "openai-responses": { status: "completed", output: [] },
  "anthropic-messages": { type: "message", content: [{ type: "text", text: "OK" }] },
  "google-generative-ai": { candidates: [{ content: {} }] },
  ollama: { message: { role: "assistant", content: "OK" }, done: true },
  "bedrock-converse-stream": { output: { message: {} } },
};

const json = (value: unknown) => JSON.stringify(value);
const error = (code: string, message: string, more: object = {}) =>
  json({ error: { code, type: code, message, ...more } });

/** Answers that any server can give, by name: the status, the body, the headers. */
export const PLAIN: Readonly<Record<string, readonly [status: number, body: string, type?: string]>> = {
  "400": [400, error("invalid_request_error", "bad request")],
  "401": [401, error("invalid_api_key", "Incorrect API key provided: sk-abcdefghijklmnop")],
  "402": [402, error("insufficient_credits", "no credits")],
  "403": [403, error("forbidden", "not for you")],
  "404-model": [404, error("model_not_found", "The model does not exist")],
  "404-path": [404, "404 page not found", "text/plain"],
  "408": [408, error("timeout", "too slow")],
  "429": [429, error("rate_limit_exceeded", "slow down")],
  "429-quota": [429, error("insufficient_quota", "You exceeded your current quota")],
  "500": [500, error("server_error", "oops")],
  "503": [503, error("unavailable", "later")],
  "529": [529, error("overloaded_error", "Overloaded")],
  html: [200, "<!doctype html><html>Sign in to the hotel's network</html>", "text/html"],
  "json-error": [200, error("invalid_api_key", "inside a 200")],
  empty: [200, ""],
  "bad-json": [200, '{"choices": [{"mess'],
  escapes: [401, error("invalid_api_key", "\u001b[31mred\u001b[0m \u0007bell")],
};

const LOCATIONS: Readonly<Record<string, string>> = {
  redirect: "http://127.0.0.2:9/elsewhere",
  "redirect-circle": "?again",
  "redirect-file": "file:///etc/passwd",
  "redirect-broken": "http://[::bad/",
};

const HUGE = "x".repeat(64 * 1024);

/**
 * A server on a raw socket, which does what no library would: the path says what, as in `/<dialect>/<case>/…`. It keeps
 * every request.
 */
export function startRawServer(): { port: number; seen: Seen[]; stop(): void } {
  const seen: Seen[] = [];
  const server = Bun.listen<Connection>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open: (socket) => void (socket.data = { buffer: "" }),
      data(socket, bytes) {
        socket.data.buffer += new TextDecoder().decode(bytes);
        const request = parse(socket.data.buffer);
        if (request === undefined) return;
        socket.data.buffer = "";
        seen.push(request);
        const [, dialect = "", name = ""] = request.path.split("/");
        answer(socket, dialect, name, request);
      },
    },
  });
  return { port: server.port, seen, stop: () => server.stop(true) };
}

function parse(text: string): Seen | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) headers[line.slice(0, line.indexOf(":")).toLowerCase()] = line.slice(line.indexOf(":") + 2);
  const body = text.slice(end + 4);
  if (Buffer.byteLength(body) < Number(headers["content-length"] ?? 0)) return undefined;
  const [method = "", path = ""] = first.split(" ");
  return { method, path, headers, body };
}

function answer(socket: Socket<Connection>, dialect: string, name: string, { body }: Seen): void {
  const send = (status: number, text: string, type = "application/json", more = "") =>
    socket.end(
      `HTTP/1.1 ${status} X\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n${more}\r\n${text}`,
    );
  const success = json(SUCCESS[dialect] ?? SUCCESS["openai-completions"]);
  const plain = PLAIN[name];
  if (plain !== undefined) return void send(...plain);
  if (name === "200") return void send(200, success);
  if (name.startsWith("after-")) return void setTimeout(() => send(200, success), Number(name.slice("after-".length)));
  if (name === "token-field") {
    const isRight = "max_completion_tokens" in (JSON.parse(body) as object);
    return void (isRight
      ? send(200, success)
      : send(400, error("unsupported_parameter", "use another", { param: "max_tokens" })));
  }
  const location = LOCATIONS[name];
  if (location !== undefined) return void send(302, "", "text/plain", `location: ${location}\r\n`);
  if (name === "no-http") return void socket.end("SSH-2.0-OpenSSH_9.9\r\n\r\n");
  if (name === "hang-headers") return;
  if (name === "reset") return void socket.terminate();
  socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
  if (name === "half-header") return;
  if (name === "hang-body") return void socket.write("content-length: 500\r\n\r\n{");
  if (name === "reset-body") {
    socket.write("content-length: 500\r\n\r\n{");
    return void socket.terminate();
  }
  socket.write("content-length: 1000000000\r\n\r\n");
  if (name === "drip") return drip(socket);
  flood(socket);
}

/** A byte now and then, never enough. */
function drip(socket: Socket<Connection>): void {
  const timer = setInterval(() => {
    if (socket.write(" ") <= 0) clearInterval(timer);
  }, 100);
}

/** As much as the other side takes. */
function flood(socket: Socket<Connection>): void {
  const timer = setInterval(() => {
    for (let at = 0; at < 50; at++) if (socket.write(HUGE) < HUGE.length) break;
    if (socket.readyState < 1) clearInterval(timer);
  }, 1);
}
