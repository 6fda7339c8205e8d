import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { mirror } from "../support/mirror.ts";
import { mountFat, noFat } from "../support/mounts.ts";
import { rootsOn } from "../support/roots_on.ts";
import { DEFAULT_TIME, file, folder, type Tree } from "../support/tree.ts";
import { verify } from "../support/verify.ts";

/** Times in between steps, and modes that FAT has none of. */
const SOURCE: Tree = {
  "odd.txt": file("odd", { time: DEFAULT_TIME + 1456, mode: 0o600 }),
  "late.txt": file("late", { time: 1_600_000_001_999, mode: 0o755 }),
  sub: folder({ "deep.txt": "deep" }, { mode: 0o700 }),
};

/** Passes after which a FAT of fusefat is as the source; see pass_limits_test.ts. */
const PASSES = 4;

testUnless(
  noFat(),
  "verifyTrees() finds a replica on FAT equal that a pass finds equal, says once why, and tells what really differs",
  async () => {
    using roots = rootsOn(mountFat, SOURCE);
    const { source } = roots;
    for (let pass = 0; pass < PASSES; pass++) await mirror(roots);
    assertEquals((await mirror(roots)).lines, []);
    const equal = await verify(roots);
    assertEquals(equal.lines, []);
    assertEquals(equal.warnings, [
      "the replica's file system (fuse.fusefat) keeps times in steps of 2 s, and neither modes nor owners: nothing finer is compared",
    ]);
    putFile(`${source}/odd.txt`, "new", DEFAULT_TIME + 1456);
    putFile(`${source}/late.txt`, "late", 1_600_000_004_000);
    assertEquals((await verify(roots)).lines, [
      '~ "late.txt" (time)',
      '* "odd.txt" (content)',
    ]);
  },
);
