import { BINARY, type Run } from "./binary.ts";

/** A sign-in of the compiled program that waits for somebody. */
export type WaitingLogin = {
  /** The page that it says to open. */
  url: URL;
  child: Bun.Subprocess;
  ended: Promise<Run>;
};

/** Starts `openclaw models auth login …` with nobody at a terminal, and waits until it says which page to open. */
export async function startLogin(
  line: string,
  { cwd, variables }: { cwd: string; variables: Readonly<Record<string, string>> },
): Promise<WaitingLogin> {
  const child = Bun.spawn([BINARY, ..."models auth login".split(" "), ...line.split(" ")], {
    cwd,
    env: { PATH: "/usr/bin:/bin", ...variables },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const stdout = new Response(child.stdout).text();
  const said = Promise.withResolvers<URL>();
  const stderr = readAll(child.stderr, (text) => {
    const url = /^ {2}(https:\S+)\n/m.exec(text)?.[1];
    if (url !== undefined) said.resolve(new URL(url));
  });
  const ended = Promise.all([child.exited, stdout, stderr]).then(([code, out, err]) => {
    said.reject(new Error(`it names no page: ${err}`));
    return { code, stdout: out, stderr: err };
  });
  return { url: await said.promise, child, ended };
}

async function readAll(stream: ReadableStream<Uint8Array>, seen: (text: string) => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of stream) {
    text += decoder.decode(piece, { stream: true });
    seen(text);
  }
  return text;
}

/** Where the browser is to come back to. */
export function redirectOf(url: URL): URL {
  return new URL(url.searchParams.get("redirect_uri") ?? url.searchParams.get("callback_url") ?? "");
}

/** What the browser brings back when somebody agrees. */
export function agreed(url: URL, code: string): string {
  const back = redirectOf(url);
  const state = url.searchParams.get("state");
  back.searchParams.set("code", code);
  if (state !== null) back.searchParams.set("state", state);
  return back.href;
}

/** Whether nobody listens any more where the browser would come back to. */
export async function isClosed(url: URL): Promise<boolean> {
  return fetch(redirectOf(url)).then(
    () => false,
    () => true,
  );
}
