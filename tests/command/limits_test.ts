import {
  assert,
  assertEquals,
  assertStringIncludes,
} from "../support/assert.ts";
import { notNative, testUnless } from "../support/conditions.ts";
import { mountNtfs, noNtfs } from "../support/faulty_mounts.ts";
import {
  actionLines,
  assertCode,
  programFolders,
  runOnce,
} from "../support/program.ts";
import { mustRun } from "../support/shell.ts";
import { namesIn, readText, readTree, type Tree } from "../support/tree.ts";

const DISKS = ["auto", "portable"] as const;

/** Folders in folders, that many. */
function deepTree(depth: number): Tree {
  let tree: Tree = { "deepest.txt": "deepest" };
  for (let at = 0; at < depth; at++) tree = { d: tree };
  return tree;
}

testUnless(
  notNative(),
  "lockstep exits 1 when it may not open as many files as it needs, says so, mirrors the rest, and converges once it may",
  async () => {
    using folders = programFolders({
      source: { "other.txt": "other", turned: "a file" },
      replica: { turned: deepTree(150) },
    });
    const { source, replica } = folders;
    const through = ["sh", "-c", 'ulimit -n 100; exec "$0" "$@"'];
    const args = ["--yes", "--disk", "native"];
    const finished = await runOnce(folders, args, { through });
    assertCode(finished, 1);
    assertStringIncludes(
      finished.stderr,
      'failed "turned" (cannot open the replica folder: too many files are open (EMFILE))',
    );
    assertEquals(readText(`${replica}/other.txt`), "other");
    assertEquals(namesIn(`${replica}/turned`), ["d"]);
    assertCode(await runOnce(folders, ["--yes"]), 0);
    assertEquals(readTree(replica), readTree(source));
  },
);

for (const disk of DISKS) {
  testUnless(
    noNtfs(),
    `lockstep exits 1 when a name is too long for the replica's file system, says so, mirrors the rest and leaves nothing behind (--disk ${disk})`,
    async () => {
      using folders = programFolders({ replica: { "extra.txt": "extra" } });
      using mounted = mountNtfs(folders.top);
      const name = "\u8a9e".repeat(200);
      for (const path of [name, "other.txt", `folder ${name}/in.txt`]) {
        const full = `${mounted.path}/${path}`;
        mustRun("mkdir", "-p", full.slice(0, full.lastIndexOf("/")));
        await Deno.writeTextFile(full, "text");
      }
      const roots = { ...folders, source: mounted.path };
      const finished = await runOnce(roots, ["--disk", disk]);
      assertCode(finished, 1);
      const failures = actionLines(finished.stderr)
        .filter((line) => line.startsWith("failed"));
      assertEquals(failures.map((line) => line.split('"')[1]), [
        `folder ${name}`,
        name,
      ]);
      for (const failure of failures) {
        const words = "the name or path is too long for this system";
        assertStringIncludes(failure, `${words} (ENAMETOOLONG)`);
      }
      assertEquals(namesIn(folders.replica), ["other.txt"]);
    },
  );
}

Deno.test("lockstep --disk portable exits 1 when a path is too long for one call, says so, and mirrors the rest; the native disk copies it", async () => {
  using folders = programFolders({
    source: { "other.txt": "other" },
    replica: {},
  });
  const { top, source, replica } = folders;
  const half = `${"n".repeat(200)}/`.repeat(15);
  for (const path of [`${source}/${half}`, `${top}/rest/${half}`]) {
    await Deno.mkdir(path, { recursive: true });
  }
  await Deno.writeTextFile(`${top}/rest/${half}/deep.txt`, "deep");
  await Deno.rename(`${top}/rest`, `${source}/${half}/rest`);
  const portable = await runOnce(folders, ["--disk", "portable"]);
  assertCode(portable, 1);
  assertStringIncludes(
    portable.stderr,
    "the name or path is too long for this system (ENAMETOOLONG)",
  );
  assertEquals(readText(`${replica}/other.txt`), "other");
  if (notNative() !== undefined) return;
  assertCode(await runOnce(folders, ["--disk", "native"]), 0);
  assertEquals(listDeep(replica), listDeep(source));
});

/** Lists what is at paths of any length. */
function listDeep(path: string): string {
  const listing = mustRun("find", path, "-printf", "%P %s %T@\n");
  assert(listing.includes("deep.txt 4 "), listing);
  return listing.split("\n").sort().join("\n");
}
