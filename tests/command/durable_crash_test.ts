import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  CRASHABLE,
  type CrashingMount,
  mountCrashing,
  noCrashes,
} from "../support/crash.ts";
import { someBytes } from "../support/files.ts";
import { putHoles } from "../support/holes.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { mustRun } from "../support/shell.ts";
import {
  DEFAULT_TIME,
  file,
  link,
  readTree,
  type Tree,
  writeTree,
} from "../support/tree.ts";

const MIB = 1024 ** 2;
const LATER = DEFAULT_TIME + 60_000;

/** What is there before, and safe. */
const OLD: Tree = {
  changed: file("old", { time: DEFAULT_TIME }),
  "was a folder": { "a.txt": "a" },
  extra: { "gone.txt": "gone" },
};

const NEW: Tree = {
  changed: file("newer", { time: LATER }),
  "was a folder": file("now a file", { time: LATER }),
  new: {
    deep: { er: { "a.txt": "a", "b.bin": someBytes(100_000) } },
    ...Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${index}`, `no. ${index}`]),
    ),
  },
  large: someBytes(3 * MIB),
  link: link("new/deep"),
};

/** File systems and disks; what is flushed in one call on the native one is flushed file by file on the other. */
for (const type of CRASHABLE) {
  const whyNot = noCrashes(type);
  for (const disk of ["native", "portable"] as const) {
    for (const durable of ["pass", "file"] as const) {
      testUnless(
        whyNot,
        `after a pass with --durable ${durable} --disk ${disk} a power cut costs no file on ${type}`,
        async () => {
          using scene = beginScene();
          using volume = mountCrashing(type, scene.top);
          fillVolume(volume);
          const folders = { ...scene, replica: `${volume.path}/replica` };
          const args = ["--durable", durable, "--disk", disk, "-H", "--yes"];
          assertCode(await runOnce(folders, args), 0);
          volume.crash();
          const found = readTree(folders.replica);
          const lost = Object.entries(readTree(folders.source))
            .filter(([path, entry]) =>
              !entry.startsWith("folder") && found[path] !== entry
            );
          assertEquals(lost, []);
          assertCode(await runOnce(folders, args), 0);
          assertEquals(readTree(folders.replica), readTree(folders.source));
        },
      );
    }
  }
}

/** A source with all that is copied in ways of its own: large, with holes, under two names. */
function beginScene(): ProgramFolders {
  const folders = programFolders({ source: NEW });
  const { source } = folders;
  putHoles(`${source}/holes`, 2 * MIB, [[MIB, 50_000]]);
  Deno.linkSync(`${source}/large`, `${source}/new/large too`);
  return folders;
}

function fillVolume({ path }: CrashingMount): void {
  writeTree(`${path}/replica`, OLD);
  mustRun("sync", "--file-system", path);
}
