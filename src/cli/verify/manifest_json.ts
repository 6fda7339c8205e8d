import type { ManifestReport } from "../../mirror/manifest.ts";
import type { Outcome } from "../../model/outcome/outcome.ts";
import type { DigestName } from "../../model/settings.ts";
import type { ManifestEntry } from "../../model/verify/manifest.ts";
import {
  failedItem,
  resultFields,
  skippedItem,
} from "../../output/json_fields.ts";
import { JsonLine } from "../../output/json_line.ts";
import { streamOutput } from "../../output/output.ts";
import { endObject } from "../telling/print_object.ts";

/** What is to be listed; paths are absolute. */
export interface ManifestHead {
  readonly folder: string;
  readonly digest: DigestName;
  /** Where the list is written; `undefined`: it is in the object. */
  readonly output: string | undefined;
}

/** What a list came to. */
export interface Listed {
  /** `undefined` where it could not be written, or nobody read it to its end. */
  readonly report: ManifestReport | undefined;
  /** Why it could not be written. */
  readonly unwritten: string | undefined;
  readonly status: number;
}

/** The object of `lockstep manifest`; files go out as they are read. */
export class ManifestJson {
  readonly #line: JsonLine;
  readonly #holdsFiles: boolean;
  readonly #startedAt = performance.now();
  readonly #skipped: object[] = [];
  readonly #failed: object[] = [];

  constructor(head: ManifestHead) {
    this.#line = new JsonLine(streamOutput(Deno.stdout), "manifest");
    this.#line.set(head);
    this.#holdsFiles = head.output === undefined;
    if (this.#holdsFiles) this.#line.openList("files");
  }

  /** @throws {OutputFailure} if it cannot be printed, or nobody reads any more */
  async write(entries: readonly ManifestEntry[]): Promise<void> {
    for (const { path, digest } of entries) {
      this.#line.addItem({ path, digest });
    }
    const failure = await this.#line.settle();
    if (failure !== undefined) throw failure;
  }

  hear(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.status === "skipped") {
        this.#skipped.push(skippedItem(outcome));
      }
      if (outcome.status === "failed") this.#failed.push(failedItem(outcome));
    }
  }

  /** Ends the object, and returns the exit status. */
  end({ report, unwritten, status }: Listed): Promise<number> {
    if (this.#holdsFiles) this.#line.closeList();
    const result = report === undefined
      ? { result: "unwritten", reason: unwritten }
      : {
        ...resultFields(report.ending),
        listed: report.files,
        bytes: report.bytes,
      };
    const milliseconds = Math.round(performance.now() - this.#startedAt);
    return endObject(this.#line, {
      lists: { skipped: this.#skipped, failed: this.#failed },
      fields: { ...result, milliseconds },
    }, status);
  }
}
