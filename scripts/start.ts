/** Builds the program when it is stale and runs it: `npm start` is `models status`, `npm start -- models list` that. */
import { join } from "node:path";
import { buildIfStale } from "./build.ts";

const binary = await buildIfStale();
const argv = process.argv.slice(2);
const child = Bun.spawn([binary, ...(argv.length === 0 ? ["models", "status"] : argv)], {
  cwd: process.env["INIT_CWD"] ?? join(import.meta.dir, ".."),
  stdio: ["inherit", "inherit", "inherit"],
});
process.exitCode = await child.exited;
