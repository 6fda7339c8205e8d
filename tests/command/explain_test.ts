import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import { parseObject } from "../support/json_objects.ts";
import { programFolders, runProgram } from "../support/program.ts";
import { link, type Tree } from "../support/tree.ts";

const SOURCE: Tree = {
  ".lockstepignore": "# made by the compiler\n*.o\n\nlogs/\n",
  a: { ".lockstepignore": "!x.o\n", "x.o": "", "y.o": "", b: { z: "zzz" } },
  logs: { k: { r: "" } },
  large: "0123456789",
  bad: { ".lockstepignore": link("elsewhere"), file: "" },
};

/** What is asked, and what is answered. */
const ANSWERS: readonly (readonly [
  args: readonly string[],
  answer: string,
])[] = [
  [["a/b/z"], 'mirrored "a/b/z": no rule matches it'],
  [
    ["a/y.o"],
    'excluded "a/y.o": the rule "*.o" in line 2 of ".lockstepignore"',
  ],
  [
    ["a/x.o"],
    'mirrored "a/x.o": the rule "!x.o" in line 1 of "a/.lockstepignore"',
  ],
  [
    ["logs/k/r"],
    'excluded "logs/k/r": the folder "logs" is excluded, by the rule "logs/" in line 4 of ".lockstepignore"',
  ],
  [
    ["new/logs/"],
    'excluded "new/logs": the rule "logs/" in line 4 of ".lockstepignore" (the source has nothing there)',
  ],
  [
    ["new/logs"],
    'mirrored "new/logs": no rule matches it (the source has nothing there)',
  ],
  [["a/x.o", "--exclude", "x.o"], 'excluded "a/x.o": --exclude "x.o"'],
  [
    ["a/y.o", "--exclude=y.o", "--include", "*.o"],
    'mirrored "a/y.o": --include "*.o"',
  ],
  [
    ["large", "--max-size", "9"],
    'excluded "large": it is larger than --max-size',
  ],
  [
    ["large", "--min-size=1KiB"],
    'excluded "large": it is smaller than --min-size',
  ],
  [
    ["large", "--max-age", "1d"],
    'excluded "large": it was last changed longer ago than --max-age',
  ],
  [
    ["large", "--min-age", "99999d"],
    'excluded "large": it was changed since --min-age',
  ],
  [["."], 'mirrored ".": no rule matches it'],
];

for (const [args, answer] of ANSWERS) {
  Deno.test(`lockstep explain SOURCE ${args.join(" ")} answers: ${answer}`, async () => {
    using folders = programFolders({ source: SOURCE });
    const { stdout, stderr, code } = await runProgram(
      ["explain", folders.source, ...args],
      folders,
    );
    assertEquals([stdout, stderr, code], [`${answer}\n`, "", 0]);
  });
}

Deno.test("lockstep explain names the file and the line of --exclude-from", async () => {
  using folders = programFolders({ source: SOURCE });
  await Deno.writeTextFile(`${folders.cwd}/rules`, "\n/large\n");
  const { stdout } = await runProgram(
    ["explain", folders.source, "large", "--exclude-from", "rules"],
    folders,
  );
  assertEquals(
    stdout,
    'excluded "large": the rule "/large" in line 2 of "rules"\n',
  );
});

Deno.test("lockstep explain takes a whole path, if it lies in the source", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source } = folders;
  const whole = ["explain", source, `${source}/a/y.o`];
  const { stdout } = await runProgram(whole, folders);
  assertStringIncludes(stdout, 'excluded "a/y.o"');
  const outside = await runProgram(["explain", source, "/etc/passwd"], folders);
  assertEquals([outside.stdout, outside.code], ["", 2]);
  assertStringIncludes(outside.stderr, "does not lie in the source");
});

Deno.test("lockstep explain --json says the same as an object", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source } = folders;
  const { stdout } = await runProgram(
    ["explain", source, "a/x.o", "--json"],
    folders,
  );
  assertEquals(parseObject(stdout), {
    version: 1,
    command: "explain",
    source,
    path: "a/x.o",
    excluded: false,
    decided: "a/x.o",
    entry: "file",
    rule: { text: "!x.o", folder: "a", line: 1 },
    result: "done",
    exitStatus: 0,
  });
});

Deno.test("lockstep explain exits 1 where rules on the way cannot be read, 4 where there is no source", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source, top } = folders;
  const bad = await runProgram(
    ["explain", source, "bad/file", "--json"],
    folders,
  );
  assertEquals([bad.code, parseObject(bad.stdout).result], [1, "failed"]);
  assertStringIncludes(
    bad.stderr,
    'lockstep: "bad": cannot read the rules of what is left out: it is no file',
  );
  const none = await runProgram(["explain", `${top}/none`, "a"], folders);
  assertEquals([none.stdout, none.code], ["", 4]);
  assertStringIncludes(none.stderr, "does not exist");
});

Deno.test("lockstep explain says what is missing or too much", async () => {
  using folders = programFolders({ source: SOURCE });
  const { source } = folders;
  for (const args of [[], [source], [source, "a", "b"], [source, ""]]) {
    const { code, stdout } = await runProgram(["explain", ...args], folders);
    assertEquals([code, stdout], [2, ""], args.join(" "));
  }
});
