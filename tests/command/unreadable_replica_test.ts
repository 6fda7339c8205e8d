import { assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { giveAway } from "../support/tools.ts";
import { readText } from "../support/tree.ts";

const DISKS = ["auto", "portable"] as const;

/** Rights to a folder of root's that only the replica has, and filters that have it looked into. */
const CASES: readonly {
  readonly title: string;
  readonly mode: number;
  readonly filter: readonly string[];
}[] = [
  {
    title: "cannot be listed",
    mode: 0o700,
    filter: ["--exclude", "*.tmp"],
  },
  {
    title: "can be listed, but what is in it cannot be looked at",
    mode: 0o744,
    filter: ["--max-size", "1KiB"],
  },
];

for (const disk of DISKS) {
  for (const { title, mode, filter } of CASES) {
    testUnless(
      notRoot(),
      `lockstep tells which folder of the replica ${title}, and mirrors the rest, with filters too (--disk ${disk})`,
      async () => {
        using folders = programFolders({
          source: { a: "a" },
          replica: { gone: { locked: { x: "x" }, open: "open" } },
        });
        const { replica } = folders;
        const locked = `${replica}/gone/locked`;
        giveAway(folders.top);
        await Deno.chown(locked, 0, 0);
        await Deno.chmod(locked, mode);
        const args = ["--disk", disk, "--max-delete", "100%", ...filter];
        const finished = await runOnce(folders, args, { unprivileged: true });
        assertCode(finished, 1);
        const lines = actionLines(finished.stderr);
        const failures = lines.filter((line) => line.startsWith("failed"));
        assertEquals(failures.map((line) => line.split(" (")[0]), [
          'failed "gone/locked"',
        ]);
        assertEquals(readText(`${replica}/a`), "a");
        assertEquals(readText(`${locked}/x`), "x");
      },
    );
  }
}
