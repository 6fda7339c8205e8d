import { followPath, type Way } from "../../src/disk/foreign_link.ts";
import { inspectRoots } from "../../src/disk/inspect.ts";
import { assertEquals } from "../support/assert.ts";
import { notPosix, notRoot, testUnless } from "../support/conditions.ts";
import { standard, wordsOf } from "../support/inspected.ts";
import { nodeFs } from "../support/node_fs.ts";
import { link, writeTree } from "../support/tree.ts";

const ME = Deno.uid() ?? 0;
const SOMEBODY = 12_345;

/** Where a path leads, below the folder with `source/a/b`, `to -> source` and `loop -> loop`. */
type Lead = string | { readonly missing: string; readonly in: string };

/** Paths below that folder, and where they lead; `undefined` where that cannot be told. */
const CLEAR: Readonly<Record<string, [string, Lead | undefined]>> = {
  "a path without links": ["source/a/b", "source/a/b"],
  "slashes, dots and steps back": ["source//a/./b/../", "source/a"],
  "a link of one's own": ["to/a", "source/a"],
  "a step back behind a link, which is of where the link leads": [
    "to/a/../../source",
    "source",
  ],
  "a link that leads to an absolute path": ["absolute/b", "source/a/b"],
  "a link to a link": ["twice/a", "source/a"],
  "what does not exist": [
    "source/no/../thing/./new",
    { missing: "source/thing/new", in: "source" },
  ],
  "a link on the way to what does not exist": [
    "to/a/new",
    { missing: "source/a/new", in: "source/a" },
  ],
  "a link that leads nowhere": ["lost", { missing: "no/where", in: "" }],
  "a link that leads to itself": ["loop", undefined],
};

function toWay(top: string, lead: Lead | undefined): Way {
  if (lead === undefined) return { kind: "unknown" };
  if (typeof lead === "string") {
    return { kind: "clear", path: `${top}/${lead}` };
  }
  const parent = `${top}/${lead.in}`.replace(/\/$/, "");
  return { kind: "missing", path: `${top}/${lead.missing}`, parent };
}

for (const [name, [path, real]] of Object.entries(CLEAR)) {
  testUnless(notPosix(), `followPath() follows ${name}`, () => {
    using folders = standard();
    const { top } = folders;
    writeTree(top, {
      absolute: link(`${top}/source/a`),
      twice: link("to"),
    });
    assertEquals(followPath(`${top}/${path}`, ME), toWay(top, real));
  });
}

Deno.test("followPath() takes the top of the tree for what it is", () => {
  if (Deno.build.os === "windows") return;
  for (const path of ["/", "/..", "/../.."]) {
    assertEquals(followPath(path, ME), { kind: "clear", path: "/" });
  }
});

for (
  const path of ["foreign", "foreign/a", "to-foreign/a", "source/../foreign"]
) {
  testUnless(
    notRoot(),
    `followPath() stops at somebody else's link on the way to ${path}`,
    () => {
      using folders = standard();
      const { top } = folders;
      writeTree(top, {
        foreign: link("source"),
        "to-foreign": link("foreign"),
      });
      nodeFs.lchownSync(`${top}/foreign`, SOMEBODY, SOMEBODY);
      assertEquals(followPath(`${top}/${path}`, ME), {
        kind: "foreign",
        link: `${top}/foreign`,
        owner: SOMEBODY,
      });
      assertEquals(followPath(`${top}/${path}`, SOMEBODY).kind, "clear");
    },
  );
}

testUnless(
  notRoot(),
  "inspectRoots() finds a root behind somebody else's link led astray, unless nobody's links count",
  () => {
    using folders = standard();
    const { top } = folders;
    nodeFs.lchownSync(`${top}/to`, SOMEBODY, SOMEBODY);
    const named = {
      source: `${top}/to/a`,
      replica: `${top}/to/new`,
      log: undefined,
      state: undefined,
    };
    const { source, replica } = inspectRoots({ ...named, user: ME });
    const words = `led astray: ${top}/to of ${SOMEBODY}`;
    assertEquals([wordsOf(source), wordsOf(replica)], [words, words]);
    assertEquals(inspectRoots(named).source.status, "folder");
  },
);

testUnless(
  notRoot(),
  "inspectRoots() finds nothing where somebody exchanges a folder for a link while the way is looked at",
  () => {
    using folders = standard();
    const { top } = folders;
    const place = `${top}/place`;
    writeTree(top, { secret: { a: "a" }, place: link("secret") });
    nodeFs.lchownSync(place, SOMEBODY, SOMEBODY);
    const readLink = Deno.readLinkSync;
    // The link is a folder for the moment in which it is to be read.
    Deno.readLinkSync = (path) => {
      if (path !== place) return readLink(path);
      Deno.renameSync(place, `${top}/link`);
      Deno.mkdirSync(place);
      try {
        return readLink(path);
      } finally {
        Deno.removeSync(place);
        Deno.renameSync(`${top}/link`, place);
      }
    };
    try {
      const { source } = inspectRoots({
        source: place,
        replica: `${top}/replica`,
        log: undefined,
        state: undefined,
        user: ME,
        trash: undefined,
      });
      assertEquals(source, {
        status: "failed",
        named: place,
        reason: "a link on the way to it is being changed",
      });
    } finally {
      Deno.readLinkSync = readLink;
    }
  },
);
