import { inspectRoots, makeFolders } from "../../src/disk/inspect.ts";
import { assert, assertEquals, assertMatch } from "../support/assert.ts";
import { notPosix, testUnless } from "../support/conditions.ts";
import { look, putFifo } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { inspect, refusalOf, standard, wordsOf } from "../support/inspected.ts";
import { mountBind, mountTmpfs, noMounts } from "../support/mounts.ts";
import { namesIn, readTree } from "../support/tree.ts";

Deno.test("inspectRoots() finds a folder with its real path and identity", () => {
  using folders = standard();
  const root = inspect(`${folders.top}/source`);
  assert(root.status === "folder");
  assertEquals(root.place.path, folders.source);
  assertEquals(root.identity.ino, look(folders.source).ino);
});

Deno.test("inspectRoots() finds the folders above a root, nearest first, up to the top", () => {
  using folders = standard();
  const root = inspect(`${folders.source}/a/b`);
  assert(root.status === "folder");
  const { above } = root.place;
  assertEquals(above[0]?.path, `${folders.source}/a`);
  assertEquals(above[1]?.path, folders.source);
  assertEquals(above.at(-1)?.path, "/");
  for (const { path, identity } of above) {
    assertEquals(identity.ino, look(path).ino);
  }
});

/** Paths below a folder that has `source/a/b`, `source/file`, `to -> source`, `lost -> no/where`. */
const FOLDERS: Readonly<Record<string, [string, string]>> = {
  "with a slash at its end": ["source/", "source"],
  "with slashes at its end and in it": ["source//a///", "source/a"],
  "through a link": ["to", "source"],
  "through a link with a slash": ["to/", "source"],
  "below a link": ["to/a/b", "source/a/b"],
  "with .. in it": ["source/a/../../source/./a", "source/a"],
  "with .. behind a link, which is of where the link leads": [
    "to/../source",
    "source",
  ],
};

for (const [name, [path, real]] of Object.entries(FOLDERS)) {
  testUnless(notPosix(), `inspectRoots() finds a folder ${name}`, () => {
    using folders = standard();
    const root = inspect(`${folders.top}/${path}`);
    assert(root.status === "folder", root.status);
    assertEquals(root.place.path, `${folders.top}/${real}`);
  });
}

const MISSING: Readonly<Record<string, [string, string]>> = {
  "in a folder that exists": ["source/new", "source/new"],
  "in folders that do not exist either": ["x/y/z", "x/y/z"],
  "with a slash at its end": ["new/", "new"],
  "with slashes within": ["x//y//z//", "x/y/z"],
  "below a link": ["to/new", "source/new"],
  "with .. over what does not exist": ["x/../y", "y"],
  "with .. over what exists": ["source/../new", "new"],
  "with .. up to a folder that exists": ["source/x/../../new", "new"],
  "with . in it": ["x/./y/.", "x/y"],
};

for (const [name, [path, real]] of Object.entries(MISSING)) {
  testUnless(
    notPosix(),
    `inspectRoots() finds the place of a missing folder ${name}`,
    () => {
      using folders = standard();
      const root = inspect(`${folders.top}/${path}`);
      assert(root.status === "missing", root.status);
      assertEquals(root.place.path, `${folders.top}/${real}`);
    },
  );
}

testUnless(
  notPosix(),
  "inspectRoots() knows of a missing folder only those above it that exist",
  () => {
    using folders = standard();
    const root = inspect(`${folders.source}/x/y`);
    assert(root.status === "missing");
    assertEquals(root.place.above[0]?.path, folders.source);
  },
);

const UNFIT: Readonly<Record<string, [string, RegExp]>> = {
  "a file": ["source/file", /^unfit: a file$/],
  "a link to a file": ["file", /^unfit: a file$/],
  "a FIFO": ["fifo", /^unfit: a device, pipe or socket$/],
  "a link that leads nowhere": [
    "lost",
    /^failed: it is a link that leads nowhere$/,
  ],
  "a link that leads nowhere, with a slash": [
    "lost/",
    /^failed: it is a link that leads nowhere$/,
  ],
  "a link that leads to itself": ["loop", /^failed: .*ELOOP/],
  "what would be below a file": ["source/file/x", /^failed: .*ENOTDIR/],
  "a name that is too long": ["x".repeat(256), /^failed: .*ENAMETOOLONG/],
};

for (const [name, [path, expected]] of Object.entries(UNFIT)) {
  testUnless(
    notPosix(),
    `inspectRoots() says what is wrong with ${name}`,
    () => {
      using folders = standard();
      putFifo(`${folders.top}/fifo`);
      assertMatch(wordsOf(inspect(`${folders.top}/${path}`)), expected);
    },
  );
}

testUnless(
  notPosix(),
  "inspectRoots() does not take what lies below a link that leads nowhere for a place to make",
  () => {
    using folders = standard();
    const root = inspect(`${folders.top}/lost/x`);
    assertMatch(wordsOf(root), /^failed: /);
  },
);

Deno.test("inspectRoots() changes nothing", () => {
  using folders = standard();
  const before = readTree(folders.top);
  inspect(`${folders.top}/x/y`);
  inspect(folders.source);
  assertEquals(readTree(folders.top), before);
});

Deno.test("inspectRoots() finds where log and state lie, through links and where they are missing", () => {
  using folders = standard();
  const { log, state } = inspectRoots({
    source: folders.source,
    replica: folders.replica,
    log: `${folders.top}/to/logs/log.txt`,
    state: `${folders.top}/state`,
  });
  assertEquals(log?.path, `${folders.source}/logs/log.txt`);
  assertEquals(log?.above[0]?.path, folders.source);
  assertEquals(state?.path, `${folders.top}/state`);
});

testUnless(
  noMounts(),
  "inspectRoots() sees that a bind mount is the folder it shows",
  () => {
    using folders = standard();
    using bind = mountBind(folders.source, `${folders.top}/bind`);
    assertMatch(refusalOf(folders.source, bind.path), /are the same folder/);
    assertMatch(
      refusalOf(folders.source, `${bind.path}/a/b`),
      /^the replica, .* inside the source/,
    );
    assertMatch(
      refusalOf(`${folders.source}/a`, bind.path),
      /^the source, .* inside the replica/,
    );
    assertMatch(
      refusalOf(folders.source, `${bind.path}/new/deep`),
      /^the replica, .* inside the source/,
    );
  },
);

testUnless(
  noMounts(),
  "inspectRoots() sees that a replica is mounted somewhere in the source",
  () => {
    using folders = testFolders({ source: { deep: {} }, replica: { a: {} } });
    using _bind = mountBind(folders.replica, `${folders.source}/deep/er`);
    assertMatch(
      refusalOf(folders.source, folders.replica),
      /is mounted inside the source as well/,
    );
    assertMatch(
      refusalOf(folders.replica, folders.source),
      /is mounted inside the replica as well/,
    );
  },
);

testUnless(
  noMounts(),
  "inspectRoots() lets other disks be mounted in the source",
  () => {
    using folders = testFolders({ source: {}, replica: {} });
    using _disk = mountTmpfs(`${folders.source}/disk`);
    assertEquals(refusalOf(folders.source, folders.replica), "ready");
  },
);

Deno.test("makeFolders() makes a folder and those above it, and is content if it is there", () => {
  using folders = standard();
  assertEquals(makeFolders(`${folders.top}/x/y/z`), undefined);
  assertEquals(makeFolders(`${folders.top}/x/y/z`), undefined);
  assertEquals(namesIn(`${folders.top}/x/y`), ["z"]);
});

testUnless(notPosix(), "makeFolders() says why it cannot", () => {
  using folders = standard();
  assertMatch(
    makeFolders(`${folders.source}/file/x`) ?? "",
    /^it is not a folder \(ENOTDIR\)$/,
  );
});
