import { existsSync } from "node:fs";

/** Programs that tests and measurements need from the system, with the Debian package of each. */
const PACKAGES: Readonly<Record<string, string>> = {
  strace: "strace",
  faketime: "faketime",
  script: "bsdutils",
  chromium: "chromium",
  time: "time",
  bash: "bash",
  zsh: "zsh",
  fish: "fish",
  // No program, but a script that bash loads.
  "/usr/share/bash-completion/bash_completion": "bash-completion",
  shellcheck: "shellcheck",
  python3: "python3",
  "dbus-run-session": "dbus",
  "gnome-keyring-daemon": "gnome-keyring",
  "secret-tool": "libsecret-tools",
  gdbus: "libglib2.0-bin",
};

/** Makes the named programs be there, installing them as root on Debian; else says in a sentence what to install. */
export function requirePrograms(programs: readonly string[]): string {
  const missing = programs.filter((program) => !isHere(program));
  if (missing.length === 0) return "";
  const packages = missing.map((program) => PACKAGES[program] ?? program);
  if (process.getuid?.() === 0 && Bun.which("apt-get") !== null) {
    const install = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
    for (const command of [["apt-get", "update"], install]) {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      Bun.spawnSync(command, { stdio: ["ignore", "ignore", "inherit"], env });
    }
  }
  const absent = missing.filter((program) => !isHere(program));
  return absent.length === 0 ? "" : `this needs ${absent.join(", ")}: install the packages ${packages.join(" ")}`;
}

function isHere(program: string): boolean {
  return program.startsWith("/") ? existsSync(program) : Bun.which(program) !== null;
}
