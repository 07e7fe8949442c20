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
if (argv[0] === "__complete") {
  const [{ createTabEnv }, { complete }] = await Promise.all([
    import("./edge/env.ts"),
    import("./cli/complete/complete.ts"),
  ]);
  await complete(argv.slice(1), createTabEnv(VERSION));
} else if (!isAnswered) {
  const [{ createEnv }, { run }] = await Promise.all([import("./edge/env.ts"), import("./cli/run.ts")]);
  const env = createEnv(VERSION);
  process.exitCode = await run(argv, env);
  // Everything has been written; only a keyring that never answers would keep the process.
  // oxlint-disable-next-line unicorn/no-process-exit
  if (env.isWaiting()) process.exit();
}
