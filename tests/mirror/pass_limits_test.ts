import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, putLink, setTime, timeOf } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  mountFat,
  mountOldExt4,
  noFat,
  noOldExt4,
  type TestMount,
} from "../support/mounts.ts";
import { testPool } from "../support/pool.ts";
import { rootsOn } from "../support/roots_on.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  readIdentities,
  readText,
  type Tree,
  writeTree,
} from "../support/tree.ts";
import {
  type DiskCall,
  failWith,
  watchedDisk,
} from "../support/watched_disk.ts";

/** A file system that keeps times in coarse steps. */
interface Coarse {
  readonly name: string;
  readonly missing: string | undefined;
  readonly mount: (top: string) => TestMount;
  readonly grainMs: number;
  /** The pass that is the first to find nothing to do, counted from 1. */
  readonly restsAt: number;
}

const COARSE: readonly Coarse[] = [
  {
    name: "ext4 with whole seconds",
    missing: noOldExt4(),
    mount: mountOldExt4,
    grainMs: 1000,
    restsAt: 2,
  },
  {
    name: "FAT with every other second and no modes",
    missing: noFat(),
    mount: mountFat,
    grainMs: 2000,
    // A renaming by fusefat empties folders and gives files the time of the
    // renaming, which takes one pass to copy again and one to mend.
    restsAt: 4,
  },
];

/** Times in and between steps, and modes that FAT has none of. */
const SOURCE: Tree = {
  "odd.txt": file("odd", { time: DEFAULT_TIME + 1456, mode: 0o600 }),
  "even.txt": file("even", { time: 1_600_000_000_000 }),
  "late.txt": file("late", { time: 1_600_000_001_999, mode: 0o755 }),
  sub: folder({ "deep.txt": "deep", empty: {} }, { mode: 0o700 }),
};

const FILES = ["odd.txt", "even.txt", "late.txt", "sub/deep.txt"];

for (const { name, missing, mount, grainMs, restsAt } of COARSE) {
  testUnless(
    missing,
    `passes to ${name} change nothing from the ${restsAt}. on`,
    async () => {
      using roots = rootsOn(mount, SOURCE);
      const { report } = await mirror(roots);
      assertEquals([report.tally.failed, report.tally.copied], [0, 4]);
      for (let pass = 2; pass < restsAt; pass++) await mirror(roots);
      // The root itself is where it is tried out what is kept: its time of change is new.
      const { ".": _, ...before } = readIdentities(roots.replica);
      assertEquals((await mirror(roots)).lines, []);
      const { ".": __, ...after } = readIdentities(roots.replica);
      assertEquals(after, before);
    },
  );

  testUnless(
    missing,
    `passes to ${name} keep contents, and times as well as they can be kept`,
    async () => {
      using roots = rootsOn(mount, SOURCE);
      for (let pass = 1; pass < restsAt; pass++) await mirror(roots);
      for (const path of FILES) {
        const [wanted, kept] = [roots.source, roots.replica].map((root) => ({
          text: readText(`${root}/${path}`),
          time: timeOf(`${root}/${path}`) ?? 0,
        }));
        assert(wanted !== undefined && kept !== undefined);
        assertEquals(kept.text, wanted.text);
        assert(Math.abs(wanted.time - kept.time) < grainMs, path);
      }
    },
  );

  testUnless(
    missing,
    `a pass to ${name} sees a file that changed by more than a step`,
    async () => {
      using roots = rootsOn(mount, SOURCE);
      for (let pass = 1; pass < restsAt; pass++) await mirror(roots);
      const time = DEFAULT_TIME + 2 * grainMs + 1500;
      writeTree(roots.source, { "odd.txt": file("new", { time }) });
      assertEquals((await mirror(roots)).lines, ["updated odd.txt (content)"]);
      assertEquals(readText(`${roots.replica}/odd.txt`), "new");
    },
  );

  testUnless(
    missing,
    `a pass to ${name} changes nothing of a replica that was made by other means`,
    async () => {
      using roots = rootsOn(mount, {});
      const times = [0, 1, 999, 1000, 1456, 1999, 2000].map((after) =>
        1_600_000_000_000 + after
      );
      for (const root of [roots.source, roots.replica]) {
        await Deno.mkdir(root, { recursive: true });
        for (const time of times) putFile(`${root}/${time}`, "same", time);
        setTime(root, DEFAULT_TIME);
      }
      const before = readIdentities(roots.replica);
      const { lines, report } = await mirror(roots);
      assertEquals(lines, []);
      assertEquals(report.tally.unchanged, times.length);
      const after = readIdentities(roots.replica);
      for (const time of times) assertEquals(after[time], before[time]);
    },
  );
}

testUnless(
  noFat(),
  "a link that FAT cannot hold fails in each pass, and the rest is mirrored",
  async () => {
    using roots = rootsOn(mountFat, { "a.txt": "a" });
    putLink(`${roots.source}/link`, "a.txt");
    for (const copied of [1, 0]) {
      const { report, outcomes } = await mirror(roots);
      assertEquals(report.tally.copied, copied);
      const failed = outcomes.filter(({ status }) => status === "failed");
      assertEquals(failed.map(({ path }) => String(path)), ["link"]);
    }
  },
);

/** What may be forbidden in the replica itself, though not in its folders. */
const FORBIDDEN: Readonly<Record<string, (call: DiskCall) => boolean>> = {
  "whose own time cannot be set": ({ method, path }) =>
    method === "setTime" && path === "",
  "in which itself nothing can be made": ({ method, path }) =>
    method === "createFile" && !path.includes("/"),
};

for (const [name, isForbidden] of Object.entries(FORBIDDEN)) {
  Deno.test(`a replica ${name} gets everything else`, async () => {
    using folders = testFolders({
      source: { sub: { "a.txt": file("a", { mode: 0o600 }), "b.txt": "b" } },
      replica: { sub: { "a.txt": "a" } },
    });
    setTime(folders.source, DEFAULT_TIME + 5000);
    const disk = watchedDisk((call) => {
      if (call.side === "replica" && isForbidden(call)) failWith("EPERM", call);
    });
    using pool = testPool({ disk });
    const { report, lines } = await mirror(folders, { pool });
    assertEquals(report.ending, { kind: "done" });
    assertEquals(lines.filter((line) => line.includes("sub/")), [
      "copied sub/b.txt",
      "metadata sub/a.txt (mode)",
    ]);
  });
}
