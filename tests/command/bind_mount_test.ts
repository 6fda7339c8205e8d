import { assertEquals, assertStringIncludes } from "../support/assert.ts";
import {
  assertCode,
  type ProgramFolders,
  programFolders,
  runProgram,
  snapshot,
} from "../support/program.ts";
import { noProc } from "../support/program_call.ts";
import { toolWorks } from "../support/tools.ts";
import { type Tree, writeTree } from "../support/tree.ts";

const TREE: Tree = { "a.txt": "a", sub: { "b.txt": "b", deep: {} } };

function mountFolders(): ProgramFolders {
  const folders = programFolders();
  writeTree(folders.top, { one: TREE, two: TREE });
  return folders;
}

/** Runs a command where a folder is mounted on another, in a name space that ends with it. */
function mounting(from: string, at: string): readonly string[] {
  const script = 'mount --bind "$0" "$1" && shift && exec "$@"';
  return ["unshare", "--mount", "sh", "-c", script, from, at];
}

/** Only root may mount, and not in every container. */
const canMount = noProc() === undefined &&
  toolWorks("unshare", ["-m", "mount", "--bind", "/", "/"]);

/** Pairs of roots that overlap by a bind mount. */
const MOUNTED: readonly {
  readonly title: string;
  /** What is mounted, and where. */
  readonly mount: readonly [string, string];
  readonly source: string;
  readonly replica: string;
}[] = [
  {
    title: "the replica is the source through a bind mount",
    mount: ["one", "two"],
    source: "one",
    replica: "two",
  },
  {
    title: "the replica is a folder of the source through a bind mount",
    mount: ["one/sub", "two"],
    source: "one",
    replica: "two",
  },
  {
    title: "the replica is below a bind mount of the source",
    mount: ["one", "two"],
    source: "one",
    replica: "two/sub",
  },
  {
    title: "the replica would be made below a bind mount of a source's folder",
    mount: ["one/sub", "two"],
    source: "one",
    replica: "two/new",
  },
  {
    title: "the source is a folder of the replica through a bind mount",
    mount: ["two/sub", "one"],
    source: "one",
    replica: "two",
  },
  {
    title: "the source is below a bind mount of a replica's folder",
    mount: ["two/sub", "one"],
    source: "one/deep",
    replica: "two",
  },
  {
    title: "the replica is mounted inside the source",
    mount: ["two", "one/sub"],
    source: "one",
    replica: "two",
  },
  {
    title: "the source is mounted inside the replica",
    mount: ["one", "two/sub/deep"],
    source: "one",
    replica: "two",
  },
  {
    title: "a folder of the replica is mounted inside the source",
    mount: ["two/sub", "one/sub"],
    source: "one",
    replica: "two",
  },
  {
    title: "a folder of the source is mounted inside the replica",
    mount: ["one/sub", "two/sub"],
    source: "one",
    replica: "two",
  },
];

for (const { title, mount, source, replica } of MOUNTED) {
  Deno.test({
    name:
      `lockstep exits 3 and changes nothing when ${title} (needs the right to mount)`,
    ignore: !canMount,
    fn: async () => {
      using folders = mountFolders();
      const { top } = folders;
      const [from, at] = [`${top}/${mount[0]}`, `${top}/${mount[1]}`];
      const before = snapshot(top);
      const finished = await runProgram(
        [`${top}/${source}`, `${top}/${replica}`, "--once"],
        { state: folders.state, through: mounting(from, at) },
      );
      assertCode(finished, 3);
      assertStringIncludes(
        finished.stderr,
        "ERROR Refused, nothing was changed",
      );
      assertEquals(snapshot(top), before);
    },
  });
}
