import {
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import {
  actionLines,
  assertCode,
  logLines,
  programFolders,
  type ProgramOptions,
  runOnce,
} from "../support/program.ts";
import {
  DEFAULT_TIME,
  file,
  link,
  readText,
  type Tree,
} from "../support/tree.ts";

const SOURCE: Tree = {
  "new.txt": "new",
  "same.txt": "same",
  sub: { "deep.txt": "deep", link: link("deep.txt") },
};
const REPLICA: Tree = {
  "same.txt": "same",
  sub: { "deep.txt": "deep", link: link("deep.txt") },
};

/** A folder in the way that `--no-delete` keeps: a failure that anybody can have. */
const FAILING = {
  source: { taken: "file", "new.txt": "new" },
  replica: { taken: { "kept.txt": "kept" } },
};

Deno.test("lockstep prints its log to standard error, and one line to standard output at the end", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const finished = await runOnce(folders);
  assertEquals(finished.stderr, readText(folders.log));
  assertMatch(
    finished.stdout,
    /^The replica equals the source: 1 copied, 4 unchanged, 3 B \([\d.]+ m?s\)\n$/,
  );
});

Deno.test("lockstep says so when there was nothing to do", async () => {
  using folders = programFolders({ source: {}, replica: {} });
  const finished = await runOnce(folders);
  assertMatch(
    finished.stdout,
    /^The replica equals the source \([\d.]+ m?s\)\n$/,
  );
});

Deno.test("lockstep --no-delete claims no more than that the replica has what the source has", async () => {
  using folders = programFolders({ source: SOURCE, replica: { extra: "" } });
  const finished = await runOnce(folders, ["--no-delete"]);
  assertMatch(finished.stdout, /^The replica has all that the source has: /);
});

for (const option of ["-q", "--quiet"]) {
  Deno.test(`lockstep ${option} prints nothing if there is no problem, and logs everything to the file`, async () => {
    using folders = programFolders({ source: SOURCE, replica: REPLICA });
    const finished = await runOnce(folders, [option]);
    assertCode(finished, 0);
    assertEquals(finished.stderr, "");
    assertEquals(finished.stdout, "");
    const lines = logLines(readText(folders.log));
    assertEquals(lines[1], 'INFO  copied "new.txt" 3 B');
    assertMatch(lines.at(-1) ?? "", /^INFO {2}pass 1 finished: /);
  });

  Deno.test(`lockstep ${option} prints problems only, and logs everything to the file`, async () => {
    using folders = programFolders(FAILING);
    const finished = await runOnce(folders, [option, "--no-delete"]);
    assertCode(finished, 1);
    const lines = logLines(finished.stderr);
    assertEquals(lines.length, 1);
    assertStringIncludes(lines[0] ?? "", 'ERROR failed "taken" (cannot ');
    const logged = readText(folders.log);
    assertStringIncludes(logged, finished.stderr);
    assertStringIncludes(logged, 'INFO  copied "new.txt" 3 B\n');
  });

  Deno.test(`lockstep ${option} prints warnings`, async () => {
    using folders = programFolders({ source: {}, replica: { a: "a" } });
    const finished = await runOnce(folders, [option, "--yes"]);
    assertCode(finished, 0);
    assertEquals(logLines(finished.stderr), [
      "WARN  the source is empty: it would remove 1 of the replica's 1 entry; allowed by --yes",
    ]);
  });

  Deno.test(`lockstep ${option} prints why nothing was done`, async () => {
    using folders = programFolders({ source: {}, replica: { a: "a" } });
    const finished = await runOnce(folders, [option]);
    assertCode(finished, 3);
    assertMatch(finished.stderr, /^\S+ \S+ ERROR Refused, .*\n$/);
    assertEquals(finished.stdout, "");
  });
}

Deno.test("lockstep tells nothing of unchanged entries by itself", async () => {
  using folders = programFolders({ source: SOURCE, replica: REPLICA });
  const finished = await runOnce(folders);
  assertEquals(actionLines(finished.stderr), ['copied "new.txt" 3 B']);
});

for (const option of ["-v", "--verbose"]) {
  Deno.test(`lockstep ${option} tells also of unchanged entries, in the file too`, async () => {
    using folders = programFolders({ source: SOURCE, replica: REPLICA });
    const finished = await runOnce(folders, [option]);
    assertCode(finished, 0);
    const lines = logLines(finished.stderr)
      .filter((line) => line.includes('unchanged "'));
    assertEquals([...lines].sort(), [
      'DEBUG unchanged "same.txt"',
      'DEBUG unchanged "sub"',
      'DEBUG unchanged "sub/deep.txt"',
      'DEBUG unchanged "sub/link"',
    ]);
    assertEquals(readText(folders.log), finished.stderr);
  });

  Deno.test(`lockstep ${option} does not call unchanged what has changed`, async () => {
    using folders = programFolders({
      source: {
        "content.txt": file("new", { time: DEFAULT_TIME + 5000 }),
        "mended.txt": file("same", { mode: 0o600 }),
      },
      replica: { "content.txt": "old", "mended.txt": "same" },
    });
    const finished = await runOnce(folders, [option]);
    assertEquals(actionLines(finished.stderr), [
      'metadata "mended.txt" (mode)',
      'updated "content.txt" 3 B (content)',
    ]);
  });
}

/** Consoles that are not listened to. */
const DEAF: readonly (readonly [string, ProgramOptions])[] = [
  [
    "whose reader has gone",
    { through: ["bash", "-c", '"$@" 2> >(exec true)', "-"] },
  ],
  ["that is closed", { through: ["sh", "-c", '"$@" 2>&-', "-"] }],
  ["that is full", { through: ["sh", "-c", '"$@" 2>/dev/full', "-"] }],
];

for (const [title, options] of DEAF) {
  Deno.test(`lockstep mirrors and logs to the file with a console ${title}`, async () => {
    using folders = programFolders({ source: SOURCE });
    const finished = await runOnce(folders, [], options);
    assertEquals(finished.code, 0);
    assertMatch(readText(folders.log), /INFO {2}pass 1 finished: created 3,/);
  });
}
