import { DiskError } from "../../../src/disk/disk.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { doList } from "../../../src/workers/tree/list_job.ts";
import type {
  ListReply,
  TreeRoot,
} from "../../../src/workers/tree/tree_job.ts";
import { assertEquals, assertThrows } from "../../support/assert.ts";
import { quietSignals } from "../../support/contexts.ts";
import { look, putLink, rename } from "../../support/files.ts";
import { testFolders } from "../../support/folders.ts";
import { testDisk } from "../../support/test_disk.ts";

function rootAt(path: string): TreeRoot {
  const { dev, ino } = look(path);
  return { side: "source", path, identity: { dev, ino: ino ?? 0 } };
}

function list(
  root: TreeRoot,
  folders: readonly string[],
  isStopped?: () => boolean,
): ListReply["folders"] {
  const signals = quietSignals(isStopped === undefined ? {} : { isStopped });
  const job = {
    kind: "list" as const,
    root,
    folders: folders as readonly RelativePath[],
  };
  return doList(job, { disk: testDisk, signals }).folders;
}

Deno.test("doList() lists folders in their order, and says of each what cannot be listed", () => {
  using folders = testFolders({ source: { a: { b: "", c: {} }, d: {} } });
  putLink(`${folders.source}/link`, "a");
  const listed = list(rootAt(folders.source), ["a", "gone", "link", "d"]);
  assertEquals(listed.map(({ folder }): string => folder), [
    "a",
    "gone",
    "link",
    "d",
  ]);
  assertEquals(
    listed.map(({ names, kinds }) =>
      names.map((name, index) => `${kinds[index]} ${name}`).sort()
    ),
    [["directory c", "file b"], [], [], []],
  );
  assertEquals(
    listed.map(({ outcomes }) => outcomes.map(({ status }) => status)),
    [[], ["skipped"], ["skipped"], []],
  );
});

Deno.test("doList() leaves off when it is asked to stop", () => {
  using folders = testFolders({ source: { a: {}, b: {} } });
  let asked = 0;
  const listed = list(rootAt(folders.source), ["a", "b"], () => asked++ > 0);
  assertEquals(listed.map(({ folder }): string => folder), ["a"]);
});

Deno.test("doList() lists nothing where another folder is in the root's place", () => {
  using folders = testFolders({ source: { a: {} }, replica: { a: {} } });
  const root = rootAt(folders.source);
  rename(folders.source, `${folders.source} away`);
  rename(folders.replica, folders.source);
  assertThrows(() => list(root, ["a"]), DiskError);
});
