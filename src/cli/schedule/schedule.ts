import { load } from "../../loading/load.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { EXIT } from "../exit_code.ts";
import { isRoot } from "../rights.ts";
import { printResult } from "../telling/print.ts";
import { type ObjectParts, printObject } from "../telling/print_object.ts";
import { UsageError } from "../usage_error.ts";
import type { Arrangement } from "./arrangement.ts";
import { arrangeCron } from "./cron.ts";
import { arrangeLaunchd } from "./launchd.ts";
import { ownProgram } from "./program.ts";
import { parseSchedule, type ScheduleRequest, type System } from "./request.ts";
import type { Scheduled } from "./scheduled.ts";
import { arrangeSystemd } from "./systemd.ts";
import { arrangeWindows } from "./windows.ts";

/**
 * Prints what has the operating system start a mirror again and again, and
 * changes nothing. Returns the exit status.
 * @throws {UsageError} if it makes no sense, or the system cannot do it
 */
export async function run(given: RawArguments): Promise<number> {
  const { system, args, ...request } = await parse(given);
  const { words, environment } = ownProgram();
  const command = [...words, ...args];
  const scheduled: Scheduled = {
    ...request,
    command: system === "cron" ? withQuiet(command) : command,
    environment,
    isRoot: isRoot(),
  };
  const arranged = arrange(scheduled, system);
  if (given.switches.has("json")) {
    const parts = scheduleObject(arranged, { system, scheduled });
    return await printObject("schedule", parts, EXIT.equal);
  }
  return await printResult(arranged.text, EXIT.equal);
}

/** One word is the name of a job, two are folders. */
async function parse(given: RawArguments): Promise<ScheduleRequest> {
  const place = { os: Deno.build.os, currentFolder: Deno.cwd() };
  const { positionals, values } = given;
  if (positionals.length !== 1) return parseSchedule(given, place);
  const { parseScheduleOfJob } = await load<
    typeof import("./job_request.ts")
  >("src/cli/schedule/job_request.ts");
  const { configPath, loadConfig } = await load<
    typeof import("../config/load_config.ts")
  >("src/cli/config/load_config.ts");
  const path = configPath(values.get("config"));
  const config = await loadConfig(path, { mustStay: true }).catch(
    (error: unknown) => {
      // Whoever forgot the replica is not to be told of a file alone.
      if (!(error instanceof UsageError) || values.has("config")) throw error;
      throw new UsageError(
        `two folders or a job are needed, and one word is a job: ${error.message}`,
        error.details,
      );
    },
  );
  return parseScheduleOfJob(given, { ...place, config });
}

/** Returns what one of the systems needs, and how it is installed, checked and removed. */
export function arrange(scheduled: Scheduled, system: System): Arrangement {
  switch (system) {
    case "systemd":
      return arrangeSystemd(scheduled);
    case "cron":
      return arrangeCron(scheduled);
    case "launchd":
      return arrangeLaunchd(scheduled);
    case "windows":
      return arrangeWindows(scheduled);
  }
}

/** Returns what the object says, as docs/json.md has it. */
function scheduleObject(
  { files, install, check, remove }: Arrangement,
  { system, scheduled }: {
    readonly system: System;
    readonly scheduled: Scheduled;
  },
): ObjectParts {
  const { name, everyMs, command: [program, ...args], environment } = scheduled;
  return {
    fields: {
      for: system,
      name,
      everySeconds: everyMs / 1000,
      program,
      arguments: args,
      environment: Object.fromEntries(environment),
      files,
      install,
      check,
      remove,
    },
  };
}

/** Returns the command for cron, which sends mail of all that is said: then only of what is wrong. */
export function withQuiet(command: readonly string[]): readonly string[] {
  const isSaid = ["--quiet", "--verbose"].some((word) =>
    command.includes(word)
  );
  return isSaid ? command : [...command, "--quiet"];
}
