import { assert, assertEquals } from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { someBytes } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import {
  mountBtrfs,
  mountXfs,
  noBtrfs,
  noXfs,
  type TestMount,
} from "../support/mounts.ts";
import { assertCode, runProgram } from "../support/program.ts";
import { runTool } from "../support/tools.ts";

const MIB = 1024 ** 2;

/** A file that takes several calls to copy, and many that take one, most of which end within a block. */
const LARGE = someBytes(32 * MIB);
const SMALL = someBytes(160_003);
const SMALL_FILES = 200;

interface Sharing {
  readonly title: string;
  readonly missing: () => string | undefined;
  readonly mount: (top: string) => TestMount;
}

const SHARING: readonly Sharing[] = [
  { title: "XFS", missing: noXfs, mount: mountXfs },
  { title: "btrfs", missing: noBtrfs, mount: mountBtrfs },
];

for (const { title, missing, mount } of SHARING) {
  testUnless(
    notNative() ?? missing(),
    `on ${title} copies share the blocks of their originals, and a change parts them`,
    async () => {
      using folders = testFolders();
      using mounted = mount(folders.top);
      const [source, replica] = ["source", "replica"].map((name) =>
        `${mounted.path}/${name}`
      ) as [string, string];
      await Deno.mkdir(source);
      await Deno.writeFile(`${source}/large`, LARGE);
      for (let at = 0; at < SMALL_FILES; at++) {
        await Deno.writeFile(`${source}/${at}`, SMALL);
      }
      runTool("sync", ["-f", mounted.path]);
      const before = usedBytes(mounted.path);

      assertCode(await runProgram([source, replica, "--once"]), 0);
      runTool("sync", ["-f", mounted.path]);
      const used = usedBytes(mounted.path) - before;
      const all = LARGE.length + SMALL_FILES * SMALL.length;
      assert(used < 4 * MIB, `${used} bytes more for a copy of ${all}`);
      for (const [name, bytes] of [["large", LARGE], ["7", SMALL]] as const) {
        assertEquals(await Deno.readFile(`${replica}/${name}`), bytes);
        await Deno.writeFile(`${source}/${name}`, someBytes(1000));
        assertEquals(await Deno.readFile(`${replica}/${name}`), bytes);
      }
    },
  );
}

function usedBytes(path: string): number {
  const [, used] = runTool("df", ["-B1", "--output=used", path]).trim()
    .split("\n");
  return Number(used);
}
