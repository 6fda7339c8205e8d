import { assert, assertEquals } from "../support/assert.ts";
import { Mischief } from "../support/mischief.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { howOften } from "../support/slow.ts";
import { readTree } from "../support/tree.ts";

/** Which trees are changed, and how long whoever does it rests. */
interface Scene {
  readonly isRestless: boolean;
  readonly changed: (folders: ProgramFolders) => readonly string[];
  readonly passes: number;
  /** What the pass is given besides that follows. */
  readonly last: readonly string[];
}

const SCENES: Readonly<Record<string, Scene>> = {
  "while its source is changed all the time, and makes the replica equal once it rests":
    {
      isRestless: false,
      changed: ({ source }) => [source],
      passes: howOften({ usual: 6, slow: 200 }),
      last: [],
    },
  "while both trees are changed without any rest, and makes the replica equal after that":
    {
      isRestless: true,
      changed: (
        { source, replica },
      ) => [source, `${source}/d`, replica, `${replica}/d`],
      passes: howOften({ usual: 2, slow: 40 }),
      // In both trees somebody may write as many bytes in the same millisecond.
      last: ["-c"],
    },
};

for (
  const [what, { isRestless, changed, passes, last }] of Object.entries(SCENES)
) {
  for (const disk of ["auto", "portable"]) {
    Deno.test(`lockstep fails nothing ${what} (--disk ${disk})`, async () => {
      using folders = programFolders({ source: { d: {} }, replica: { d: {} } });
      const { source, replica } = folders;
      const args = ["--disk", disk, "--yes", "--allow-empty-source"];
      for (let round = 0; round < 2; round++) {
        {
          await using _mischief = new Mischief({
            folders: changed(folders),
            restMs: isRestless ? 0 : 4,
          });
          for (let pass = 0; pass < passes; pass++) {
            const { code, stderr } = await runOnce(folders, args);
            assert([0, 6].includes(code), `${code}: ${stderr}`);
          }
        }
        assertCode(await runOnce(folders, [...args, ...last]), 0);
        assertEquals(readTree(replica), readTree(source));
      }
    });
  }
}
