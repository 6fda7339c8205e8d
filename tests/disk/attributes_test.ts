import {
  compareAttributes,
  copyAttributes,
} from "../../src/disk/attributes.ts";
import type { Folder } from "../../src/disk/disk.ts";
import type {
  ReadableAttributes,
  WritableAttributes,
} from "../../src/disk/entry_attributes.ts";
import type { KeptAttributes } from "../../src/model/entry/attributes.ts";
import { assert, assertEquals, assertThrows } from "../support/assert.ts";
import {
  noAttributes,
  recordedAttributes,
  setAttribute,
} from "../support/attributes.ts";
import { testUnless } from "../support/conditions.ts";
import { type TestFolders, testFolders } from "../support/folders.ts";
import { codeOf, hold, openFolder } from "../support/open_folder.ts";
import { link } from "../support/tree.ts";

const ACL = "system.posix_acl_access";
const kept: KeptAttributes = { attributes: "user", acls: true };
const isUser = (name: string): boolean => name.startsWith("user.");
const whyNot = noAttributes();

/** Does something with the attributes of names in a replica with a file, a link to it and a folder. */
function inReplica(
  action: (
    of: (name: string) => WritableAttributes,
    folders: TestFolders,
  ) => void,
): void {
  using folders = testFolders({
    replica: { file: "file", link: link("file"), folder: {} },
  });
  using folder = openFolder(folders.replica);
  action((name) => {
    const found = folder.attributesOf?.(name);
    assert(found !== undefined);
    return {
      read: (isWanted) => found.read(isWanted),
      set: (attribute, value) =>
        change(folder, name, (it) => it.set(attribute, value)),
      remove: (attribute) => change(folder, name, (it) => it.remove(attribute)),
    };
  }, folders);
}

function change(
  folder: Folder,
  name: string,
  action: (attributes: WritableAttributes) => void,
): void {
  using held = hold(folder, name);
  const attributes = held.attributes?.();
  assert(attributes !== undefined);
  action(attributes);
}

function textsOf(attributes: ReadableAttributes): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries(
    [...attributes.read(isUser)].map((
      [name, value],
    ) => [name, decoder.decode(value)]),
  );
}

testUnless(
  whyNot,
  "attributesOf() reads those of a file, a folder and the folder itself",
  () => {
    inReplica((of, { replica }) => {
      for (const name of ["file", "folder", ""]) {
        setAttribute(`${replica}/${name}`, "user.a", `of ${name}`);
        setAttribute(`${replica}/${name}`, "user.empty", "");
        setAttribute(`${replica}/${name}`, "trusted.b", "unwanted");
        assertEquals(textsOf(of(name)), {
          "user.a": `of ${name}`,
          "user.empty": "",
        });
      }
    });
  },
);

testUnless(
  whyNot,
  "attributesOf() sets and removes, also values of no length",
  () => {
    inReplica((of) => {
      for (const name of ["file", "folder", ""]) {
        of(name).set("user.a", new Uint8Array([0x62]));
        of(name).set("user.empty", new Uint8Array(0));
        assertEquals(textsOf(of(name)), { "user.a": "b", "user.empty": "" });
        of(name).remove("user.a");
        of(name).remove("user.never");
        assertEquals(textsOf(of(name)), { "user.empty": "" });
      }
    });
  },
);

testUnless(
  whyNot,
  "attributesOf() takes a link for itself and leaves what it leads to alone",
  () => {
    inReplica((of, { replica }) => {
      setAttribute(`${replica}/file`, "user.a", "of the file");
      assertEquals(textsOf(of("link")), {});
      of("link").set("trusted.b", new Uint8Array([0x62]));
      assertEquals([...of("link").read(() => true).keys()], ["trusted.b"]);
      assertEquals([...of("file").read(() => true).keys()], ["user.a"]);
      assertEquals(
        codeOf(() => of("link").set("user.b", new Uint8Array(1))),
        "EPERM",
      );
    });
  },
);

testUnless(
  whyNot,
  "attributesOf() reads long lists, long values and names of any bytes",
  () => {
    inReplica((of, { replica }) => {
      const names = Array.from(
        { length: 20 },
        (_, index) => `user.${index}${"n".repeat(100)}`,
      );
      const odd = "user.\udcff\u00e9";
      for (const name of [...names, odd]) {
        of("file").set(name, new Uint8Array(0));
      }
      assertEquals(
        [...of("file").read(() => true).keys()].sort(),
        [...names, odd].sort(),
      );
      const long = new Uint8Array(2000).fill(7);
      of("folder").set("user.long", long);
      assertEquals(of("folder").read(() => true).get("user.long"), long);
      setAttribute(replica, "user.b", "b");
    });
  },
);

testUnless(
  whyNot,
  "attributesOf() says so where a value is too long for the system",
  () => {
    inReplica((of) => {
      assertEquals(
        codeOf(() => of("file").set("user.a", new Uint8Array(65537))),
        "E2BIG",
      );
    });
  },
);

testUnless(
  whyNot,
  "attributesOf() fails where nothing is, and on a name that is too long",
  () => {
    inReplica((of) => {
      assertEquals(codeOf(() => of("missing").read(isUser)), "ENOENT");
      assertEquals(
        codeOf(() => of("n".repeat(5000)).read(isUser)),
        "ENAMETOOLONG",
      );
    });
  },
);

Deno.test("compareAttributes() tells in which parts two entries differ, of those that are kept", () => {
  const source = recordedAttributes({ "user.a": "a", "trusted.b": "b" });
  const replica = recordedAttributes({ "user.a": "a", [ACL]: "acl" });
  assertEquals(compareAttributes({ source, replica, kept }), ["ACL"]);
  const all: KeptAttributes = { attributes: "all", acls: false };
  assertEquals(compareAttributes({ source, replica, kept: all }), [
    "attributes",
  ]);
});

Deno.test("compareAttributes() takes for different what cannot be read in the replica, and only there", () => {
  const fine = recordedAttributes({});
  const closed = recordedAttributes({}, { read: "yes", "read ": "EACCES" });
  assertEquals(compareAttributes({ source: fine, replica: closed, kept }), [
    "attributes",
  ]);
  assertEquals(
    codeOf(() => compareAttributes({ source: closed, replica: fine, kept })),
    "EACCES",
  );
});

Deno.test("copyAttributes() removes first, and does the rest if one fails", () => {
  const source = recordedAttributes({
    "user.a": "",
    "user.b": "",
    [ACL]: "acl",
  });
  const replica = recordedAttributes({ "user.x": "x" }, {
    "set user.a": "ENOSPC",
  });
  const { hasChanged, lost } = copyAttributes({ source, replica, kept });
  assertEquals(replica.calls, [
    "remove user.x",
    "set user.a",
    "set user.b",
    `set ${ACL}`,
  ]);
  assertEquals(hasChanged, true);
  assertEquals(lost?.code, "ENOSPC");
});

Deno.test("copyAttributes() does nothing to what is equal", () => {
  const [source, replica] = [
    recordedAttributes({ "user.a": "a" }),
    recordedAttributes({ "user.a": "a" }),
  ];
  const done = copyAttributes({ source, replica, kept });
  assertEquals(done, { hasChanged: false, lost: undefined });
  assertEquals(replica.calls, []);
});

Deno.test("copyAttributes() hides no bug", () => {
  const source = recordedAttributes({ "user.a": "a" });
  const replica = {
    ...recordedAttributes({}),
    set: () => {
      throw new TypeError("a bug");
    },
  };
  assertThrows(() => copyAttributes({ source, replica, kept }), TypeError);
});
