import { run } from "./src/cli/run.ts";

// Not by `Deno.exitCode`: Deno 2.6 would wait for a line that a question no longer wants.
if (import.meta.main) Deno.exit(await run(Deno.args));
