import { explain, type Explained } from "../../mirror/explain.ts";
import type { Ending } from "../../model/outcome/report.ts";
import { quote } from "../../model/paths/quote.ts";
import { describeRefusal } from "../../model/safety/refusal.ts";
import {
  explanationFields,
  explanationLine,
} from "../../output/explanation.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parseDisk } from "../arguments/values.ts";
import { EXIT } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { readFilters } from "../sync/filters.ts";
import { complain, printResult } from "../telling/print.ts";
import { type ObjectParts, printObject } from "../telling/print_object.ts";
import { type ExplainRequest, parseExplain } from "./explain_request.ts";

/**
 * Says whether a path is mirrored, and which rule decides. Returns the exit
 * status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const { job, source, path, text, filters } = await parseExplain(given);
  const filtersAt = await readFilters(filters);
  using pool = await makePool({ threads: 0, disk: parseDisk(given) });
  const explained = await explain({
    source,
    path,
    isFolder: /[\\/]"?$/.test(text),
    filters: filtersAt(Date.now()),
    user: Deno.uid() ?? undefined,
  }, { pool, warn: () => {} });
  const status = statusOf(explained);
  const reason = reasonOf(explained);
  if (reason !== undefined) {
    await complain(reason);
  }
  if (given.switches.has("json")) {
    const parts = objectOf(explained, { job, source, path });
    return await printObject("explain", parts, status);
  }
  if (explained.kind === "explained") {
    const line = explanationLine(path, explained.explanation);
    return await printResult(`${line}\n`, status);
  }
  return status;
}

function statusOf(explained: Explained): number {
  switch (explained.kind) {
    case "explained":
      return EXIT.equal;
    case "unexplained":
      return EXIT.failed;
    case "ended":
      return explained.ending.kind === "unfit"
        ? EXIT.refused
        : EXIT.unavailable;
  }
}

function reasonOf(explained: Explained): string | undefined {
  switch (explained.kind) {
    case "explained":
      return undefined;
    case "unexplained":
      return `${quote(explained.folder)}: ${explained.reason}`;
    case "ended":
      return describeEnding(explained.ending);
  }
}

function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case "refused":
    case "unfit":
      return describeRefusal(ending.refusal);
    case "unavailable":
    case "crashed":
      return ending.reason;
    case "locked":
    case "stopped":
    case "done":
      return ending.kind;
  }
}

/** Returns what the object says, as docs/json.md has it. */
function objectOf(
  explained: Explained,
  head: Pick<ExplainRequest, "job" | "source" | "path">,
): ObjectParts {
  if (explained.kind === "explained") {
    const fields = explanationFields(explained.explanation);
    return { head, fields: { ...fields, result: "done" } };
  }
  const reason = reasonOf(explained);
  const status = statusOf(explained);
  const result = status === EXIT.unavailable ? "unavailable" : "refused";
  return {
    head,
    fields: { result: status === EXIT.failed ? "failed" : result, reason },
  };
}
