import type { JobsPlace } from "../../state/jobs.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { configPath, loadConfig } from "../config/load_config.ts";
import type { OptionName } from "../options.ts";
import { describeOwnProcess } from "../own_process.ts";
import { ownStateFolder } from "../own_state_folder.ts";
import { describeStop, watchSignals } from "../signals.ts";
import { openStreams } from "../telling/open_console.ts";
import { printResult } from "../telling/print.ts";
import { ifLockable } from "./if_lockable.ts";
import { JobLogs } from "./job_logs.ts";
import { JobMemories } from "./job_memories.ts";
import { JobsRun } from "./jobs_run.ts";

/**
 * Runs the jobs of a configuration file, each on its own timetable. Returns the
 * exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const { positionals, switches, values } = given;
  const { console, paint } = openStreams(given);
  const config = await loadConfig(configPath(values.get("config")));
  const added = new Set(ADDED.filter((name) => switches.has(name)));
  const isOnce = switches.has("once") || switches.has("dry-run");
  const logs = new JobLogs(console);
  const place = switches.has("dry-run")
    ? undefined
    : await rememberedAt(config.path);
  const memories = new JobMemories(place, (text) => logs.say("warn", text));
  const jobs = new JobsRun(config, {
    names: positionals,
    added,
    isOnce,
    logs,
    memories,
    paint,
  });
  const hadTerminal = Deno.stdin.isTerminal();
  using stopWish = watchSignals({
    onHangUp: () => {
      // A terminal that has gone is no wish to read the file again.
      if (isOnce || hadTerminal && !Deno.stdin.isTerminal()) return false;
      jobs.reload();
      return true;
    },
  });
  using _lock = isOnce ? undefined : await lock(place, positionals);
  await jobs.run(stopWish);

  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) {
    logs.say("info", describeStop(stoppedBy), "stopped");
  }
  await logs.settle();
  const status = jobs.status(stoppedBy);
  const isSilent = switches.has("json") ||
    switches.has("quiet") && status === 0;
  const lines = isSilent ? [] : jobs.summaries().map((line) => `${line}\n`);
  return await printResult(lines.join(""), status);
}

/** What the command line may ask of all jobs. */
const ADDED = [
  "once",
  "dry-run",
  "quiet",
  "json",
] as const satisfies OptionName[];

async function rememberedAt(config: string): Promise<JobsPlace | undefined> {
  const folder = await ownStateFolder({ mayChange: true });
  return folder === undefined ? undefined : { folder, config };
}

/** Tells "lockstep jobs" that somebody is at work. A second run of the same file is no harm. */
async function lock(
  place: JobsPlace | undefined,
  names: readonly string[],
): Promise<Disposable | undefined> {
  if (place === undefined) return undefined;
  const { lockRunner } = await import("../../state/jobs.ts");
  const which = names.length === 0 ? "" : `, only ${names.join(", ")}`;
  const holder = `${describeOwnProcess()}${which}`;
  const locking = await ifLockable(() =>
    lockRunner(place, { holder, patienceMs: 1000 })
  );
  return locking?.kind === "mine" ? locking.lock : undefined;
}
