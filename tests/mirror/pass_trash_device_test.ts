import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPortable, testUnless } from "../support/conditions.ts";
import {
  look,
  putFifo,
  putFile,
  putFolder,
  someBytes,
} from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { mountBind, mountTmpfs, noMounts } from "../support/mounts.ts";
import { lastKept, passesIn } from "../support/trashes.ts";
import {
  DEFAULT_TIME,
  file,
  folder,
  link,
  namesIn,
  readText,
  readTree,
  type Tree,
} from "../support/tree.ts";

const MIB = 1024 ** 2;

/** Old versions of every kind, and what takes their place. */
const OLD: Tree = {
  a: file("old", { mode: 0o640 }),
  link: link("old"),
  retyped: folder({ deep: { b: "b" } }, { mode: 0o750 }),
  gone: folder({
    c: file("c", { mode: 0o400 }),
    empty: folder({}, { time: DEFAULT_TIME + 9000 }),
    link: link("anywhere"),
  }, { mode: 0o700, time: DEFAULT_TIME + 5000 }),
  same: "same",
};
const NEW: Tree = {
  a: "new one",
  link: link("new"),
  retyped: "",
  same: "same",
};

function toTrash(
  folders: TestFolders,
  path = `${folders.top}/trash`,
): Promise<Mirrored> {
  return mirror(folders, { trash: { kind: "folder", path } });
}

function saidIn({ events }: Mirrored): readonly string[] {
  return events.flatMap((event) => event.kind === "said" ? [event.text] : []);
}

testUnless(
  noMounts(),
  "on another device old versions are copied with all that is kept of them, and it is said once",
  async () => {
    using folders = testFolders({ source: NEW, replica: OLD });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=8m");
    const before = readTree(folders.replica);
    const result = await toTrash(folders);
    assertEquals(result.report.tally.failed, 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    const { ".": _, same: __, ...lost } = before;
    assertEquals(lastKept(disk.path), lost);
    assertEquals(result.report.tally.kept, Object.keys(lost).length);
    const said = saidIn(result);
    assertEquals(said.length, 1);
    assertMatch(
      said[0] ?? "",
      /on another device: they are copied there, and checked$/,
    );
    assertEquals(namesIn(disk.path).filter((name) => name.startsWith(".")), []);
  },
);

testUnless(
  noMounts(),
  "what looks like the same device but is mounted apart is copied, too",
  async () => {
    using folders = testFolders({ source: NEW, replica: OLD });
    putFolder(`${folders.top}/real`);
    using trash = mountBind(`${folders.top}/real`, `${folders.top}/trash`);
    const before = readTree(folders.replica);
    const { report } = await toTrash(folders, trash.path);
    assertEquals(report.tally.failed, 0);
    const { ".": _, same: __, ...lost } = before;
    assertEquals(lastKept(trash.path), lost);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  },
);

testUnless(
  noMounts(),
  "a trash that is full fails what it cannot keep: the replica has it still, and all else is mirrored",
  async () => {
    const large = file(someBytes(2 * MIB), { time: DEFAULT_TIME + 1000 });
    using folders = testFolders({
      source: { changed: "new one", new: "new", retyped: "file" },
      replica: {
        changed: large,
        gone: { large, small: "small" },
        retyped: { large },
      },
    });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=1m");
    const before = readTree(folders.replica);
    const { lines, report } = await toTrash(folders);
    assertEquals(
      lines.filter((line) => line.startsWith("failed")),
      ["changed", "gone/large", "retyped"].map((path) =>
        `failed ${path} (cannot keep the old version in the trash: no space left on the disk (ENOSPC))`
      ),
    );
    assertEquals(report.ending, { kind: "done" });
    const after = readTree(folders.replica);
    for (const path of ["changed", "gone/large", "retyped/large"]) {
      assertEquals(after[path], before[path]);
    }
    assertEquals(readText(`${folders.replica}/new`), "new");
    assertEquals(
      Object.keys(lastKept(disk.path)).filter((path) => path !== "retyped"),
      ["gone", "gone/small"],
    );
    assertEquals(namesIn(disk.path).filter((name) => name.startsWith(".")), []);
  },
);

testUnless(
  noMounts(),
  "a trash without any room costs no entry of the replica, and what is new is copied",
  async () => {
    using folders = testFolders({
      source: { a: "new one", new: "new" },
      replica: { a: "old", gone: "gone", sub: { b: "b" } },
    });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=64k,nr_inodes=2");
    const { lines } = await toTrash(folders);
    const failures = lines.filter((line) => line.startsWith("failed"));
    assertEquals(failures.map((line) => line.split(" ")[1]), [
      ".",
      "a",
      "gone",
      "sub",
    ]);
    assert(failures.every((line) => line.includes("ENOSPC")), lines.join("\n"));
    assertEquals(namesIn(folders.replica), ["a", "gone", "new", "sub"]);
    assertEquals(readText(`${folders.replica}/a`), "old");
    assertEquals(passesIn(disk.path), []);
  },
);

testUnless(
  noMounts(),
  "a folder with a mount in it is not moved as a whole, so that what is mounted is copied, not carried off",
  async () => {
    using folders = testFolders({ source: {}, replica: { gone: { m: {} } } });
    using disk = mountTmpfs(`${folders.replica}/gone/m`);
    putFile(`${disk.path}/precious`, "precious");
    const { report } = await toTrash(folders);
    assertEquals(report.ending, { kind: "done" });
    const [pass = ""] = passesIn(`${folders.top}/trash`);
    assertEquals(readText(`${pass}/gone/m/precious`), "precious");
    const { dev } = look(`${pass}/gone/m`);
    assertEquals(dev, look(pass).dev);
  },
);

testUnless(
  noMounts() ?? notPortable(),
  "on another device the portable disk cannot keep a FIFO, says so, and leaves it",
  async () => {
    using folders = testFolders({ source: {}, replica: { a: "old" } });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=8m");
    putFifo(`${folders.replica}/fifo`);
    const { lines } = await toTrash(folders);
    assertEquals(lines.filter((line) => !line.startsWith("metadata .")), [
      "failed fifo (cannot keep the old version in the trash: this disk cannot make a FIFO (EOPNOTSUPP))",
      "removed a",
    ]);
    assert(look(`${folders.replica}/fifo`).isFifo);
    assertEquals(Object.keys(lastKept(disk.path)), ["a"]);
  },
);

testUnless(
  noMounts(),
  "of a folder that cannot give way as the trash is full, what went there is told",
  async () => {
    const names = Array.from({ length: 20 }, (_, at) => `${at}`);
    const large = file(someBytes(MIB / 4));
    using folders = testFolders({
      source: { retyped: "a file" },
      replica: {
        retyped: Object.fromEntries(names.map((name) => [name, large])),
      },
    });
    using disk = mountTmpfs(`${folders.top}/trash`, "size=2m");
    const { lines } = await toTrash(folders);
    const left = namesIn(`${folders.replica}/retyped`);
    const gone = names.filter((name) => !left.includes(name));
    assert(gone.length > 0 && left.length > 0);
    assertEquals(
      lines.filter((line) => line.startsWith("removed")),
      gone.map((name) => `removed retyped/${name}`).sort(),
    );
    const kept = Object.keys(lastKept(disk.path));
    assertEquals(
      kept.filter((path) => path.startsWith("retyped/")),
      gone.map((name) => `retyped/${name}`).sort(),
    );
  },
);
