import { VERSION } from "./version.ts";

const argv = process.argv.slice(2);
// Answered before anything else loads: it costs what an empty program costs. A closed pipe is no trouble.
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  await Bun.write(Bun.stdout, `openclaw ${VERSION}\n`).catch(() => {});
} else {
  const [{ createEnv }, { run }] = await Promise.all([import("./edge/env.ts"), import("./cli/run.ts")]);
  process.exitCode = await run(argv, createEnv());
}
