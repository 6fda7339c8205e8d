import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { programFolders, startProgram } from "../support/program.ts";

/** Returns how many of the threads of a process are workers of Deno, by their names. */
function countWorkers(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return [...Deno.readDirSync(tasks)]
    .filter(({ name }) =>
      Deno.readTextFileSync(`${tasks}/${name}/comm`).startsWith("worker-")
    ).length;
}

for (const [threads, workers] of [["0", 0], ["1", 1]] as const) {
  testUnless(
    Deno.build.os === "linux" ? undefined : "only Linux lists threads",
    `lockstep --threads ${threads} works on ${workers} thread(s) besides the first`,
    async () => {
      using folders = programFolders({ source: { "a.txt": "a" } });
      const { source, replica } = folders;
      await using program = startProgram(
        [source, replica, "--interval", "1h", "--threads", threads],
        folders,
      );
      await program.waitForLine(/next pass at/);
      assertEquals(countWorkers(program.pid), workers);
    },
  );
}
