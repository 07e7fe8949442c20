import { expect, test } from "bun:test";
import { canOpenBrowser } from "./opening.ts";

test.each<[NodeJS.Platform, Record<string, string>, boolean]>([
  ["linux", {}, false],
  ["linux", { DISPLAY: ":0" }, true],
  ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
  ["linux", { WSL_DISTRO_NAME: "Debian" }, true],
  ["linux", { BROWSER: "firefox" }, true],
  ["linux", { BROWSER: "none", DISPLAY: ":0" }, false],
  ["linux", { DISPLAY: "" }, false],
  ["linux", { DISPLAY: ":0", SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }, false],
  ["linux", { BROWSER: "firefox", SSH_TTY: "/dev/pts/0" }, false],
  ["darwin", {}, true],
  ["darwin", { SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }, false],
  ["win32", {}, true],
])("on %s with %j a browser is started: %p", (platform, variables, isStarted) => {
  expect(canOpenBrowser({ platform, variables })).toBe(isStarted);
});
