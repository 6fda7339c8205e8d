import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { setTime } from "../support/files.ts";
import { pathsIn } from "../support/filters.ts";
import {
  assertCode,
  programFolders,
  runOnce,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { link, readText } from "../support/tree.ts";

Deno.test("lockstep leaves out what options and .lockstepignore exclude, and keeps it in the replica", async () => {
  using folders = programFolders({
    source: {
      ".lockstepignore": "*.o\n",
      "a.o": "",
      "b.o": "",
      build: { c: "" },
      d: { "e.jpg": "", "f.tmp": "", "with, comma": "" },
      large: "0123456789",
    },
    replica: { "a.o": "old", build: { old: "" }, gone: "" },
  });
  await Deno.writeTextFile(`${folders.cwd}/rules`, "*.tmp\n*.jpg\n");
  const run = await runOnce(folders, [
    "--exclude=/build/",
    "--exclude",
    "with, comma",
    "--include",
    "b.o",
    "--include=*.jpg",
    "--exclude-from",
    "rules",
    "--max-size",
    "9",
  ]);
  assertCode(run, 0);
  assertEquals(pathsIn(folders.replica), [
    ".lockstepignore",
    "a.o",
    "b.o",
    "build",
    "build/old",
    "d",
    "d/e.jpg",
  ]);
  assertEquals(readText(`${folders.replica}/a.o`), "old");
});

Deno.test("lockstep leaves out what is too large, too small, too old or too new", async () => {
  using folders = programFolders({
    source: { large: "123456789", small: "1", old: "123", new: "123", a: "12" },
    replica: { new: "kept" },
  });
  const day = 24 * 60 * 60 * 1000;
  const now = Date.now();
  for (const [name, days] of [["old", 40], ["new", 0]] as const) {
    setTime(`${folders.source}/${name}`, now - days * day);
  }
  for (const name of ["large", "small", "a"]) {
    setTime(`${folders.source}/${name}`, now - 10 * day);
  }
  const limits = ["--max-size", "8", "--min-size", "2", "--max-age", "30d"];
  assertCode(await runOnce(folders, [...limits, "--min-age", "1d"]), 0);
  assertEquals(pathsIn(folders.replica), ["a", "new"]);
  assertEquals(readText(`${folders.replica}/new`), "kept");
});

Deno.test("lockstep --delete-excluded removes what is excluded, which the safety checks count", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, number) => [`${number}.o`, ""]),
  );
  using folders = programFolders({
    source: { a: "", ...many },
    replica: { a: "", ...many },
  });
  const args = ["--exclude", "*.o", "--delete-excluded"];
  const refused = await runOnce(folders, args);
  assertCode(refused, 3);
  assertStringIncludes(refused.stderr, "would remove 12 of the replica's 13");
  assertEquals(pathsIn(folders.replica).length, 13);
  assertCode(await runOnce(folders, [...args, "--yes"]), 0);
  assertEquals(pathsIn(folders.replica), ["a"]);
  assertEquals(pathsIn(folders.source).length, 13);
});

Deno.test("lockstep says in each pass which folder stays for what is excluded in it", async () => {
  using folders = programFolders({
    source: { a: "" },
    replica: { old: { "x.o": "", y: "" } },
  });
  for (let pass = 0; pass < 2; pass++) {
    const run = await runOnce(folders, ["--exclude", "*.o"]);
    assertCode(run, 0);
    assertStringIncludes(
      run.stderr,
      'WARN  skipped "old" (it holds what is excluded)',
    );
    assertEquals(pathsIn(folders.replica), ["a", "old", "old/x.o"]);
  }
});

Deno.test("lockstep verify does not compare what is excluded", async () => {
  using folders = programFolders({
    source: {
      ".lockstepignore": "*.o",
      "a.o": "new",
      b: "",
      new: { "c.o": "", ".lockstepignore": "e", d: "", e: "" },
    },
    replica: {
      ".lockstepignore": "*.o",
      "a.o": "old",
      b: "",
      old: { "f.o": "", g: "" },
      "only.o": "",
    },
  });
  const { source, replica } = folders;
  const run = await runProgram(["verify", source, replica], folders);
  assertCode(run, 1);
  assertEquals(run.stdout.split("\n").slice(0, -2), [
    '+ "new"',
    '+ "new/.lockstepignore"',
    '+ "new/d"',
    '- "old"',
    '- "old/g"',
  ]);
  const equal = await runProgram([
    "verify",
    source,
    replica,
    "--exclude=new",
    "--exclude=old",
  ], folders);
  assertCode(equal, 0);
});

Deno.test("a folder whose .lockstepignore cannot be read is left as it is, the rest is mirrored", async () => {
  using folders = programFolders({
    source: { a: { new: "", ".lockstepignore": link("elsewhere") }, b: "" },
    replica: { a: { old: "" }, gone: "" },
  });
  const run = await runOnce(folders);
  assertCode(run, 1);
  assertStringIncludes(
    run.stderr,
    'failed "a/.lockstepignore" (cannot read the rules of what is left out: it is no file, and links are not followed)',
  );
  assertStringIncludes(run.stderr, "removals suspended below 1 folder");
  assertEquals(pathsIn(folders.replica), ["a", "a/old", "b"]);
});

const MISTAKES: Readonly<Record<string, readonly string[]>> = {
  '"much" does not fit --max-size: expected bytes': ["--max-size", "much"],
  "expected seconds above 0 (600) or a time such as 30s": ["--min-age", "0"],
  '"--min-size" is above "--max-size": no file would be left': [
    "--min-size=10",
    "--max-size=9",
  ],
  '"--delete-excluded" and "--no-delete" exclude each other': [
    "--delete-excluded",
    "--no-delete",
  ],
  'cannot read "nothing-there", named by --exclude-from': [
    "--exclude-from",
    "nothing-there",
  ],
};

for (const [message, args] of Object.entries(MISTAKES)) {
  Deno.test(`lockstep ${args.join(" ")} is refused, and nothing is touched`, async () => {
    using folders = programFolders({ source: { a: "" }, replica: { b: "" } });
    const before = snapshot(folders.top);
    const run = await runOnce(folders, args);
    assertCode(run, 2);
    assertStringIncludes(run.stderr, message);
    assertEquals(snapshot(folders.top), before);
  });
}
