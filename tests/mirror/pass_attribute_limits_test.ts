import type { MirrorOptions } from "../../src/model/settings.ts";
import { assertEquals, assertNotEquals } from "../support/assert.ts";
import {
  noAttributes,
  readAttributes,
  richFolders,
  setAcl,
} from "../support/attributes.ts";
import { notPortable, notRoot, testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides, toLine } from "../support/mirror.ts";
import {
  mountOldExt4,
  mountRamfs,
  mountTmpfs,
  noMounts,
  noOldExt4,
} from "../support/mounts.ts";
import { hold, openFolder } from "../support/open_folder.ts";
import { readText, readTree } from "../support/tree.ts";

const OPTIONS: Partial<MirrorOptions> = { attributes: "all", acls: true };
const ALL: MirrorOverrides = { options: OPTIONS };
const whyNot = noAttributes();

testUnless(
  whyNot ?? noMounts(),
  "runPass() copies to a file system without attributes, and tells once of each entry that has some",
  async () => {
    using folders = richFolders();
    using mounted = mountRamfs(folders.replica);
    const { lines } = await mirror(folders, ALL);
    assertEquals(lines.filter((line) => line.startsWith("failed")), [
      refused("."),
      refused("closed"),
      refused("file"),
      refused("link", "trusted.of the link"),
      refused("read-only"),
      refused("read-only/inside"),
      refused("set-uid", "security.capability"),
    ]);
    assertEquals(readTree(mounted.path), readTree(folders.source));
    const second = await mirror(folders, ALL);
    assertEquals(second.lines.filter((line) => !line.startsWith("failed")), []);
    assertEquals(second.report.tally.failed, 7);
  },
);

function refused(path: string, attribute = "user.a"): string {
  return `failed ${path} (cannot set the attribute "${attribute}": the file system does not support it (EOPNOTSUPP))`;
}

testUnless(
  whyNot ?? noOldExt4(),
  "runPass() keeps values of 64 KiB where the file system takes them, and says so where not",
  async () => {
    using folders = testFolders();
    const { source, replica, top } = folders;
    using from = mountTmpfs(source, "size=2m");
    putFile(`${from.path}/file`, "text");
    {
      using folder = openFolder(from.path);
      using held = hold(folder, "file");
      held.attributes?.().set("user.long", new Uint8Array(65536));
    }
    using to = mountTmpfs(replica, "size=2m");
    await mirror(folders, ALL);
    assertEquals(readAttributes(to.path), readAttributes(from.path));
    assertEquals((await mirror(folders, ALL)).lines, []);

    using small = mountOldExt4(top);
    const { outcomes } = await mirror({ source, replica: small.path }, {
      options: { ...OPTIONS, removals: false },
    });
    assertEquals(outcomes.map(toLine).filter((line) => /file/.test(line)), [
      'failed file (cannot set the attribute "user.long": the file system has no room for it (ENOSPC))',
    ]);
    assertEquals(readText(`${small.path}/file`), "text");
  },
);

testUnless(
  notPortable() ?? notRoot(),
  "runPass() says once, if asked to, that Deno's own calls keep no attributes",
  async () => {
    using folders = testFolders({ source: { file: "file" } });
    const { events, report } = await mirror(folders, ALL);
    const said = events.filter(({ kind }) => kind === "said");
    assertEquals(said, [{
      kind: "said",
      level: "warn",
      text: "not kept, as it takes the native disk (Linux, with /proc): " +
        "extended attributes (--xattrs), ACLs (--acls)",
    }]);
    assertEquals(report.tally.copied, 1);
    assertNotEquals(report.ending.kind, "unavailable");
  },
);

testUnless(
  whyNot ?? noMounts(),
  "runPass() says so where a file system takes no ACL",
  async () => {
    using folders = testFolders({ source: { file: "file" } });
    setAcl(`${folders.source}/file`, "-m", "u:1234:r");
    using _mounted = mountRamfs(folders.replica);
    const { outcomes } = await mirror(folders, { options: { acls: true } });
    const [line] = outcomes.map(toLine).filter((line) => /file/.test(line));
    assertEquals(
      line,
      "failed file (cannot set the ACL: the file system does not support it (EOPNOTSUPP))",
    );
  },
);
