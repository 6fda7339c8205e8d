import type { RawArguments } from "./arguments.ts";
import { EXIT } from "./exit_code.ts";
import { print } from "./print.ts";
import { isRoot } from "./rights.ts";
import { cronText } from "./schedule/cron.ts";
import { launchdScript } from "./schedule/launchd.ts";
import { ownProgram } from "./schedule/program.ts";
import { parseSchedule, type System } from "./schedule/request.ts";
import type { Scheduled } from "./schedule/scheduled.ts";
import { systemdScript } from "./schedule/systemd.ts";
import { windowsScript } from "./schedule/windows.ts";

/**
 * Prints what has the operating system start a mirror again and again, and
 * changes nothing. Returns the exit status.
 * @throws {UsageError} if it makes no sense, or the system cannot do it
 */
export async function run(given: RawArguments): Promise<number> {
  const { system, args, ...request } = parseSchedule(given, {
    os: Deno.build.os,
    currentFolder: Deno.cwd(),
  });
  const { words, environment } = ownProgram();
  const scheduled: Scheduled = {
    ...request,
    command: [...words, ...args],
    environment,
    isRoot: isRoot(),
  };
  await print(Deno.stdout, describeSchedule(scheduled, system));
  return EXIT.equal;
}

/** Returns what one of the systems needs, and how it is installed, checked and removed. */
export function describeSchedule(
  scheduled: Scheduled,
  system: System,
): string {
  switch (system) {
    case "systemd":
      return systemdScript(scheduled);
    case "cron":
      return cronText(withQuiet(scheduled));
    case "launchd":
      return launchdScript(scheduled);
    case "windows":
      return windowsScript(scheduled);
  }
}

/** cron sends mail of all that is said: then only of what is wrong. */
function withQuiet(scheduled: Scheduled): Scheduled {
  const { command } = scheduled;
  const isSaid = ["--quiet", "--verbose"].some((word) =>
    command.includes(word)
  );
  return isSaid
    ? scheduled
    : { ...scheduled, command: [...command, "--quiet"] };
}
