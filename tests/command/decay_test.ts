import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../support/assert.ts";
import { putFile } from "../support/files.ts";
import {
  actionLines,
  assertCode,
  type ProgramFolders,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { namesIn, readText, readTree } from "../support/tree.ts";

const DIGEST = ["--digest", "sha256"];

/** Folders between which a pass was made that remembers digests. */
async function remembered(): Promise<ProgramFolders> {
  const folders = programFolders({
    source: { "a.txt": "good", "b.txt": "good", sub: { "c.txt": "good" } },
  });
  assertCode(await runOnce(folders, DIGEST), 0);
  return folders;
}

/** Changes contents, and neither size nor time: every file of the tests has the same. */
function decay(path: string, text = "gooD"): void {
  putFile(path, text);
}

Deno.test("lockstep --digest reports a source file that decayed, and keeps the replica's good copy", async () => {
  using folders = await remembered();
  decay(`${folders.source}/a.txt`);
  putFile(`${folders.source}/new.txt`, "new");
  const planned = await runOnce(folders, [...DIGEST, "--dry-run"]);
  assertCode(planned, 1);
  assertStringIncludes(
    planned.stdout,
    `\n  skip   "a.txt" (the source's contents are not those of the last pass, `,
  );
  for (let pass = 0; pass < 2; pass++) {
    const finished = await runOnce(folders, DIGEST);
    assertCode(finished, 1);
    assertStringIncludes(
      finished.stderr,
      `WARN  skipped "a.txt" (the source's contents are not those of the last pass, though size and time are; the replica still has those. Restore the source's file, or add --accept-decay once if it is as it should be)`,
    );
    assertStringIncludes(
      finished.stderr,
      "; 1 file of the source decayed, not copied",
    );
    assertMatch(finished.stdout, /^Files have decayed in the source, /);
    assertEquals(readText(`${folders.replica}/a.txt`), "good");
    assertEquals(readText(`${folders.replica}/new.txt`), "new");
  }
});

Deno.test("lockstep --digest finds all well again once the source's file was restored", async () => {
  using folders = await remembered();
  decay(`${folders.source}/a.txt`);
  assertCode(await runOnce(folders, DIGEST), 1);
  putFile(`${folders.source}/a.txt`, readText(`${folders.replica}/a.txt`));
  const finished = await runOnce(folders, DIGEST);
  assertCode(finished, 0);
  assertEquals(actionLines(finished.stderr), []);
});

Deno.test("lockstep --digest --accept-decay copies what decayed, and remembers it anew", async () => {
  using folders = await remembered();
  decay(`${folders.source}/a.txt`);
  const accepting = await runOnce(folders, [...DIGEST, "--accept-decay"]);
  assertCode(accepting, 0);
  const [told = "", updated = "", ...others] = actionLines(accepting.stderr);
  assert(told.startsWith('decay "a.txt" (the source\'s contents are'), told);
  assert(updated.startsWith('updated "a.txt" 4 B sha256:'), updated);
  assertEquals(others, []);
  assertEquals(readText(`${folders.replica}/a.txt`), "gooD");
  assertEquals(actionLines((await runOnce(folders, DIGEST)).stderr), []);
  decay(`${folders.source}/a.txt`, "baad");
  assertCode(await runOnce(folders, DIGEST), 1);
  assertEquals(readText(`${folders.replica}/a.txt`), "gooD");
});

Deno.test("lockstep -c keeps the good copy of what decayed since a pass with --digest, until --accept-decay", async () => {
  using folders = await remembered();
  decay(`${folders.source}/a.txt`);
  putFile(`${folders.source}/b.txt`, "edit", Date.now());
  for (const args of [["-c"], ["-c", "--yes"], ["--digest", "md5"]]) {
    const finished = await runOnce(folders, args);
    assertCode(finished, 1);
    assertStringIncludes(
      finished.stderr,
      `WARN  skipped "a.txt" (the source's contents are not those of the last pass, `,
    );
    assertEquals(readText(`${folders.replica}/a.txt`), "good");
    assertEquals(readText(`${folders.replica}/b.txt`), "edit");
  }
  assertCode(await runOnce(folders, ["-c", "--accept-decay"]), 0);
  assertEquals(readText(`${folders.replica}/a.txt`), "gooD");
  assertCode(await runOnce(folders, ["-c"]), 0);
});

Deno.test("lockstep --digest repairs a replica file that decayed from the source, and tells it", async () => {
  using folders = await remembered();
  decay(`${folders.replica}/sub/c.txt`);
  const finished = await runOnce(folders, DIGEST);
  assertCode(finished, 0);
  assertStringIncludes(
    finished.stderr,
    `WARN  decay "sub/c.txt" (the replica's contents were not those of the last pass, though size and time were)`,
  );
  const lines = actionLines(finished.stderr);
  assert(lines.some((line) => line.startsWith('updated "sub/c.txt" 4 B')));
  assertEquals(readTree(folders.replica), readTree(folders.source));
});

Deno.test("lockstep --digest warns where it cannot remember digests, and mirrors all the same", async () => {
  using folders = await remembered();
  const [name = ""] = namesIn(`${folders.state}/lockstep`)
    .filter((name) => name.startsWith("pair-"));
  putFile(`${folders.state}/lockstep/${name}`, "damaged ".repeat(1000));
  putFile(`${folders.source}/a.txt`, "newer", Date.now());
  const finished = await runOnce(folders, DIGEST);
  assertCode(finished, 0);
  assertStringIncludes(finished.stderr, "is damaged");
  assertEquals(readTree(folders.replica), readTree(folders.source));
});
