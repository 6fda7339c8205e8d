import fc from "fast-check";
import type { Folder } from "../../src/disk/disk.ts";
import { decodeName } from "../../src/model/paths/name_bytes.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { arbitraryName } from "../support/arbitrary_bytes.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { noNative, openNative } from "../support/native.ts";
import { isPortable } from "../support/test_disk.ts";
import { propertyRuns } from "./runs.ts";

const names = fc.uniqueArray(arbitraryName.map(decodeName), { maxLength: 6 });

/** A name that Deno's calls cannot be given is one with a byte that is not valid UTF-8. */
const isUtf8 = (name: string): boolean => name.isWellFormed();

testUnless(
  noNative(),
  "whatever bytes names are made of, they are mirrored, or told and left alone where Deno cannot open them",
  async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (source, replica) => {
        using folders = testFolders({ source: {}, replica: {} });
        fill(folders.source, source, "new");
        fill(folders.replica, replica, "old text");
        const { report } = await mirror(folders);
        const found = contentsOf(folders.replica);
        const all = [...source, ...replica];
        if (!isPortable || all.every(isUtf8)) {
          assertEquals(found, contentsOf(folders.source));
          assertEquals(report.tally.failed, 0);
          assertEquals((await mirror(folders)).lines, []);
          return;
        }
        assert(report.tally.failed > 0);
        // What Deno cannot name is as it was.
        for (const name of replica) {
          if (isUtf8(name)) continue;
          assert(found.has(name), JSON.stringify(name));
        }
        for (const name of source) {
          if (!isUtf8(name) || name.includes("\ufffd")) continue;
          assertEquals(found.get(name), "new", JSON.stringify(name));
        }
      }),
      propertyRuns(100, 5000),
    );
  },
);

/** Makes files of these names, each in the folder and in one below it. */
function fill(path: string, names: readonly string[], text: string): void {
  using folder = openNative(path);
  folder.createFolder("below", 0o755);
  using below = folder.openFolder("below" as RelativePath);
  for (const name of names) {
    for (const at of [folder, below]) {
      if (at === folder && name === "below") continue;
      using file = at.createFile(name, 0o644);
      file.write(new TextEncoder().encode(text));
      file.setTime({ mtimeSeconds: 1_600_000_000, mtimeNanos: text.length });
    }
  }
}

/** Returns what files hold, by name; only those that are the same in both folders. */
function contentsOf(path: string): ReadonlyMap<string, string> {
  using folder = openNative(path);
  using below = folder.openFolder("below" as RelativePath);
  const found = new Map<string, string>();
  for (const name of below.list().names.toSorted()) {
    found.set(name, read(below, name));
    if (name !== "below") assertEquals(read(folder, name), found.get(name));
  }
  return found;
}

function read(folder: Folder, name: string): string {
  using file = folder.openFile(name);
  const buffer = new Uint8Array(100);
  return new TextDecoder().decode(buffer.subarray(0, file.read(buffer)));
}
