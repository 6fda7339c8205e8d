import { lacks } from "./shell.ts";
import { toolWorks } from "./tools.ts";

/** Returns why the calls of a program cannot be traced here, or `undefined` if they can. */
export function noStrace(): string | undefined {
  return lacks("strace") ??
    (toolWorks("strace", ["-f", "-o", "/dev/null", "true"])
      ? undefined
      : "strace may not trace");
}
