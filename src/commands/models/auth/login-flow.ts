import type { Env } from "../../../contracts/env.ts";
import type { Granted, OAuth } from "../../../contracts/oauth.ts";
import type { Sought } from "../../../core/login/command.ts";
import { canOpenBrowser } from "../../../core/login/opening.ts";
import type { Setup } from "../../../core/setup.ts";
import { LOGIN_DIALECTS } from "../../../providers/login/dialects.ts";
import { signInPage } from "../../../ui/sign-in-page.ts";
import { showBrowserPage, showNotOpened, showWaiting } from "./login-view.ts";

/** Runs the flow that a method is: what differs between the two is how somebody is told where to go. */
export async function runFlow(env: Env, { names, variables }: Setup, sought: Sought, oauth: OAuth): Promise<Granted> {
  const { provider, options } = sought;
  const name = names.providers.find(provider)?.name ?? provider;
  // Of the process alone: what `.env` says of BROWSER must start no program, and the program is started by these.
  const opens = options.browser !== false && canOpenBrowser(env);
  const base = { oauth, sought, variables, dialects: LOGIN_DIALECTS, signal: env.interrupt() };
  if (oauth.browser !== undefined) {
    const { signInByBrowser } = await import("../../../core/login/browser.ts");
    return signInByBrowser(env, {
      ...base,
      opens,
      show: (page) => showBrowserPage(env, name, page),
      showNotOpened: () => showNotOpened(env),
      showWaiting: () => showWaiting(env),
      lastPage: (isSignedIn) => signInPage(name, isSignedIn),
    });
  }
  const [{ signInByDevice }, { showDeviceCode, showTimeLeft }] = await Promise.all([
    import("../../../core/login/device.ts"),
    import("./device-view.ts"),
  ]);
  try {
    return await signInByDevice(env, {
      ...base,
      async show(code) {
        await showDeviceCode(env, code);
        if (opens) await env.openBrowser(code.completePage ?? code.page);
      },
      waiting: (leftMs, trouble) => showTimeLeft(env, leftMs, trouble),
    });
  } finally {
    env.progress.pending("");
  }
}
