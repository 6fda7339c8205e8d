import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  mountCutOff,
  mountDamaged,
  noDamagedDisks,
} from "../support/faulty_mounts.ts";
import { putSparse, someBytes } from "../support/files.ts";
import { mountBind, mountTmpfs, noMounts } from "../support/mounts.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { mustRun } from "../support/shell.ts";
import {
  DEFAULT_TIME,
  file,
  namesBelow,
  namesIn,
  readText,
  readTree,
  writeTree,
} from "../support/tree.ts";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const DISKS = ["auto", "portable"] as const;
const UNREADABLE =
  "(cannot read the source file: the device reports an input or output error (EIO))";

for (const disk of DISKS) {
  testUnless(
    noDamagedDisks(),
    `lockstep exits 1 when the device of the source fails while files are read, names them, keeps their copies and mirrors the rest (--disk ${disk})`,
    async () => {
      using folders = programFolders();
      const large = file(someBytes(4 * MIB), { time: DEFAULT_TIME + 5000 });
      using source = mountCutOff(folders.top, { large, "new.txt": "new" });
      const { replica } = folders;
      writeTree(replica, { large: "good copy", "extra.txt": "extra" });
      const args = ["--disk", disk];
      const roots = { ...folders, source: source.path };
      const finished = await runOnce(roots, args);
      assertCode(finished, 1);
      const lines = actionLines(finished.stderr)
        .filter((line) => !line.startsWith("metadata"));
      assertEquals(lines, [
        'copied "new.txt" 3 B',
        `failed "large" ${UNREADABLE}`,
        'removed "extra.txt"',
      ]);
      assertEquals(readText(`${replica}/large`), "good copy");
      assertEquals(namesIn(replica), ["large", "new.txt"]);
    },
  );

  testUnless(
    noDamagedDisks(),
    `lockstep -c exits 1 when the device of the source fails while contents are compared, and keeps the copy (--disk ${disk})`,
    async () => {
      using folders = programFolders();
      const large = someBytes(4 * MIB);
      using source = mountCutOff(folders.top, { large });
      const { replica } = folders;
      writeTree(replica, { large });
      const before = readTree(replica)["large"];
      const roots = { ...folders, source: source.path };
      const finished = await runOnce(roots, ["-c", "--disk", disk]);
      assertCode(finished, 1);
      assertStringIncludes(finished.stderr, `failed "large" ${UNREADABLE}`);
      assertEquals(readTree(replica)["large"], before);
    },
  );

  testUnless(
    noDamagedDisks(),
    `lockstep removes nothing below a folder of the source whose file system is damaged (--disk ${disk})`,
    async () => {
      using folders = programFolders();
      const names = Array.from({ length: 40 }, (_, at) => [`file ${at}`, "a"]);
      const tree = { damaged: Object.fromEntries(names), "new.txt": "new" };
      using source = mountDamaged(folders.top, { tree, folder: "damaged" });
      const { replica } = folders;
      const kept = { "kept.txt": "kept", sub: { "kept too.txt": "kept" } };
      writeTree(replica, { damaged: kept });
      const before = namesBelow(replica);
      const roots = { ...folders, source: source.path };
      const finished = await runOnce(roots, ["--disk", disk, "--yes"]);
      assertCode(finished, 1);
      const words = "the file system is damaged, have it checked (EBADMSG)";
      assertStringIncludes(finished.stderr, words);
      assertEquals(namesBelow(replica), [...before, "new.txt"]);
    },
  );

  testUnless(
    noMounts(),
    `lockstep exits 4 when the replica is unmounted in the middle, writes nothing where it was, and converges once it is back (--disk ${disk})`,
    async () => {
      using folders = programFolders({ source: { sub: { "a.txt": "a" } } });
      const { top, source, replica } = folders;
      using stick = mountTmpfs(`${top}/stick`);
      writeTree(stick.path, { large: "old", "extra.txt": "extra" });
      const mounted = mountBind(stick.path, replica);
      putSparse(`${source}/large`, 64 * GIB);
      {
        const busy = [
          "--once",
          "--digest",
          "md5",
          "--sparse",
          "--threads",
          "2",
        ];
        const args = [source, replica, ...busy, "--disk", disk];
        await using program = startProgram(args, folders);
        await program.waitForLine(/copied "sub\/a\.txt"/);
        mustRun("umount", "--lazy", replica);
        await Deno.truncate(`${source}/large`, 10);
        assertCode(await program.finished, 4);
      }
      assertEquals(namesIn(replica), []);
      assertEquals(readText(`${stick.path}/extra.txt`), "extra");

      mustRun("mount", "--bind", stick.path, replica);
      using _mounted = mounted;
      assertCode(await runOnce(folders, ["--disk", disk]), 0);
      assertEquals(readTree(replica), readTree(source));
    },
  );
}
