import { join } from "node:path";
import { launch, type Page } from "puppeteer-core";

/** A real browser without a screen, which goes where the program goes and keeps what it sees below the folder. */
export async function withChromium<T>(
  { folder, proxy }: { folder: string; proxy: string },
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await launch({
    executablePath: Bun.which("chromium") ?? "chromium",
    userDataDir: join(folder, "chromium"),
    args: ["--no-sandbox", `--proxy-server=${proxy}`, "--ignore-certificate-errors", "--disable-gpu"],
  });
  try {
    return await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** Goes through the pages of an authorization server: who it is, and whether they agree. */
export async function signInAs(page: Page, url: string, email: string, answer: "yes" | "no"): Promise<void> {
  await page.goto(url);
  await page.type("input[name=login]", email);
  await page.type("input[name=password]", "any");
  await Promise.all([page.waitForNavigation(), page.click("button[type=submit]")]);
  const target = answer === "yes" ? "button[type=submit]" : "a[href$='/abort']";
  await Promise.all([page.waitForNavigation(), page.click(target)]);
}
