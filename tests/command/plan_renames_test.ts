import { assertEquals, assertMatch } from "../support/assert.ts";
import { rename } from "../support/files.ts";
import { itemsOf, parseObject } from "../support/json_objects.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
} from "../support/program.ts";
import { file, link, readTree } from "../support/tree.ts";

const DAY = 86_400_000;

/** Files of different times, as they are in life. */
const SOURCE = {
  "draft.txt": file("text", { time: 10 * DAY }),
  "2025": {
    "a.jpg": file("picture", { time: 20 * DAY }),
    sub: { "b.jpg": file("another", { time: 30 * DAY }), link: link("b.jpg") },
  },
};

Deno.test("lockstep plan tells what was renamed and moved, and the pass does what its sums say", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, replica } = folders;
  assertCode(await runOnce(folders), 0);
  await Deno.mkdir(`${source}/archive`);
  rename(`${source}/2025`, `${source}/archive/2025`);
  rename(`${source}/draft.txt`, `${source}/letter.txt`);
  const args = ["plan", source, replica];
  const { stdout, code } = await runProgram(args, folders);
  assertEquals(stdout.split("\n").slice(2), [
    '  mend   "." (time)',
    '  rename "2025" -> "archive/2025" with 4 entries in it, 14 B',
    '  create "archive"',
    '  rename "draft.txt" -> "letter.txt" 4 B',
    "",
    "In all: create 4, copy 3 (18 B), mend 1, remove 6 (18 B); 0 unchanged",
    "Renames: 2, by size and time; a pass copies them anew (18 B) and removes the old ones, as counted above",
    "Safety checks: nothing against it",
    "",
  ]);
  assertEquals(code, 7);
  const json = await runProgram([...args, "--json"], folders);
  const planned = parseObject(json.stdout);
  assertEquals(planned.renames, [
    {
      from: "2025",
      to: "archive/2025",
      entries: 5,
      bytes: 14,
      inPlace: false,
    },
    {
      from: "draft.txt",
      to: "letter.txt",
      entries: 1,
      bytes: 4,
      inPlace: false,
    },
  ]);
  const real = await runOnce(folders, ["--json", "--yes"]);
  const done = parseObject(real.stdout);
  assertEquals(done.tally, planned.tally);
  assertEquals(
    itemsOf(done, "changes").map(({ action, path }) => `${action} ${path}`),
    itemsOf(planned, "changes").map(({ action, path }) => `${action} ${path}`),
  );
  assertEquals(readTree(replica), readTree(source));
});

Deno.test("lockstep plan tells a file of the same size and another time as what it is", async () => {
  using folders = programFolders({
    source: { new: file("text", { time: 10 * DAY }) },
    replica: { old: file("text", { time: 11 * DAY }) },
  });
  const { source, replica } = folders;
  const { stdout } = await runProgram(["plan", source, replica], folders);
  assertMatch(stdout, /^ {2}copy {3}"new" 4 B\n {2}remove "old" 4 B$/m);
});
