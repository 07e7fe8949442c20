import { VERSION } from "./version.ts";

const argv = process.argv.slice(2);
const isVersion = argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V");
// Answered before anything else loads: it costs what an empty program costs. What goes wrong is told the common way.
const isAnswered =
  isVersion &&
  (await Bun.write(Bun.stdout, `openclaw ${VERSION}\n`).then(
    () => true,
    () => false,
  ));
if (!isAnswered) {
  const [{ createEnv }, { run }] = await Promise.all([import("./edge/env.ts"), import("./cli/run.ts")]);
  process.exitCode = await run(argv, createEnv());
}
