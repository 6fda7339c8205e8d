import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists, putFile, putFolder, someBytes } from "../support/files.ts";
import { killAfter } from "../support/kill.ts";
import {
  makeExt4,
  mountBind,
  mountImage,
  mountTmpfs,
  noExt4,
  noMounts,
  type TestMount,
} from "../support/mounts.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
  startProgram,
} from "../support/program.ts";
import { noProc } from "../support/program_call.ts";
import { file, namesIn, readTree, writeTree } from "../support/tree.ts";

const SOURCE = { "a.txt": "a", sub: { "b.txt": "b" } };

testUnless(
  noMounts(),
  "lockstep refuses a source that is not mounted, and says what was there",
  async () => {
    using folders = programFolders({ source: {} });
    {
      using disk = mountTmpfs(folders.source);
      writeTree(disk.path, SOURCE);
      assertCode(await runOnce(folders), 0);
    }
    const finished = await runOnce(folders, ["--yes", "--allow-empty-source"]);
    assertCode(finished, 3);
    assertStringIncludes(
      finished.stderr,
      wasOnTmpfs(folders.source),
    );
    assertEquals(namesIn(folders.replica), ["a.txt", "sub"]);
  },
);

for (const inside of ["", "/sub/replica"]) {
  const where = inside === "" ? "" : " that lies in a folder of its disk";
  testUnless(
    noMounts(),
    `lockstep refuses a replica${where} that is not mounted, and fills no other disk`,
    async () => {
      using folders = programFolders({ source: SOURCE, replica: {} });
      const point = folders.replica;
      const own = { ...folders, replica: `${point}${inside}` };
      {
        using _disk = mountTmpfs(point);
        assertCode(await runOnce(own), 0);
      }
      const finished = await runOnce(own);
      assertCode(finished, 3);
      assertStringIncludes(finished.stderr, wasOnTmpfs(point));
      assertEquals(namesIn(point), []);
      assertCode(await runOnce(own, ["--accept-new-root"]), 0);
      assertEquals(readTree(own.replica), readTree(folders.source));
      assertCode(await runOnce(own), 0);
    },
  );
}

testUnless(
  noMounts(),
  "lockstep refuses a replica that is not mounted also if the first pass was killed",
  async () => {
    const large = file(someBytes(200_000));
    const many = Array.from({ length: 100 }, (_, at) => [`${at}`, large]);
    const source = { a: Object.fromEntries(many), b: "b", c: { d: "d" } };
    using folders = programFolders({ source, replica: {} });
    const { replica } = folders;
    {
      using _disk = mountTmpfs(replica);
      await killAfter(40, folders);
    }
    const finished = await runOnce(folders, ["--yes"]);
    assertCode(finished, 3);
    assertStringIncludes(finished.stderr, "(not finished), it was on");
    assertEquals(namesIn(replica), []);
    assertCode(await runOnce(folders, ["--accept-new-root"]), 0);
    assertEquals(readTree(replica), readTree(folders.source));
  },
);

for (const inside of ["", "/replica"]) {
  const where = inside === "" ? "its top" : "a folder";
  testUnless(
    noExt4(),
    `lockstep tells ${where} of one disk from that of another in the same place, and knows it again`,
    async () => {
      using folders = diskFolders();
      const { top, replica: point } = folders;
      const own = { ...folders, replica: `${point}${inside}` };
      const images = [`${top}/one.img`, `${top}/two.img`] as const;
      images.forEach((image, index) => makeExt4(image, 1_600_000_000 + index));
      await onDisk(images[0], point, async () => {
        assertCode(await runOnce(own), 0);
      });
      await onDisk(images[1], point, async () => {
        if (inside !== "") putFolder(own.replica);
        putFile(`${own.replica}/kept.txt`, "of the other disk");
        const finished = await runOnce(own);
        assertCode(finished, 3);
        assertStringIncludes(finished.stderr, "is another folder than before");
        assert(exists(`${own.replica}/kept.txt`));
        assert(!exists(`${own.replica}/a.txt`));
      });
      // The first disk comes back, as another device.
      await onDisk(
        images[1],
        `${top}/elsewhere`,
        () =>
          onDisk(images[0], point, async () => {
            assertCode(await runOnce(own), 0);
          }),
      );
    },
  );
}

testUnless(
  noMounts(),
  "lockstep in a loop refuses a replica that is unmounted between two passes, and goes on when it is back",
  async () => {
    using folders = programFolders({ source: SOURCE, replica: {} });
    const { top, source, replica } = folders;
    using disk = mountTmpfs(`${top}/disk`);
    writeTree(disk.path, { replica: {} });
    const mount = mountBind(`${disk.path}/replica`, replica);
    await using program = startProgram([source, replica, "0.2"], folders);
    await program.waitForLine(/pass 1 finished/);
    mount[Symbol.dispose]();
    await program.waitForLine(
      /ERROR Refused, nothing was changed: the replica/,
    );
    assertEquals(namesIn(replica), []);
    using _back = mountBind(`${disk.path}/replica`, replica);
    writeTree(source, { "new.txt": "new" });
    await program.waitForLine(/copied "new\.txt"/);
    program.kill("SIGTERM");
    await program.finished;
  },
);

testUnless(
  noProc() ?? noExt4(),
  "lockstep mirrors a source that was made anew in the same file system, and refuses it if it is empty",
  async () => {
    using folders = programFolders({ source: {} });
    makeExt4(`${folders.top}/image`, 1_600_000_000);
    using disk = mountImage(`${folders.top}/image`, folders.source);
    const own = { ...folders, source: `${disk.path}/dist` };
    writeTree(disk.path, { dist: SOURCE });
    assertCode(await runOnce(own), 0);
    await Deno.remove(own.source, { recursive: true });
    writeTree(disk.path, { dist: { ...SOURCE, "new.txt": "new" } });
    assertCode(await runOnce(own), 0);
    assertEquals(readTree(own.replica), readTree(own.source));
    await Deno.remove(own.source, { recursive: true });
    putFolder(own.source);
    const finished = await runOnce(own);
    assertCode(finished, 3);
    assertStringIncludes(
      finished.stderr,
      "the source is empty, but had 4 entries at the end of the last pass",
    );
  },
);

/** Returns what the program says of a tmpfs; without all permissions it cannot know where one is mounted. */
function wasOnTmpfs(point: string): string {
  if (noProc() !== undefined) return "it was on device ";
  return `it was on tmpfs (tmpfs, mounted at "${point}") with 3 entries`;
}

function diskFolders(): ProgramFolders {
  const folders = programFolders({ source: SOURCE, replica: {} });
  putFolder(`${folders.top}/elsewhere`);
  return folders;
}

/** Does something while the file system of an image is mounted. */
async function onDisk(
  image: string,
  path: string,
  act: () => Promise<void>,
): Promise<void> {
  using _mounted: TestMount = mountImage(image, path);
  // What mkfs makes is not the replica's, and would be removed.
  for (const name of namesIn(path)) {
    if (name === "lost+found") await Deno.remove(`${path}/${name}`);
  }
  await act();
}
