import type { Folder } from "../../src/disk/disk.ts";
import {
  mendMetadata,
  type MetadataRules,
  partsToSet,
  stampFile,
} from "../../src/disk/metadata.ts";
import type { WritableFile } from "../../src/disk/open_file.ts";
import type { MetadataPart } from "../../src/model/entry/difference.ts";
import type { Entry } from "../../src/model/entry/entry.ts";
import { assertEquals } from "../support/assert.ts";
import { recordedAttributes } from "../support/attributes.ts";
import { fileEntry, folderEntry, linkEntry } from "../support/entries.ts";
import {
  type Recorded,
  recordedFile,
  recordedFolder,
} from "../support/recorded.ts";

const ACL = "system.posix_acl_access";
const RULES: MetadataRules = {
  owner: true,
  attributes: { attributes: "user", acls: true },
  capabilities: () => ({ timeGrainNanos: 1, modes: true, owners: true }),
};
const TIME = "setTime 1600000000";

/** A file whose attributes are written down among its other calls. */
function withAttributes(
  file: WritableFile & Recorded,
  failures: Readonly<Record<string, string>> = {},
): WritableFile & Recorded {
  const attributes = recordedAttributes({}, failures, file.calls);
  return Object.assign(file, { attributes: () => attributes });
}

/** A folder in which the attributes of whatever is held are. */
function folderWithAttributes(
  failures: Readonly<Record<string, string>> = {},
): Folder & Recorded {
  const folder = recordedFolder();
  const { hold } = folder;
  const attributes = recordedAttributes({}, failures, folder.calls);
  folder.hold = (name, seen) => ({
    ...hold(name, seen),
    attributes: () => attributes,
  });
  return folder;
}

Deno.test("stampFile() sets owner, attributes, ACL, mode and time, in this order", () => {
  const file = withAttributes(recordedFile({ mode: 0o600, uid: 1, gid: 1 }));
  const attributes = recordedAttributes({ [ACL]: "acl", "user.a": "a" });
  const stamped = stampFile(file, { source: fileEntry(), attributes }, RULES);
  assertEquals(file.calls, [
    "setOwner 1000:1000",
    "set user.a",
    `set ${ACL}`,
    "setMode 644",
    TIME,
  ]);
  assertEquals(stamped, { droppedSetId: false, lost: undefined });
});

Deno.test("stampFile() sets the mode again, which an ACL may have changed", () => {
  const made = { mode: 0o644, uid: 1000, gid: 1000 };
  const file = withAttributes(recordedFile(made));
  const attributes = recordedAttributes({ [ACL]: "acl" });
  stampFile(file, { source: fileEntry(), attributes }, RULES);
  assertEquals(file.calls, [`set ${ACL}`, "setMode 644", TIME]);
});

Deno.test("stampFile() does all else where an attribute cannot be set, and says why", () => {
  const made = { mode: 0o600, uid: 1000, gid: 1000 };
  const failures = { "set user.a": "EOPNOTSUPP" };
  const file = withAttributes(recordedFile(made), failures);
  const attributes = recordedAttributes({ "user.a": "a" });
  const { lost } = stampFile(file, { source: fileEntry(), attributes }, RULES);
  assertEquals(lost?.code, "EOPNOTSUPP");
  assertEquals(file.calls, ["set user.a", "setMode 644", TIME]);
});

Deno.test("stampFile() sets no attributes that are not kept", () => {
  const made = { mode: 0o644, uid: 1000, gid: 1000 };
  const file = withAttributes(recordedFile(made));
  const attributes = recordedAttributes({ "user.a": "a" });
  const rules = { ...RULES, attributes: undefined };
  stampFile(file, { source: fileEntry(), attributes }, rules);
  assertEquals(file.calls, [TIME]);
});

interface MendingCase {
  readonly replica: Entry;
  readonly parts: readonly MetadataPart[];
  readonly calls: readonly string[];
}

const MENDINGS: Readonly<Record<string, MendingCase>> = {
  "sets attributes, and the mode after them": {
    replica: fileEntry(),
    parts: ["attributes"],
    calls: ["set user.a", "setMode n 755"],
  },
  "opens up what its owner may not write, and closes it again": {
    replica: folderEntry({ mode: 0o555 }),
    parts: ["ACL"],
    calls: ["setMode n 755", "set user.a", "setMode n 755"],
  },
  "sets attributes again after the owner": {
    replica: fileEntry({ uid: 1 }),
    parts: ["owner"],
    calls: ["setOwner n file 1000:1000", "set user.a", "setMode n 755"],
  },
  "leaves attributes alone where nothing touches them": {
    replica: fileEntry(),
    parts: ["mode", "time"],
    calls: ["setMode n 755", "setTime n file 1600000000"],
  },
  "sets no mode of a link": {
    replica: linkEntry({ mode: 0o400 }),
    parts: ["attributes"],
    calls: ["set user.a"],
  },
};

for (const [what, { replica, parts, calls }] of Object.entries(MENDINGS)) {
  Deno.test(`mendMetadata() ${what}`, () => {
    const folder = folderWithAttributes();
    const source = folderEntry();
    const attributes = recordedAttributes({ "user.a": "a" });
    mendMetadata(
      folder,
      { name: "n", source, replica, parts, attributes },
      RULES,
    );
    assertEquals(folder.calls, calls);
  });
}

Deno.test("mendMetadata() returns why an attribute could not be set, and sets the time", () => {
  const failures = { "set user.a": "ENOSPC" };
  const folder = folderWithAttributes(failures);
  const attributes = recordedAttributes({ "user.a": "a" });
  const [source, replica] = [fileEntry(), fileEntry()];
  const parts = ["time", "attributes"] as const;
  const mending = { name: "n", source, replica, parts, attributes };
  assertEquals(mendMetadata(folder, mending, RULES).lost?.code, "ENOSPC");
  assertEquals(folder.calls.at(-1), "setTime n file 1600000000");
});

Deno.test("partsToSet() names attributes where they are kept", () => {
  const [source, made] = [fileEntry(), fileEntry()];
  assertEquals(partsToSet(source, made, RULES), ["time", "attributes"]);
});
