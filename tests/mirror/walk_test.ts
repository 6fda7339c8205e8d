import fc from "fast-check";
import { walk } from "../../src/mirror/walk.ts";
import type { Outcome } from "../../src/model/outcome/outcome.ts";
import { encodeName } from "../../src/model/paths/name_bytes.ts";
import {
  childPath,
  type RelativePath,
  ROOT,
} from "../../src/model/paths/path.ts";
import type { LeftAlone } from "../../src/model/roots/own_files.ts";
import { inlinePool } from "../../src/workers/threads/inline.ts";
import type { Pool } from "../../src/workers/threads/pool.ts";
import { propertyRuns } from "../property/runs.ts";
import { arbitraryTree } from "../support/arbitrary_tree.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { look } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { testPool } from "../support/pool.ts";
import { TEST_DISK } from "../support/test_disk.ts";
import { namesBelow } from "../support/tree.ts";
import { failWith, watchedDisk } from "../support/watched_disk.ts";

interface Walking {
  readonly pool?: Pool;
  readonly folder?: string;
  readonly isLeftAlone?: LeftAlone;
  readonly isStopped?: () => boolean;
  readonly tell?: (outcomes: readonly Outcome[]) => void;
}

async function pathsIn(
  path: string,
  options: Walking = {},
): Promise<readonly string[]> {
  const { dev, ino } = look(path);
  const paths: string[] = [];
  for await (
    const { folder, entries } of walk({
      pool: options.pool ?? await inlinePool(TEST_DISK),
      root: { side: "source", path, identity: { dev, ino: ino ?? 0 } },
      folder: (options.folder ?? ROOT) as RelativePath,
      isLeftAlone: options.isLeftAlone,
      tell: options.tell ?? (() => {}),
      isStopped: options.isStopped ?? (() => false),
    })
  ) {
    for (const { name } of entries) paths.push(childPath(folder, name));
  }
  return paths;
}

Deno.test("walk() goes through every path of a tree once, files in the order of their bytes", async () => {
  using pool = await inlinePool(TEST_DISK);
  await fc.assert(
    fc.asyncProperty(arbitraryTree, async (tree) => {
      using folders = testFolders({ source: tree });
      const found = await pathsIn(folders.source, { pool });
      const names = namesBelow(folders.source);
      assertEquals(found.toSorted(), names.toSorted());
      const isFile = (path: string): boolean =>
        !look(`${folders.source}/${path}`).isDirectory;
      const bytes = found.filter(isFile).map(toHex);
      assertEquals(bytes, names.filter(isFile).map(toHex).sort());
    }),
    propertyRuns(),
  );
});

function toHex(path: string): string {
  return encodeName(path).toHex();
}

Deno.test("walk() goes through more folders than one job lists, and begins where it is told to", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `${100 + index}`);
  using folders = testFolders({
    source: {
      top: Object.fromEntries(names.map((name) => [name, { a: "" }])),
      other: "",
    },
  });
  assertEquals(
    await pathsIn(folders.source, { folder: "top" }),
    names.flatMap((name) => [`top/${name}`, `top/${name}/a`]),
  );
});

Deno.test("walk() leaves out what is left alone, with all that is in it", async () => {
  using folders = testFolders({ source: { a: { b: "" }, c: "" } });
  const isLeftAlone: LeftAlone = (path) => path === "a";
  assertEquals(await pathsIn(folders.source, { isLeftAlone }), ["c"]);
});

Deno.test("walk() tells of a folder that cannot be listed, and goes on", async () => {
  using folders = testFolders({ source: { a: { b: "" }, c: { d: "" } } });
  const disk = watchedDisk((call) => {
    if (call.method === "list" && call.path === "a") failWith("EIO", call);
  });
  using pool = testPool({ disk });
  const outcomes: Outcome[] = [];
  const tell = (told: readonly Outcome[]): void => void outcomes.push(...told);
  const found = await pathsIn(folders.source, { pool, tell });
  assertEquals(found, ["a", "c", "c/d"]);
  assertEquals(outcomes.map(({ status, path }) => `${status} ${path}`), [
    "failed a",
  ]);
});

Deno.test("walk() ends early when it is asked to stop", async () => {
  using folders = testFolders({ source: { a: {}, b: {}, c: {} } });
  let asked = 0;
  const isStopped = (): boolean => asked++ > 0;
  const found = await pathsIn(folders.source, { isStopped });
  assert(found.length < 3, found.join(" "));
});
