import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFolder } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror } from "../support/mirror.ts";
import {
  mountOldExt4,
  mountRamfs,
  noMounts,
  noOldExt4,
  type TestMount,
} from "../support/mounts.ts";
import { readText } from "../support/tree.ts";

/**
 * File systems by the steps of their times, and how often a file is written there.
 * fusefat, the FAT of these tests, gives a file that is written again no new
 * time: nothing could tell.
 */
const FILE_SYSTEMS: readonly {
  readonly name: string;
  readonly why: () => string | undefined;
  readonly mount: (top: string) => TestMount;
  readonly rounds: number;
}[] = [
  {
    name: "a file system with the times of the machine's clock",
    why: noMounts,
    mount: (top) => mountRamfs(`${top}/ramfs`),
    rounds: 20,
  },
  {
    name: "an ext4 with times of 1 s",
    why: noOldExt4,
    mount: mountOldExt4,
    rounds: 3,
  },
];

const SIDES = ["source", "replica"] as const;

for (const { name, why, mount, rounds } of FILE_SYSTEMS) {
  for (const side of SIDES) {
    testUnless(
      why(),
      `a file that is rewritten in place with the same size right after each pass is copied each time, with the ${side} on ${name}`,
      async () => {
        using folders = testFolders();
        using mounted = mount(folders.top);
        const place = `${mounted.path}/${side}`;
        const roots = { ...folders, [side]: place };
        putFolder(roots.source);
        putFolder(roots.replica);
        for (let round = 0; round < rounds; round++) {
          const text = `version ${round % 10}`;
          writeInPlace(`${roots.source}/a`, text);
          const { report } = await mirror(roots);
          assertEquals(report.tally.failed + report.tally.skipped, 0);
          assertEquals(readText(`${roots.replica}/a`), text);
        }
      },
    );
  }
}

function writeInPlace(path: string, text: string): void {
  Deno.writeTextFileSync(path, text);
}
