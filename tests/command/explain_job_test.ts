import { assertEquals, assertMatch } from "../support/assert.ts";
import { writeConfig } from "../support/config_file.ts";
import { parseObject } from "../support/json_objects.ts";
import {
  type ProgramFolders,
  programFolders,
  runProgram,
} from "../support/program.ts";
import { writeTree } from "../support/tree.ts";

/** Jobs of which two have sources that lie inside each other. */
function jobFolders(): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.cwd, {
    photos: { raw: { "1.dng": "1" }, "a.jpg": "a" },
    docs: { letters: { "b.txt": "b" } },
  });
  writeConfig(folders, [
    { name: "photos", source: "photos", replica: "r/p", exclude: ["raw/"] },
    { name: "docs", source: "docs", replica: "r/d", "max-size": "1KiB" },
    { name: "letters", source: "docs/letters", replica: "r/l" },
  ]);
  return folders;
}

const EXCLUDED =
  'excluded "raw/1.dng": the folder "raw" is excluded, by --exclude "raw/"\n';

Deno.test("lockstep explain PATH takes the filters of the job in whose source it lies", async () => {
  using folders = jobFolders();
  const { cwd } = folders;
  for (const path of ["photos/raw/1.dng", `${cwd}/photos/raw/1.dng`]) {
    const { stdout, code } = await runProgram(["explain", path], folders);
    assertEquals([stdout, code], [EXCLUDED, 0]);
  }
  const args = ["explain", "photos/raw/1.dng", "--json"];
  const object = parseObject((await runProgram(args, folders)).stdout);
  assertEquals(
    [object.job, object.source, object.path],
    ["photos", `${cwd}/photos`, "raw/1.dng"],
  );
});

Deno.test("lockstep explain --job takes a path below the source of the job", async () => {
  using folders = jobFolders();
  const args = ["explain", "raw/1.dng", "--job", "photos"];
  const { stdout, code } = await runProgram(args, folders);
  assertEquals([stdout, code], [EXCLUDED, 0]);
});

/** What makes no sense, and what is said. */
const WRONG: readonly (readonly [args: readonly string[], said: RegExp])[] = [
  [
    ["docs/letters/b.txt"],
    /lies in the sources of "docs", "letters": name one/,
  ],
  [["elsewhere"], /lies in the source of no job of ".*lockstep\.toml"/],
  [["b", "--job", "c"], /there is no job "c" in .*: expected "photos", "docs"/],
  [
    ["b", "--job=docs", "--exclude=x"],
    /"--exclude" cannot be given with a job/,
  ],
  [["docs", "b", "--job", "docs"], /"--job" cannot be given with a source/],
  [["b", "--config", "none.toml"], /none\.toml/],
  [[], /a path is needed/],
  [[""], /PATH is empty: name a path, or \. for all/],
  [["docs", ""], /PATH is empty: name a path, or \. for all/],
];

for (const [args, said] of WRONG) {
  Deno.test(`lockstep explain ${args.join(" ")} is refused with jobs`, async () => {
    using folders = jobFolders();
    const finished = await runProgram(["explain", ...args], folders);
    assertEquals([finished.stdout, finished.code], ["", 2]);
    assertMatch(finished.stderr, said);
  });
}

Deno.test("lockstep explain with one path and no file of jobs says that a source is missing", async () => {
  using folders = programFolders();
  const { stderr, code } = await runProgram(["explain", "a"], folders);
  assertEquals(code, 2);
  assertMatch(stderr, /^lockstep: a source and a path are needed, /);
});
