import { assertEquals } from "../support/assert.ts";
import { waitForTick } from "../support/clock.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { filters } from "../support/filters.ts";
import { testFolders } from "../support/folders.ts";
import { mirror, type Mirrored } from "../support/mirror.ts";
import { testMemory } from "../support/test_memory.ts";

/** The source must not have been changed in the last seconds before a pass. */
const clock = (): number => Date.now() + 10_000;

testUnless(
  notPosix(),
  "nobody is blamed for files that a pass left out by their size, and the next one copies",
  async () => {
    using folders = testFolders({ source: { a: "a", large: "123456" } });
    const memory = testMemory();
    const limited = { filters: filters({ mostBytes: 3 }) };
    await mirror(folders, { memory, clock, options: limited });
    waitForTick(folders.top);
    putFile(`${folders.replica}/x.o`, "");
    const exclude = ["*.o"];
    const { lines, events } = await mirror(folders, {
      memory,
      clock,
      options: { filters: filters({ exclude }) },
    });
    assertEquals(lines.filter((line) => line.startsWith("copied")), [
      "copied large",
    ]);
    assertEquals(driftsOf({ events }), []);
  },
);

testUnless(
  notPosix(),
  "what others do to the replica is told beside what is excluded, and not of that",
  async () => {
    using folders = testFolders({
      source: { a: "a", b: "b", "c.o": "c" },
      replica: { "c.o": "old" },
    });
    const memory = testMemory();
    const options = { filters: filters({ exclude: ["*.o"] }) };
    await mirror(folders, { memory, clock, options });
    waitForTick(folders.top);
    putFile(`${folders.replica}/new.o`, "new");
    putFile(`${folders.replica}/c.o`, "changed");
    putFile(`${folders.replica}/new`, "new");
    await Deno.remove(`${folders.replica}/b`);
    const mirrored = await mirror(folders, { memory, clock, options });
    assertEquals(driftsOf(mirrored), ["added new", "removed b"]);
  },
);

function driftsOf({ events }: Pick<Mirrored, "events">): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "drifted"
      ? event.drifts.map(({ kind, path }) => `${kind} ${path}`)
      : []
  ).sort();
}
