import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { exists, look, putFifo } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { noSpecials, putDevice } from "../support/specials.ts";
import { giveAway } from "../support/tools.ts";

testUnless(
  notNative() ?? noSpecials(),
  "lockstep --specials makes FIFOs for every user, and says that devices are for root",
  async () => {
    using folders = programFolders({ source: { folder: {} } });
    putFifo(`${folders.source}/fifo`);
    putFifo(`${folders.source}/folder/fifo`);
    putDevice(`${folders.source}/device`, "c", "1", "3");
    giveAway(folders.top);
    const options = { unprivileged: true } as const;
    const finished = await runOnce(folders, ["--specials"], options);
    assertCode(finished, 1);
    assertEquals(actionLines(finished.stderr), [
      'created "."',
      'created "fifo"',
      'created "folder"',
      'created "folder/fifo"',
      'failed "device" (cannot create the character device: operation not permitted (EPERM))',
    ]);
    assert(look(`${folders.replica}/fifo`).isFifo);
    assertEquals(exists(`${folders.replica}/device`), false);
  },
);
