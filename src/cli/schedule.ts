import type { RawArguments } from "./arguments.ts";
import { EXIT } from "./exit_code.ts";
import { print } from "./print.ts";
import { isRoot } from "./rights.ts";
import { cronText } from "./schedule/cron.ts";
import { launchdScript } from "./schedule/launchd.ts";
import { ownProgram } from "./schedule/program.ts";
import {
  parseSchedule,
  type ScheduleRequest,
  type System,
} from "./schedule/request.ts";
import type { Scheduled } from "./schedule/scheduled.ts";
import { systemdScript } from "./schedule/systemd.ts";
import { UsageError } from "./usage_error.ts";
import { windowsScript } from "./schedule/windows.ts";

/**
 * Prints what has the operating system start a mirror again and again, and
 * changes nothing. Returns the exit status.
 * @throws {UsageError} if it makes no sense, or the system cannot do it
 */
export async function run(given: RawArguments): Promise<number> {
  const { system, args, ...request } = await parse(given);
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

/** One word is the name of a job, two are folders. */
async function parse(given: RawArguments): Promise<ScheduleRequest> {
  const place = { os: Deno.build.os, currentFolder: Deno.cwd() };
  const { positionals, values } = given;
  if (positionals.length !== 1) return parseSchedule(given, place);
  // Loaded by names: what reads configuration files is needed by few.
  const [ofJob, ofConfig] = [
    "./schedule/job_request.ts",
    "./config/load_config.ts",
  ];
  const { parseScheduleOfJob }: typeof import("./schedule/job_request.ts") =
    await import(ofJob);
  const { configPath, loadConfig }: typeof import("./config/load_config.ts") =
    await import(ofConfig);
  const path = configPath(values.get("config"));
  const config = await loadConfig(path).catch((error: unknown) => {
    // Whoever forgot the replica is not to be told of a file alone.
    if (!(error instanceof UsageError) || values.has("config")) throw error;
    throw new UsageError(
      `two folders or a job are needed, and one word is a job: ${error.message}`,
      error.details,
    );
  });
  return parseScheduleOfJob(given, { ...place, config });
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
