import { assertEquals } from "../support/assert.ts";
import { noAttributes, readAttributes, setAcl } from "../support/attributes.ts";
import {
  notPortable,
  notPosix,
  notRoot,
  testUnless,
} from "../support/conditions.ts";
import {
  exists,
  look,
  putFifo,
  putFile,
  putFolder,
  putLink,
  remove,
  setTime,
} from "../support/files.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { lacks, mustRun } from "../support/shell.ts";
import {
  noSpecials,
  putDevice,
  putSocket,
  readSpecials,
} from "../support/specials.ts";
import { DEFAULT_TIME, readIdentities } from "../support/tree.ts";

const SPECIALS: MirrorOverrides = { options: { specials: true } };

/** What makes an entry of each kind at a path. */
const MAKERS: Readonly<Record<string, (path: string) => void>> = {
  file: (path) => putFile(path, "file"),
  folder: putFolder,
  link: (path) => putLink(path, "nowhere"),
  FIFO: putFifo,
  socket: putSocket,
  "character device": (path) => putDevice(path, "c", "1", "3"),
  "block device": (path) => putDevice(path, "b", "7", "99"),
};

/** A source with special files, in a folder of their own too. */
function specialFolders(): TestFolders {
  const folders = testFolders({ source: { folder: {} } });
  const { source } = folders;
  for (const [name, make] of Object.entries(MAKERS)) {
    if (exists(`${source}/${name}`)) continue;
    make(`${source}/${name}`);
    make(`${source}/folder/${name}`);
    if (name === "link") continue;
    mustRun("chown", "5:6", `${source}/${name}`);
    mustRun("chmod", "624", `${source}/${name}`);
    setTime(`${source}/${name}`, DEFAULT_TIME);
  }
  return folders;
}

testUnless(
  noSpecials(),
  "runPass() keeps special files if asked to, without opening them, and changes nothing the second time",
  async () => {
    using folders = specialFolders();
    const { lines } = await mirror(folders, SPECIALS);
    assertEquals(lines.filter((line) => !/^(copied|created)/.test(line)), []);
    const wanted = readSpecials(folders.source);
    assertEquals(readSpecials(folders.replica), wanted);
    const identities = readIdentities(folders.replica);
    assertEquals((await mirror(folders, SPECIALS)).lines, []);
    assertEquals(readIdentities(folders.replica), identities);
  },
);

testUnless(
  noSpecials() ?? lacks("rsync"),
  "runPass() keeps the special files that rsync keeps",
  async () => {
    using folders = specialFolders();
    const { source, replica, top } = folders;
    await mirror(folders, SPECIALS);
    // As far as rsync: times that differ by less than a second it leaves alone.
    setTime(`${source}/folder`, DEFAULT_TIME);
    await mirror(folders, SPECIALS);
    mustRun("rsync", "-a", "-@-1", `${source}/`, `${top}/rsync`);
    assertEquals(readSpecials(replica), readSpecials(`${top}/rsync`));
  },
);

testUnless(
  noSpecials(),
  "runPass() changes the type of special files, any to any, in one pass",
  async () => {
    using folders = testFolders({ source: {}, replica: {} });
    const kinds = Object.entries(MAKERS);
    for (const [from, makeOld] of kinds) {
      for (const [to, makeNew] of kinds) {
        makeOld(`${folders.replica}/${from} to ${to}`);
        makeNew(`${folders.source}/${from} to ${to}`);
      }
    }
    const dry = await mirror(folders, {
      options: { specials: true, dryRun: true },
    });
    const { report, lines } = await mirror(folders, SPECIALS);
    assertEquals(report.tally.failed + report.tally.skipped, 0);
    assertEquals(readSpecials(folders.replica), readSpecials(folders.source));
    assertEquals(dry.lines, lines);
    assertEquals(
      lines.find((line) => line.includes("FIFO to socket")),
      "updated FIFO to socket (was a FIFO)",
    );
  },
);

testUnless(
  noSpecials(),
  "runPass() mends a special file in place, and makes a device anew that has another number",
  async () => {
    using folders = specialFolders();
    const { source, replica } = folders;
    await mirror(folders, SPECIALS);
    mustRun("chmod", "600", `${replica}/FIFO`);
    mustRun("chown", "1:1", `${replica}/block device`);
    setTime(`${source}/socket`, DEFAULT_TIME + 5000);
    remove(`${source}/character device`);
    putDevice(`${source}/character device`, "c", "1", "5");
    const { ino } = look(`${replica}/FIFO`);
    const { lines } = await mirror(folders, SPECIALS);
    assertEquals(lines, [
      "metadata . (time)",
      "metadata FIFO (mode)",
      "metadata block device (owner)",
      "metadata socket (time)",
      "updated character device (device)",
    ]);
    assertEquals(look(`${replica}/FIFO`).ino, ino);
    assertEquals(readSpecials(replica), readSpecials(source));
  },
);

testUnless(
  noSpecials() ?? noAttributes(),
  "runPass() keeps ACLs of special files",
  async () => {
    using folders = specialFolders();
    setAcl(`${folders.source}/FIFO`, "-m", "u:1234:r");
    setAcl(`${folders.source}/folder/FIFO`, "-m", "u:1234:r");
    const both = { options: { specials: true, acls: true } };
    await mirror(folders, both);
    assertEquals(
      readAttributes(folders.replica),
      readAttributes(folders.source),
    );
    assertEquals((await mirror(folders, both)).lines, []);
  },
);

testUnless(
  notPosix(),
  "runPass() reports special files, and makes none, unless asked to",
  async () => {
    using folders = testFolders({ source: { folder: {} } });
    putFifo(`${folders.source}/fifo`);
    putFifo(`${folders.source}/folder/fifo`);
    const { lines } = await mirror(folders);
    assertEquals(lines, [
      "created .",
      "created folder",
      "skipped fifo (kind: FIFO: not copied)",
      "skipped folder/fifo (kind: FIFO: not copied)",
    ]);
    assertEquals(exists(`${folders.replica}/fifo`), false);
  },
);

testUnless(
  notPortable() ?? notRoot(),
  "runPass() says once, if asked to, that Deno's own calls make no special files",
  async () => {
    using folders = testFolders({ source: {} });
    putFifo(`${folders.source}/fifo`);
    const { events, lines } = await mirror(folders, SPECIALS);
    assertEquals(events.filter(({ kind }) => kind === "said"), [{
      kind: "said",
      level: "warn",
      text: "not kept, as it takes the native disk (Linux, with /proc): " +
        "FIFOs, sockets and devices (--specials)",
    }]);
    assertEquals(lines, [
      "created .",
      "skipped fifo (kind: FIFO: not copied)",
    ]);
  },
);
