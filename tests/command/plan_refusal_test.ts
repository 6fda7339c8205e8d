import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
  snapshot,
} from "../support/program.ts";
import { file, namesIn, readTree, type Tree } from "../support/tree.ts";

/** Files by number. */
function numbered(from: number, to: number): Tree {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  return Object.fromEntries(numbers.map((number) => [`${number}`, "same"]));
}

/** How many entries a replica has, and how many of them the source lacks. */
const PLANS: readonly {
  readonly replica: number;
  readonly removed: number;
  readonly args?: readonly string[];
  readonly code: 0 | 3;
}[] = [
  { replica: 10, removed: 9, code: 0 },
  { replica: 20, removed: 10, code: 0 },
  { replica: 19, removed: 10, code: 3 },
  { replica: 10, removed: 10, code: 3 },
  { replica: 22, removed: 11, code: 0 },
  { replica: 21, removed: 11, code: 3 },
  { replica: 19, removed: 10, args: ["--yes"], code: 0 },
  { replica: 19, removed: 10, args: ["-y"], code: 0 },
  { replica: 20, removed: 3, args: ["--max-delete", "3"], code: 0 },
  { replica: 20, removed: 4, args: ["--max-delete", "3"], code: 3 },
  { replica: 20, removed: 4, args: ["--max-delete", "3", "--yes"], code: 0 },
  { replica: 20, removed: 1, args: ["--max-delete", "0"], code: 3 },
  { replica: 20, removed: 0, args: ["--max-delete", "0"], code: 0 },
  { replica: 20, removed: 20, args: ["--max-delete", "20"], code: 0 },
  { replica: 20, removed: 5, args: ["--max-delete", "25%"], code: 0 },
  { replica: 20, removed: 6, args: ["--max-delete", "25%"], code: 3 },
  { replica: 8, removed: 1, args: ["--max-delete", "12.5%"], code: 0 },
  { replica: 8, removed: 2, args: ["--max-delete", "12.5%"], code: 3 },
  { replica: 20, removed: 1, args: ["--max-delete", "0%"], code: 3 },
  { replica: 20, removed: 20, args: ["--max-delete", "100%"], code: 0 },
  { replica: 20, removed: 20, args: ["--no-delete"], code: 0 },
];

for (const { replica, removed, args = [], code } of PLANS) {
  const verb = code === 3 ? "refuses" : "accepts";
  const options = args.length === 0 ? "" : ` with ${args.join(" ")}`;
  const plan = `to remove ${removed} of ${replica} entries${options}`;

  Deno.test(`lockstep ${verb} a plan ${plan}`, async () => {
    using folders = programFolders({
      source: { ...numbered(removed, replica), "new.txt": "new" },
      replica: numbered(0, replica),
    });
    const before = snapshot(folders.replica);
    const finished = await runOnce(folders, args);
    assertCode(finished, code);
    if (code === 3) {
      assertStringIncludes(
        finished.stderr,
        `it would remove ${removed} of the replica's ${replica} entries`,
      );
      assertEquals(actionLines(finished.stderr), []);
      assertEquals(finished.stdout, "");
      assertEquals(snapshot(folders.replica), before);
    } else if (args.includes("--no-delete")) {
      assertEquals(namesIn(folders.replica).length, replica + 1);
    } else assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

/** How many of 10 files are rewritten, and which limit is given. */
const REWRITES: readonly {
  readonly rewritten: number;
  readonly args: readonly string[];
  readonly code: 0 | 3;
}[] = [
  { rewritten: 10, args: [], code: 0 },
  { rewritten: 3, args: ["--max-change", "3"], code: 0 },
  { rewritten: 4, args: ["--max-change", "3"], code: 3 },
  { rewritten: 5, args: ["--max-change", "50%"], code: 0 },
  { rewritten: 6, args: ["--max-change", "50%"], code: 3 },
  { rewritten: 6, args: ["--max-change", "50%", "--yes"], code: 0 },
  { rewritten: 1, args: ["--max-change", "0"], code: 3 },
  { rewritten: 0, args: ["--max-change", "0"], code: 0 },
];

for (const { rewritten, args, code } of REWRITES) {
  const verb = code === 3 ? "refuses" : "accepts";
  const options = args.length === 0 ? "" : ` with ${args.join(" ")}`;

  Deno.test(`lockstep ${verb} a plan to rewrite ${rewritten} of 10 files${options}`, async () => {
    const changed = Object.keys(numbered(0, rewritten))
      .map((name) => [name, "another size"]);
    using folders = programFolders({
      source: {
        ...numbered(0, 10),
        ...Object.fromEntries(changed),
        "new.txt": "new",
      },
      replica: numbered(0, 10),
    });
    const before = snapshot(folders.replica);
    const finished = await runOnce(folders, args);
    assertCode(finished, code);
    if (code === 3) {
      const planned = await runOnce(folders, [...args, "--dry-run"]);
      assertCode(planned, 3);
      assertMatch(
        planned.stdout,
        /^Safety checks: refused: it would rewrite /m,
      );
      assertStringIncludes(
        finished.stderr,
        `it would rewrite ${rewritten} of the replica's 10 files, more than the limit of `,
      );
      assertEquals(snapshot(folders.replica), before);
    } else assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

Deno.test("lockstep counts all that a removed folder holds, at any depth", async () => {
  using folders = programFolders({
    source: { "new.txt": "new" },
    replica: { a: { b: numbered(0, 8) } },
  });
  const finished = await runOnce(folders);
  assertCode(finished, 3);
  assertStringIncludes(
    finished.stderr,
    "it would remove 10 of the replica's 10",
  );
});

Deno.test("lockstep counts what a folder holds that becomes a file", async () => {
  using folders = programFolders({
    source: { a: "file" },
    replica: { a: numbered(0, 12) },
  });
  const before = snapshot(folders.replica);
  assertCode(await runOnce(folders), 3);
  assertEquals(snapshot(folders.replica), before);
});

Deno.test("lockstep does not count updates as removals", async () => {
  using folders = programFolders({
    source: Object.fromEntries(
      Object.keys(numbered(0, 20)).map((name) => [name, file("changed")]),
    ),
    replica: numbered(0, 20),
  });
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("lockstep refuses an empty source with a replica that is not, and says what to add", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const before = snapshot(folders.replica);
  const finished = await runOnce(folders);
  assertCode(finished, 3);
  assertStringIncludes(finished.stderr, "the source is empty");
  assertStringIncludes(finished.stderr, "--allow-empty-source");
  assertEquals(snapshot(folders.replica), before);
});

Deno.test("lockstep refuses an empty source whatever may be removed", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  assertCode(await runOnce(folders, ["--max-delete", "100%"]), 3);
  assertEquals(namesIn(folders.replica), ["a.txt"]);
});

for (const option of ["--allow-empty-source", "--yes", "-y"]) {
  Deno.test(`lockstep empties the replica of an empty source with ${option}`, async () => {
    using folders = programFolders({ source: {}, replica: numbered(0, 30) });
    assertCode(await runOnce(folders, [option]), 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
  });
}

Deno.test("lockstep keeps to --max-delete with an empty source that is allowed", async () => {
  using folders = programFolders({ source: {}, replica: numbered(0, 5) });
  const args = ["--allow-empty-source", "--max-delete", "4"];
  assertCode(await runOnce(folders, args), 3);
  assertEquals(namesIn(folders.replica).length, 5);
});

Deno.test("lockstep takes an empty source with an empty or missing replica", async () => {
  using folders = programFolders({ source: {} });
  assertCode(await runOnce(folders), 0);
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("lockstep takes an empty source with --no-delete", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  assertCode(await runOnce(folders, ["--no-delete"]), 0);
  assertEquals(namesIn(folders.replica), ["a.txt"]);
});

Deno.test("lockstep says what --yes has allowed", async () => {
  using folders = programFolders({ source: {}, replica: { "a.txt": "a" } });
  const finished = await runOnce(folders, ["--yes"]);
  assertStringIncludes(
    finished.stderr,
    "WARN  the source is empty: it would remove 1 of the replica's 1 entry",
  );
});

Deno.test("lockstep refuses folders that look swapped, until --yes or until they have been mirrored", async () => {
  using folders = programFolders({
    source: { "a.txt": "old", "b.txt": "b" },
    replica: {
      "a.txt": file("newer", { time: Date.now() }),
      "b.txt": "b",
      "mine.txt": "mine",
    },
  });
  const before = snapshot(folders.replica);
  const refused = await runOnce(folders);
  assertCode(refused, 3);
  assertStringIncludes(
    refused.stderr,
    "ERROR Refused, nothing was changed: source and replica may be swapped: " +
      "the replica has 1 entry more than the source, and 1 file is newer in it " +
      "(in the source: 0). Give the folder to be copied first; " +
      "if it is first, add --yes once",
  );
  assertEquals(snapshot(folders.replica), before);
  assertCode(await runOnce(folders, ["--yes"]), 0);
  putFile(`${folders.replica}/a.txt`, "edited", Date.now());
  putFile(`${folders.replica}/new.txt`, "new");
  assertCode(await runOnce(folders), 0);
  assertEquals(readTree(folders.replica), readTree(folders.source));
});
