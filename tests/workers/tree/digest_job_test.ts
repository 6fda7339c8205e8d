import type { Disk } from "../../../src/disk/disk.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { doDigest } from "../../../src/workers/tree/digest_job.ts";
import type {
  DigestReply,
  FolderFiles,
  TreeRoot,
} from "../../../src/workers/tree/tree_job.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { quietSignals } from "../../support/contexts.ts";
import { look, putFile, putLink, putSparse } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { testDisk } from "../../support/test_disk.ts";
import { watchedDisk } from "../../support/watched_disk.ts";

/** Of "a", as sha256sum prints it. */
const SHA_OF_A =
  "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

const ROOT = "" as RelativePath;

function rootAt(path: string): TreeRoot {
  const { dev, ino } = look(path);
  return { side: "source", path, identity: { dev, ino: ino ?? 0 } };
}

function digest(
  path: string,
  files: readonly FolderFiles[],
  { disk = testDisk, isStopped = () => false }: {
    readonly disk?: Disk;
    readonly isStopped?: () => boolean;
  } = {},
): DigestReply {
  const root = rootAt(path);
  return doDigest(
    { kind: "digest", root, digest: "sha256", files },
    { disk, signals: quietSignals({ isStopped }) },
  );
}

/** A file in one line: its digest, or why it has none. */
function linesOf({ files }: DigestReply): readonly string[] {
  return files.map((file) => {
    if (!("outcome" in file)) {
      return `${file.path} ${file.bytes} ${file.digest}`;
    }
    const { outcome, path } = file;
    return `${path} ${outcome.status}`;
  });
}

Deno.test("doDigest() answers the digests of files of several folders in their order", () => {
  using folders = testFolders({ source: { b: "a", a: "b", c: { d: "a" } } });
  const reply = digest(folders.source, [
    { folder: ROOT, names: ["b", "a"] },
    { folder: "c" as RelativePath, names: ["d"] },
  ]);
  assertEquals(linesOf(reply).map((line) => line.slice(0, 14)), [
    "b 1 sha256:ca9",
    "a 1 sha256:3e2",
    "c/d 1 sha256:c",
  ]);
  assert(linesOf(reply)[0]?.endsWith(SHA_OF_A));
  assertEquals(reply.rest, []);
});

Deno.test("doDigest() answers for each file that cannot be read, links and folders that are gone too", () => {
  using folders = testFolders({ source: { a: "a", folder: {} } });
  putLink(`${folders.source}/link`, "a");
  const reply = digest(folders.source, [
    { folder: ROOT, names: ["gone", "link", "folder", "a"] },
    { folder: "gone" as RelativePath, names: ["x", "y"] },
  ]);
  assertEquals(linesOf(reply), [
    "gone skipped",
    "link skipped",
    "folder skipped",
    `a 1 ${SHA_OF_A}`,
    "gone/x skipped",
    "gone/y skipped",
  ]);
});

Deno.test("doDigest() reads a file again that changed while it was read", () => {
  using folders = testFolders({ source: { a: "first" } });
  let read = 0;
  const disk = watchedDisk(({ method }) => {
    if (method !== "file.read" || read++ > 0) return;
    putFile(`${folders.source}/a`, "a", 1_700_000_000_000);
  });
  const reply = digest(folders.source, [{ folder: ROOT, names: ["a"] }], {
    disk,
  });
  assertEquals(linesOf(reply), [`a 1 ${SHA_OF_A}`]);
});

Deno.test("doDigest() gives up a file that changes each time it is read", () => {
  using folders = testFolders({ source: { a: "first" } });
  let read = 0;
  const disk = watchedDisk(({ method }) => {
    if (method !== "file.read") return;
    putFile(`${folders.source}/a`, "a", 1_700_000_000_000 + 1000 * read++);
  });
  const reply = digest(folders.source, [{ folder: ROOT, names: ["a"] }], {
    disk,
  });
  assertEquals(linesOf(reply), ["a skipped"]);
});

Deno.test("doDigest() hands a file back that takes long, if it is not the first", () => {
  using folders = testFolders({ source: { a: "a", c: "c" } });
  putSparse(`${folders.source}/b`, 64 * 1024 ** 2);
  const files = [{ folder: ROOT, names: ["a", "b", "c"] }];
  const first = digest(folders.source, files);
  assertEquals(first.files.map(({ path }): string => path), ["a"]);
  assertEquals(first.rest, [{ folder: ROOT, names: ["b", "c"] }]);
  const second = digest(folders.source, first.rest);
  assertEquals(second.files.map(({ path }): string => path), ["b"]);
});

Deno.test("doDigest() hands back what is left after 64 MiB, and when it is asked to stop", () => {
  using folders = testFolders({
    source: { a: new Uint8Array(64 * 1024 ** 2), b: "b", c: { d: "d" } },
  });
  const below: FolderFiles = { folder: "c" as RelativePath, names: ["d"] };
  const files = [{ folder: ROOT, names: ["a", "b"] }, below];
  const reply = digest(folders.source, files);
  assertEquals(reply.files.map(({ path }): string => path), ["a"]);
  assertEquals(reply.rest, [{ folder: ROOT, names: ["b"] }, below]);
  let asked = 0;
  const stopped = digest(folders.source, files, {
    isStopped: () => asked++ > 10,
  });
  assertEquals(stopped.files, []);
  assertEquals(stopped.rest, files);
});
