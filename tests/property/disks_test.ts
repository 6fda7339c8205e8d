import fc from "fast-check";
import { DiskError, type Folder } from "../../src/disk/disk.ts";
import { portableDisk } from "../../src/disk/portable/disk.ts";
import type { Entry } from "../../src/model/entry/entry.ts";
import type { RelativePath } from "../../src/model/paths/path.ts";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import { arbitraryTree, NAMES } from "../support/arbitrary_tree.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import { noNative, openNative } from "../support/native.ts";
import { readTree } from "../support/tree.ts";
import { propertyRuns } from "./runs.ts";

const name = fc.constantFrom(...NAMES.slice(0, 6), "missing");

/** One thing done in a folder; where the interface asks for a look beforehand, it is taken. */
type Action = (folder: Folder) => unknown;

const actions: fc.Arbitrary<Action> = fc.oneof(
  name.map((name): Action => (folder) => describe(folder.stat(name))),
  name.map((name): Action => (folder) => {
    using opened = folder.openFolder(name as RelativePath);
    return [describe(opened.own()), listingOf(opened)];
  }),
  fc.tuple(name, name).map(([name, inner]): Action => (folder) => {
    using opened = folder.openFolder(`${name}/${inner}` as RelativePath);
    return describe(opened.own());
  }),
  name.map((name): Action => (folder) => {
    using file = folder.openFile(name);
    const buffer = new Uint8Array(200);
    const length = file.read(buffer);
    return [describe(file.opened), buffer.subarray(0, length).toHex()];
  }),
  fc.tuple(name, fc.constantFrom(0o600, 0o751)).map(
    ([name, mode]): Action => (folder) => {
      using file = folder.createFile(name, mode);
      file.write(new TextEncoder().encode(name));
      file.setTime({ mtimeSeconds: 1_234_567_890, mtimeNanos: 123_000_000 });
      return describe(file.stat());
    },
  ),
  name.map((name): Action => (folder) => folder.createFolder(name, 0o700)),
  fc.tuple(name, name).map(
    ([name, target]): Action => (folder) => folder.createLink(name, { target }),
  ),
  fc.tuple(name, name).map(([from, to]): Action => (folder) => {
    const kind = folder.stat(from)?.kind;
    if (kind === undefined || from === to) return undefined;
    return folder.renameNew(from, { to, kind });
  }),
  fc.tuple(name, name).map(([from, to]): Action => (folder) => {
    const kinds = [from, to].map((name) => folder.stat(name)?.kind);
    if (kinds.includes("directory") || kinds[0] === undefined) return undefined;
    return folder.rename(from, to);
  }),
  fc.tuple(name, name).map(([from, to]): Action => (folder) => {
    if (folder.stat(from)?.kind !== "file") return undefined;
    return folder.createHardLink(to, { folder, name: from });
  }),
  name.map((name): Action => (folder) => {
    if (folder.stat(name)?.kind === "directory") folder.removeFolder(name);
    else folder.removeFile(name);
  }),
  fc.tuple(name, fc.constantFrom(0o740, 0o4755, 0o1777)).map(
    ([name, mode]): Action => (folder) => {
      const seen = folder.stat(name);
      if (seen === undefined || seen.kind === "symlink") return;
      using held = folder.hold(name, seen);
      held.setMode(mode);
    },
  ),
  fc.tuple(name, fc.nat({ max: 999 })).map(
    ([name, milliseconds]): Action => (folder) => {
      const seen = folder.stat(name);
      if (seen === undefined) return;
      using held = folder.hold(name, seen);
      const mtimeNanos = milliseconds * 1_000_000;
      held.setTime({ mtimeSeconds: 987_654_321, mtimeNanos });
    },
  ),
);

testUnless(
  noNative(),
  "both disks give the same answers, and leave the same behind, whatever is done to a folder",
  () => {
    fc.assert(
      fc.property(
        arbitraryTree,
        fc.array(actions, { maxLength: 20 }),
        (tree, todo) => {
          using native = testFolders({ replica: tree });
          using portable = testFolders({ replica: tree });
          using left = openNative(native.replica);
          using right = portableDisk.openRoot(portable.replica, {
            side: "replica",
            identity: undefined,
          });
          for (const action of todo) {
            assertEquals(answer(action, left), answer(action, right));
          }
          assertEquals(listingOf(left), listingOf(right));
        },
      ),
      propertyRuns(300),
    );
  },
);

testUnless(
  noNative(),
  "passes over both disks say the same and make the same",
  async () => {
    using native = await inlinePool("native");
    using portable = await inlinePool("portable");
    await fc.assert(
      fc.asyncProperty(
        arbitraryTree,
        arbitraryTree,
        fc.record({
          contents: fc.boolean(),
          update: fc.boolean(),
          removals: fc.boolean(),
          hardLinks: fc.boolean(),
        }),
        async (source, replica, options) => {
          using one = testFolders({ source, replica });
          using other = testFolders({ source, replica });
          const { lines } = await mirror(one, { options, pool: native });
          const said = await mirror(other, { options, pool: portable });
          assertEquals(lines, said.lines);
          assertEquals(readTree(one.replica), readTree(other.replica));
        },
      ),
      propertyRuns(100, 5000),
    );
  },
);

/** Returns what comes of an action: its answer, or the code of its failure. */
function answer(action: Action, folder: Folder): unknown {
  try {
    return action(folder);
  } catch (error) {
    if (error instanceof DiskError) return error.code;
    throw error;
  }
}

/** All that is in a folder and below. */
function listingOf(folder: Folder): unknown {
  const { names, kinds, unusable } = folder.list();
  const found = names.map((name, index) => {
    const below = kinds[index] === "directory"
      ? listingBelow(folder, name)
      : undefined;
    return [name, kinds[index], describe(folder.stat(name)), below];
  });
  return [found.sort(([a], [b]) => `${a}` < `${b}` ? -1 : 1), unusable];
}

function listingBelow(folder: Folder, name: string): unknown {
  using below = folder.openFolder(name as RelativePath);
  return listingOf(below);
}

/** An entry without what is different on another disk: where it lies, and what Deno does not know. */
function describe(entry: Entry | undefined): unknown {
  if (entry === undefined) return undefined;
  const { dev: _, ino: __, mtimeNanos, ...facts } = entry;
  // The time of what is made meanwhile is now.
  if (facts.mtimeSeconds > 1_700_000_000) return { ...facts, mtimeSeconds: 0 };
  return { ...facts, mtimeNanos: Math.floor(mtimeNanos / 1_000_000) };
}
