import type { Folder } from "../../../src/disk/disk.ts";
import type { Libc } from "../../../src/disk/native/libc.ts";
import type { RelativePath } from "../../../src/model/paths/path.ts";
import { assert, assertEquals } from "../../support/assert.ts";
import { removeDeep } from "../../support/bytes.ts";
import { putFolder, remove, rename } from "../../support/files.ts";
import { type TestFolders, testFolders } from "../../support/folders.ts";
import {
  nativeTest,
  openBelow,
  openNative,
  openWith,
} from "../../support/native.ts";
import { codeOf, diskErrorOf } from "../../support/open_folder.ts";
import { inodeOf } from "../../support/tree.ts";
import { link, writeTree } from "../../support/tree.ts";
import {
  broken,
  ERRNO,
  failing,
  type Trouble,
  troubledLibc,
} from "../../support/troubled_libc.ts";

/** Makes folders one in the other, name by name, and returns the inode number of the last. */
function makeChain(root: Folder, names: readonly string[]): number {
  let at = root.openFolder("" as RelativePath);
  for (const name of names) {
    at.createFolder(name, 0o700);
    const next = at.openFolder(name as RelativePath);
    at[Symbol.dispose]();
    at = next;
  }
  using last = at;
  last.createFile("here", 0o600).close();
  return last.own().ino;
}

const CHAINS: readonly {
  readonly title: string;
  readonly names: readonly string[];
}[] = [
  {
    title: "2,000 folders down, by a path that one call takes",
    names: new Array<string>(2000).fill("d"),
  },
  {
    title: "3,000 folders down, by a path that is too long for one call",
    names: new Array<string>(3000).fill("d"),
  },
  {
    title: "at the end of a path of just 4,095 bytes",
    names: new Array<string>(2048).fill("d"),
  },
  {
    title: "at the end of a path of 4,097 bytes",
    names: new Array<string>(2049).fill("d"),
  },
  {
    title: "below 40 names of 255 bytes",
    names: Array.from({ length: 40 }, (_, at) => `${at}`.padEnd(255, "x")),
  },
  {
    title: "below 40 names of bytes that are not UTF-8",
    names: Array.from({ length: 40 }, () => "\udce8".repeat(255)),
  },
];

for (const { title, names } of CHAINS) {
  nativeTest(`openFolder() opens a folder ${title}`, () => {
    using folders = testFolders({ replica: {} });
    try {
      using root = openNative(folders.replica);
      const ino = makeChain(root, names);
      {
        using last = root.openFolder(names.join("/") as RelativePath);
        assertEquals(last.own().ino, ino);
        assertEquals(last.list().names, ["here"]);
      }
      const beyond = [...names, "missing"].join("/") as RelativePath;
      assertEquals(codeOf(() => root.openFolder(beyond)), "ENOENT");
    } finally {
      removeDeep(folders.replica);
    }
    assertEquals(openBelow(folders.replica), []);
  });
}

nativeTest(
  "openFolder() refuses a link anywhere on a way that is too long for one call, and goes it in a few",
  () => {
    using folders = testFolders({ replica: {} });
    const names = new Array<string>(3000).fill("d");
    const pathTo = (depth: number): RelativePath =>
      names.slice(0, depth).join("/") as RelativePath;
    try {
      let opened = 0;
      const openat2: Trouble = (call, args) => {
        opened++;
        return call(...args);
      };
      using root = openWith(troubledLibc({ openat2 }), folders.replica);
      makeChain(root, names);
      for (const depth of [0, 5, 682, 683, 1000, 2000, 2998]) {
        using above = root.openFolder(pathTo(depth));
        above.createLink("link", { target: "d" });
        const rest = pathTo(2999 - depth);
        const path = [pathTo(depth), "link", rest].filter((it) => it !== "");
        opened = 0;
        const way = path.join("/") as RelativePath;
        assertEquals(codeOf(() => root.openFolder(way)), "ELOOP");
        assert(opened <= 5, `${opened} calls`);
      }
    } finally {
      removeDeep(folders.replica);
    }
  },
);

/** How the kernel may answer to the call that opens a whole path at once. */
const LIBRARIES: readonly {
  readonly title: string;
  readonly libc: () => Libc;
}[] = [
  { title: "in one call", libc: () => troubledLibc({}) },
  ...(["ENOSYS", "EPERM", "EAGAIN", "EINVAL", "E2BIG"] as const).map((
    code,
  ) => ({
    title: `name by name, because one call gives ${code}`,
    libc: () => troubledLibc({ openat2: broken(ERRNO[code]) }),
  })),
];

const WAY = ["a", "b", "c", "d"];

function wayFolders(): TestFolders {
  return testFolders({
    source: { a: { b: { c: { d: { inside: "" } } } } },
    replica: { b: { c: { d: {} } }, c: { d: {} }, d: {} },
  });
}

for (const { title, libc } of LIBRARIES) {
  nativeTest(`openFolder() goes the whole way ${title}`, () => {
    using folders = wayFolders();
    using root = openWith(libc(), folders.source);
    using last = root.openFolder("a/b/c/d" as RelativePath);
    assertEquals(last.list().names, ["inside"]);
    using middle = last.openFolder("" as RelativePath);
    assertEquals(middle.own(), last.own());
    assertEquals(last.own().ino, inodeOf(`${folders.source}/a/b/c/d`));
  });

  nativeTest(`openFolder() refuses a link anywhere on the way ${title}`, () => {
    for (let depth = 0; depth < WAY.length; depth++) {
      using folders = wayFolders();
      const at = `${folders.source}/${WAY.slice(0, depth + 1).join("/")}`;
      rename(at, `${folders.source}/moved`);
      const up = "../".repeat(depth);
      const name = WAY[depth] ?? "";
      for (
        const target of [
          `${up}moved`,
          `${folders.source}/moved`,
          `${up}../replica/${name}`,
          "nowhere",
          name,
        ]
      ) {
        writeTree(at.slice(0, at.lastIndexOf("/")), { [name]: link(target) });
        using root = openWith(libc(), folders.source);
        assertEquals(
          codeOf(() => root.openFolder("a/b/c/d" as RelativePath)),
          "ELOOP",
          `${name} -> ${target}`,
        );
        remove(at);
      }
      assertEquals(openBelow(folders.source), []);
    }
  });

  nativeTest(
    `openFolder() refuses a file and nothing anywhere on the way ${title}`,
    () => {
      for (let depth = 0; depth < WAY.length; depth++) {
        using folders = wayFolders();
        const at = `${folders.source}/${WAY.slice(0, depth + 1).join("/")}`;
        const name = WAY[depth] ?? "";
        rename(at, `${folders.source}/moved`);
        using root = openWith(libc(), folders.source);
        const code = (): string =>
          codeOf(() => root.openFolder("a/b/c/d" as RelativePath));
        assertEquals(code(), "ENOENT", name);
        writeTree(at.slice(0, at.lastIndexOf("/")), { [name]: "file" });
        assertEquals(code(), "ENOTDIR", name);
        remove(at);
        putFolder(at);
        assert(depth === WAY.length - 1 || code() === "ENOENT", name);
        assertEquals(openBelow(folders.source), [""]);
      }
    },
  );
}

for (const name of ["openat", "openat2"]) {
  nativeTest(`openFolder() goes on where a signal interrupts ${name}`, () => {
    using folders = wayFolders();
    const interrupted = failing(ERRNO.EINTR, ERRNO.EINTR);
    const libc = troubledLibc({ [name]: interrupted });
    using root = openWith(libc, folders.source);
    using last = root.openFolder("a/b/c/d" as RelativePath);
    assertEquals(last.list().names, ["inside"]);
  });
}

nativeTest("openFolder() fails with what the system says", () => {
  using folders = wayFolders();
  const openat2 = broken(ERRNO.EIO);
  using root = openWith(troubledLibc({ openat2 }), folders.source, "source");
  const error = diskErrorOf(() => root.openFolder("a/b" as RelativePath));
  assertEquals([error.code, error.doing], ["EIO", "open the source folder"]);
});
