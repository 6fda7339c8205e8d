import {
  makeManifest,
  type ManifestMeans,
  type ManifestReport,
  type ManifestSums,
} from "../../mirror/manifest.ts";
import { counted } from "../../model/outcome/counted.ts";
import { quote } from "../../model/paths/quote.ts";
import { describeRefusal } from "../../model/safety/refusal.ts";
import type { DigestName, DiskChoice } from "../../model/settings.ts";
import { manifestLines } from "../../model/verify/manifest.ts";
import { formatBytes } from "../../output/format.ts";
import {
  fileOutput,
  type Output,
  OutputFailure,
  ReaderGone,
  streamOutput,
} from "../../output/output.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { absolutePath } from "../arguments/paths.ts";
import {
  parseDigest,
  parseDisk,
  parseThreads,
  refuseEmpty,
  refuseMore,
} from "../arguments/values.ts";
import { EXIT, manifestExit } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { describeStop, type StopWish, watchSignals } from "../signals.ts";
import { openStreams } from "../telling/open_console.ts";
import { type Reporting, startReporting } from "../telling/reporting.ts";
import { UsageError } from "../usage_error.ts";
import {
  type Listed,
  type ManifestHead,
  ManifestJson,
} from "./manifest_json.ts";

/** A list as the command line asks for it; paths are absolute. */
interface ManifestArguments {
  readonly folder: string;
  /** `undefined` for standard output. */
  readonly output: string | undefined;
  readonly digest: DigestName;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly threads: number | undefined;
  readonly disk: DiskChoice;
}

/**
 * Lists the digests of all files of a folder. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const request = parseManifest(given);
  const { console } = openStreams(given, {
    printsMeanwhile: request.output === undefined,
  });
  using stopWish = watchSignals();
  using pool = await makePool(request, stopWish.signal);
  await using reporting = startReporting({
    quiet: request.quiet,
    console,
    pool,
    signal: stopWish.signal,
  });
  reporting.progress({ kind: "entered", phase: "listing" });
  reporting.say("info", `listing ${quote(request.folder)}`);
  const json = request.json ? new ManifestJson(headOf(request)) : undefined;
  const listed = await list(request, {
    pool,
    stopWish,
    reporting,
    json,
    progress: ({ files, bytes }) =>
      reporting.progress({
        kind: "reached",
        done: { entries: files, bytes },
      }),
  });
  await reporting.log.settle();
  return await json?.end(listed) ?? listed.status;
}

function headOf({ folder, digest, output }: ManifestArguments): ManifestHead {
  return { folder, digest, output };
}

function parseManifest(given: RawArguments): ManifestArguments {
  const [folder, ...rest] = given.positionals;
  if (folder === undefined) {
    throw new UsageError("a folder is needed: lockstep manifest FOLDER");
  }
  refuseEmpty("FOLDER", folder);
  refuseMore(rest);
  const output = given.values.get("output");
  return {
    folder: absolutePath(folder, Deno.cwd()),
    output: output && absolutePath(output, Deno.cwd()),
    digest: parseDigest(given) ?? "sha256",
    json: given.switches.has("json"),
    quiet: given.switches.has("quiet"),
    threads: parseThreads(given),
    disk: parseDisk(given),
  };
}

/** What a list is made with. */
interface Means {
  readonly pool: Pool;
  readonly stopWish: StopWish;
  readonly reporting: Reporting;
  /** The object that is printed, if one is. */
  readonly json: ManifestJson | undefined;
  readonly progress: (sums: ManifestSums) => void;
}

async function list(
  request: ManifestArguments,
  means: Means,
): Promise<Listed> {
  const { output: path } = request;
  const { json } = means;
  let output: Output | undefined;
  try {
    const isInObject = json !== undefined && path === undefined;
    if (!isInObject) {
      output = path === undefined
        ? streamOutput(Deno.stdout)
        : await fileOutput(path);
    }
    const report = await fill(request, {
      means,
      write: async (entries) =>
        await (output?.write(manifestLines(entries)) ?? json?.write(entries)),
    });
    if (report.ending.kind === "done") await output?.finish();
    return { report, unwritten: undefined, status: tell(report, means) };
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    if (error instanceof ReaderGone) return UNREAD;
    const where = path === undefined ? "" : ` to ${quote(path)}`;
    const unwritten = `Cannot write the list${where}: ${error.message}`;
    means.reporting.say("error", unwritten);
    return { report: undefined, unwritten, status: EXIT.failed };
  } finally {
    await output?.drop();
  }
}

/** Nobody reads any more: what is left of the list is not made. */
const UNREAD: Listed = {
  report: undefined,
  unwritten: undefined,
  status: EXIT.equal,
};

function fill(
  { folder, output, digest }: ManifestArguments,
  { means, write }: {
    readonly means: Means;
    readonly write: ManifestMeans["write"];
  },
): Promise<ManifestReport> {
  const { pool, stopWish, reporting: { log, say }, progress, json } = means;
  const user = Deno.uid() ?? undefined;
  return makeManifest({ folder, own: output, user, digest }, {
    pool,
    progress,
    warn: (text) => say("warn", text),
    tell: (outcomes) => {
      log.hear({ kind: "outcomes", outcomes });
      json?.hear(outcomes);
    },
    write,
    isStopped: () => stopWish.signal.aborted,
  });
}

/** Says what the list came to, and returns the exit status. */
function tell(report: ManifestReport, { stopWish, reporting }: Means): number {
  const { say } = reporting;
  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) say("info", describeStop(stoppedBy));
  switch (report.ending.kind) {
    case "refused":
    case "unfit":
      say("error", `Refused: ${describeRefusal(report.ending.refusal)}`);
      break;
    case "unavailable":
      say("error", `Not listed: ${report.ending.reason}`);
      break;
    case "done":
      say("info", `${describeSums(report)} in all`);
      break;
    case "locked":
    case "stopped":
  }
  return manifestExit(report, { stoppedBy });
}

function describeSums(
  { files, bytes, failed, meanwhile }: ManifestSums,
): string {
  const left = failed + meanwhile;
  const without = left === 0 ? "" : `, ${left} left out`;
  return `${counted(files, "file")} listed, ${formatBytes(bytes)}${without}`;
}
