import type { VerifyMeans } from "../../mirror/verify.ts";
import { counted } from "../../model/outcome/counted.ts";
import { quote } from "../../model/paths/quote.ts";
import { describeRefusal } from "../../model/safety/refusal.ts";
import type { VerificationReport } from "../../model/verify/verification.ts";
import {
  findingLine,
  type SideWords,
  summarizeVerification,
} from "../../output/finding_line.ts";
import {
  OutputFailure,
  ReaderGone,
  streamOutput,
} from "../../output/output.ts";
import type { Painter } from "../../output/paint.ts";
import { verificationObject } from "../../output/verification_object.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { absolutePath } from "../arguments/paths.ts";
import { EXIT, unwrittenExit, verificationExit } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { describeStop, watchSignals } from "../signals.ts";
import { openStreams } from "../telling/open_console.ts";
import { printObject } from "../telling/print_object.ts";
import { type Reporting, startReporting } from "../telling/reporting.ts";
import { compareWithManifest } from "./verify_manifest.ts";
import { parseVerify, type VerifyArguments } from "./verify_request.ts";
import { compareTrees } from "./verify_trees.ts";

/** Lines that are written at a time. */
const LINES_AT_ONCE = 4096;

/**
 * Compares, and tells what differs. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const request = parseVerify(given);
  const { console, paint } = openStreams(given);
  using stopWish = watchSignals();
  using pool = await makePool(request, stopWish.signal);
  await using reporting = startReporting({
    quiet: request.quiet,
    console,
    pool,
    signal: stopWish.signal,
  });
  const { log, say } = reporting;
  say("info", describeRequest(request));
  const { report, words } = await verify(request, {
    pool,
    warn: (text) => say("warn", text),
    progress: ({ entries, bytes, findings }) =>
      reporting.progress({
        kind: "reached",
        done: { entries, bytes },
        note: counted(findings, "difference"),
      }),
    isStopped: () => stopWish.signal.aborted,
    now: () => performance.now(),
  });
  await reporting.endProgress();

  const stoppedBy = stopWish.by();
  if (stoppedBy !== undefined) say("info", describeStop(stoppedBy));
  sayWhyNot(report, reporting);
  const status = verificationExit(report, { stoppedBy });
  // At a terminal both are one screen: what was said comes before the result.
  await log.settle();
  if (request.json) {
    const parts = verificationObject(report, namesOf(request));
    return await printObject("verify", parts, status);
  }
  const isSilent = request.quiet && status === EXIT.equal;
  const failure = isSilent
    ? undefined
    : await print(report, { ...words, paint });
  if (failure !== undefined) say("error", failure);
  await log.settle();
  return failure === undefined ? status : unwrittenExit(status);
}

function describeRequest(request: VerifyArguments): string {
  switch (request.kind) {
    case "trees":
      return `comparing ${quote(request.source)} with ${
        quote(request.replica)
      }`;
    case "manifest":
      return `comparing ${quote(request.folder)} with the manifest ${
        quote(request.manifest)
      }`;
  }
}

/** Returns what was compared, by the names of its fields in docs/json.md. */
function namesOf(request: VerifyArguments): Readonly<Record<string, string>> {
  const absolute = (path: string): string => absolutePath(path, Deno.cwd());
  switch (request.kind) {
    case "trees": {
      const { source, replica } = request;
      return { source: absolute(source), replica: absolute(replica) };
    }
    case "manifest": {
      const { manifest, folder } = request;
      return {
        manifest: manifest === "-" ? manifest : absolute(manifest),
        folder: absolute(folder),
      };
    }
  }
}

interface Verified {
  readonly report: VerificationReport;
  readonly words: SideWords;
}

async function verify(
  request: VerifyArguments,
  means: VerifyMeans,
): Promise<Verified> {
  switch (request.kind) {
    case "trees":
      return {
        report: await compareTrees(request, means),
        words: { first: "the source", second: "the replica" },
      };
    case "manifest":
      return {
        report: await compareWithManifest(request, means),
        words: { first: "the manifest", second: "the folder" },
      };
  }
}

/** Returns why it could not be printed, if so. */
async function print(
  report: VerificationReport,
  words: SideWords & { readonly paint: Painter },
): Promise<string | undefined> {
  const { findings, ending: { kind } } = report;
  const output = streamOutput(Deno.stdout);
  const encoder = new TextEncoder();
  try {
    for (let at = 0; at < findings.length; at += LINES_AT_ONCE) {
      const lines = findings.slice(at, at + LINES_AT_ONCE)
        .map((finding) => `${findingLine(finding)}\n`);
      await output.write(encoder.encode(lines.join("")));
    }
    if (kind === "done" || kind === "stopped") {
      const summary = summarizeVerification(report, words);
      await output.write(encoder.encode(`${summary}\n`));
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    if (error instanceof ReaderGone) return undefined;
    return `Cannot write the result: ${error.message}`;
  }
}

function sayWhyNot({ ending }: VerificationReport, { say }: Reporting): void {
  switch (ending.kind) {
    case "refused":
    case "unfit":
      return say("error", `Refused: ${describeRefusal(ending.refusal)}`);
    case "unavailable":
      return say("error", `Not verified: ${ending.reason}`);
    case "locked":
    case "stopped":
    case "done":
      return;
  }
}
