import type { MirrorOptions } from "../../src/model/settings.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { noAttributes, setAcl, setAttribute } from "../support/attributes.ts";
import { printedBytes, removeDeep } from "../support/bytes.ts";
import { testUnless } from "../support/conditions.ts";
import { putFifo } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { putHoles } from "../support/holes.ts";
import { mirror } from "../support/mirror.ts";
import { noNative, openNative } from "../support/native.ts";
import { hold } from "../support/open_folder.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { noSpecials, putDevice } from "../support/specials.ts";

const MIB = 1024 ** 2;

const ALL: Partial<MirrorOptions> = {
  hardLinks: true,
  attributes: "all",
  acls: true,
  specials: true,
  sparse: true,
};

/** Names of bytes that are no UTF-8, among them parts of characters and coded surrogates. */
const ODD_NAMES = [
  "\udcff",
  "a\udce8b",
  "\udced\udcb2\udc80",
  "\u00e9\n\udcc3",
];

testUnless(
  noNative() ?? noAttributes() ?? noSpecials() ?? lacks("rsync") ??
    lacks("getfattr"),
  "a pass keeps all that `rsync -aHAXS --numeric-ids` keeps, of names of any bytes, links, holes, attributes and nanoseconds",
  async () => {
    using folders = testFolders({ source: {}, replica: {} });
    const { top, source, replica } = folders;
    const other = `${top}/by rsync`;
    try {
      fill(source);
      mustRun("rsync", "-aHAXS", "--numeric-ids", `${source}/`, `${other}/`);
      const { report } = await mirror(folders, { options: ALL });
      assertEquals([report.tally.failed, report.tally.skipped], [0, 0]);
      for (const [what, script] of Object.entries(FACTS)) {
        const [mine, theirs] = [replica, other].map((root) =>
          printedBytes("sh", ["-c", script], root)
        );
        assert(mine !== undefined && mine.length > 100, `nothing of ${what}`);
        assertEquals(mine, theirs, what);
      }
      assertEquals(sharedIn(replica), sharedIn(other));
      assertEquals((await mirror(folders, { options: ALL })).lines, []);
    } finally {
      removeDeep(top);
    }
  },
);

/** What is compared, and what prints it, in an order of its own, with names as they are. */
const FACTS: Readonly<Record<string, string>> = {
  "kinds, modes, owners, sizes, times, numbers of names, targets, devices":
    `find . -printf '%p %y %m %U:%G %T@ %n %l\\0' | sort -z; ` +
    `find . ! -type d -printf '%p %s\\0' | sort -z; ` +
    `find . -type b -o -type c | sort | xargs -r stat -c '%n %t:%T'`,
  "contents": "find . -type f -print0 | sort -z | xargs -0 sha256sum -b",
  "room": "find . -type f -printf '%p %b\\0' | sort -z",
  "attributes and ACLs":
    "find . -print0 | sort -z | xargs -0 -n 1 getfattr -h -d -m - -e hex --",
};

/** Returns the names that share a file with others, each with the number of the first of them. */
function sharedIn(root: string): readonly string[] {
  const args = [".", "!", "-type", "d", "-links", "+1", "-printf", "%p %i\\0"];
  const lines = printedBytes("find", args, root).split("\0").sort();
  const inodes = lines.map((line) => line.slice(line.lastIndexOf(" ")));
  return lines.map((line, index) =>
    `${line.slice(0, line.lastIndexOf(" "))} ${
      inodes.indexOf(inodes[index] ?? "")
    }`
  );
}

/** Makes a tree with something of all that can be kept. */
function fill(root: string): void {
  using folder = openNative(root);
  ODD_NAMES.forEach((name, index) => {
    {
      using file = folder.createFile(name, 0o600);
      file.write(new TextEncoder().encode(`text ${index}`));
      file.setTime({
        mtimeSeconds: 1_600_000_000 + index,
        mtimeNanos: 123_456_789 + index,
      });
    }
    folder.createFolder(`folder ${name}`, 0o750);
    folder.createLink(`link ${name}`, { target: `to ${name}` });
    using held = hold(folder, `link ${name}`);
    held.setTime({ mtimeSeconds: -1_000_000_001, mtimeNanos: 987_654_321 });
    folder.createHardLink(`too ${name}`, { folder, name });
  });
  putHoles(`${root}/holes`, 16 * MIB, [[0, 65_536], [8 * MIB, 131_072]]);
  putHoles(`${root}/hole`, 4 * MIB, []);
  Deno.writeFileSync(`${root}/zeros`, new Uint8Array(2 * MIB));
  Deno.mkdirSync(`${root}/deep/er`, { recursive: true });
  Deno.linkSync(`${root}/holes`, `${root}/deep/er/holes too`);
  Deno.linkSync(`${root}/hole`, `${root}/deep/hole too`);
  putFifo(`${root}/deep/FIFO`);
  putDevice(`${root}/deep/null`, "c", "1", "3");
  putDevice(`${root}/deep/er/block`, "b", "259", "300");
  setAttribute(`${root}/holes`, "user.a", "of holes");
  setAttribute(`${root}/deep`, "trusted.b", "of deep");
  setAcl(`${root}/zeros`, "-m", "u:1234:rw,g:77:r");
  setAcl(`${root}/deep`, "-m", "d:u:1234:rwx,u:1234:rx");
  mustRun("chown", "-h", "1234:4321", `${root}/hole`, `${root}/deep/er`);
  Deno.chmodSync(`${root}/hole`, 0o6751);
  // Times of folders, FIFOs and devices that differ by less than a second rsync leaves as they are.
  const touch = ["touch", "-h", "-d", "2012-12-12 12:12:12.123456789"];
  mustRun("find", root, "-newermt", "2021-01-01", "-exec", ...touch, "{}", "+");
  for (const [name, fraction] of [["deep/er", 1], ["deep", 22], ["", 333]]) {
    mustRun(
      "touch",
      "-d",
      `2011-11-11 11:11:11.${fraction}`,
      `${root}/${name}`,
    );
  }
}
