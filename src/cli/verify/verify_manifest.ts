import type { VerifyMeans } from "../../mirror/verify.ts";
import {
  type ManifestDigests,
  verifyManifest,
} from "../../mirror/verify_manifest.ts";
import { describeError } from "../../model/outcome/reasons.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import { quote } from "../../model/paths/quote.ts";
import type { DigestName } from "../../model/settings.ts";
import { parseManifestLine } from "../../model/verify/manifest.ts";
import type { VerificationReport } from "../../model/verify/verification.ts";
import { absolutePath } from "../arguments/paths.ts";
import { UsageError } from "../usage_error.ts";
import { readLines } from "./read_lines.ts";
import type { VerifyManifest } from "./verify_request.ts";

/** Reads a list of digests and compares a folder with it. */
export async function compareWithManifest(
  { manifest, folder, digest }: VerifyManifest,
  means: VerifyMeans,
): Promise<VerificationReport> {
  const currentFolder = Deno.cwd();
  const path = manifest === "-"
    ? undefined
    : absolutePath(manifest, currentFolder);
  const read = await readManifest(path, digest);
  if (typeof read === "string") return unavailable(read);
  return await verifyManifest({
    folder: absolutePath(folder, currentFolder),
    own: path,
    user: Deno.uid() ?? undefined,
    digests: read,
  }, means);
}

/**
 * Returns the digests of a list, or why it cannot be used. What is only half a
 * list must not pass for a whole one.
 * @throws {UsageError} if it has to be said what the digests are
 */
async function readManifest(
  path: string | undefined,
  digest: DigestName | undefined,
): Promise<ManifestDigests | string> {
  const named = path === undefined
    ? "the manifest"
    : `the manifest ${quote(path)}`;
  const digests = new Map<RelativePath, string>();
  let number = 0;
  try {
    for await (const bytes of readLines(path)) {
      number++;
      const line = parseManifestLine(bytes, digest);
      switch (line.kind) {
        case "entry": {
          const { path, digest } = line.entry;
          const isTwice = (digests.get(path) ?? digest) !== digest;
          digests.set(path, isTwice ? "" : digest);
          break;
        }
        case "nothing":
          break;
        case "ambiguous":
          throw new UsageError(
            `the digests of ${named} may be sha512 or blake2b512: add --digest with one of them`,
          );
        case "outside":
          return `line ${number} of ${named} names something outside the folder`;
        case "malformed":
          return `line ${number} of ${named} is not a digest and a name`;
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    return `cannot read ${named}: ${describeError(error)}`;
  }
  return digests.size > 0 ? digests : `${named} names no files`;
}

function unavailable(reason: string): VerificationReport {
  const ending = { kind: "unavailable", reason } as const;
  return { ending, findings: [], entries: 0, bytes: 0, milliseconds: 0 };
}
