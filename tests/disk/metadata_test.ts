import { DiskError } from "../../src/disk/disk.ts";
import {
  mendMetadata,
  type MetadataRules,
  partsToSet,
  stampFile,
} from "../../src/disk/metadata.ts";
import type {
  Capabilities,
  MetadataPart,
} from "../../src/model/entry/difference.ts";
import type { Entry } from "../../src/model/entry/entry.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";
import { fileEntry, folderEntry, linkEntry } from "../support/entries.ts";
import {
  type Failures,
  recordedFile,
  recordedFolder,
} from "../support/recorded.ts";

const FULL: Capabilities = { timeGrainNanos: 1, modes: true, owners: true };
const NOTHING: Capabilities = { ...FULL, modes: false, owners: false };
const MADE = { mode: 0o600, uid: 1000, gid: 1000 };
const TIME = "setTime 1600000000";

Deno.test("stampFile() sets the owner first, which clears setuid, and the time last", () => {
  const file = recordedFile(MADE);
  const source = fileEntry({ uid: 5, gid: 6, mode: 0o4755 });
  const { droppedSetId } = stampFile(file, { source }, rules(FULL));
  assertEquals(file.calls, ["setOwner 5:6", "setMode 4755", TIME]);
  assertEquals(droppedSetId, false);
});

Deno.test("stampFile() sets only what the new file does not have already", () => {
  const file = recordedFile(MADE);
  stampFile(file, { source: fileEntry({ mode: 0o600 }) }, rules(FULL));
  assertEquals(file.calls, [TIME]);
});

Deno.test("stampFile() sets owner and group if only the group differs", () => {
  const file = recordedFile(MADE);
  stampFile(file, { source: fileEntry({ mode: 0o600, gid: 6 }) }, rules(FULL));
  assertEquals(file.calls, ["setOwner 1000:6", TIME]);
});

Deno.test("stampFile() drops setuid and setgid, and says so, where the owner is not to be kept", () => {
  const file = recordedFile(MADE);
  const source = fileEntry({ uid: 5, mode: 0o6755 });
  const { droppedSetId } = stampFile(file, { source }, rules(FULL, false));
  assertEquals(file.calls, ["setMode 755", TIME]);
  assertEquals(droppedSetId, true);
});

Deno.test("stampFile() drops setuid and setgid, and says so, where the disk keeps no owners", () => {
  const file = recordedFile(MADE, { setOwner: "EPERM" });
  const source = fileEntry({ uid: 5, mode: 0o4755 });
  const { droppedSetId } = stampFile(file, { source }, rules(NOTHING));
  assertEquals(file.calls, ["setOwner 5:1000", "setMode 755", TIME]);
  assertEquals(droppedSetId, true);
});

Deno.test("stampFile() keeps setuid of a file that is the user's own", () => {
  const file = recordedFile(MADE);
  const source = fileEntry({ mode: 0o4755 });
  assertEquals(
    stampFile(file, { source }, rules(FULL, false)).droppedSetId,
    false,
  );
  assertEquals(file.calls, ["setMode 4755", TIME]);
});

for (const code of ["EPERM", "EOPNOTSUPP", "EINVAL", "ENOSYS"]) {
  Deno.test(`stampFile() takes ${code} for what it is on a disk without modes and owners`, () => {
    const file = recordedFile(MADE, { setOwner: code, setMode: code });
    stampFile(file, { source: fileEntry({ uid: 5 }) }, rules(NOTHING));
    assertEquals(file.calls.at(-1), TIME);
  });

  Deno.test(`stampFile() does not hide ${code} of a disk that keeps modes and owners`, () => {
    for (const method of ["setOwner", "setMode"]) {
      assertEquals(failureOf({ [method]: code }, FULL), code);
    }
  });
}

Deno.test("stampFile() hides no other failure, and none to set the time", () => {
  assertEquals(failureOf({ setOwner: "EIO" }, NOTHING), "EIO");
  assertEquals(failureOf({ setMode: "EROFS" }, NOTHING), "EROFS");
  assertEquals(failureOf({ setTime: "EPERM" }, NOTHING), "EPERM");
});

Deno.test("stampFile() asks what the disk keeps only when something was refused", () => {
  const never: MetadataRules = {
    owner: true,
    attributes: undefined,
    capabilities: () => {
      throw new Error("It was asked");
    },
  };
  stampFile(recordedFile(MADE), { source: fileEntry({ uid: 5 }) }, never);
});

interface Mend {
  readonly source: Entry;
  readonly replica: Entry;
  readonly parts: readonly MetadataPart[];
  readonly calls: readonly string[];
  readonly failures?: Failures;
}

const MENDED: Readonly<Record<string, Mend>> = {
  "nothing but what is named": {
    source: fileEntry({ uid: 5, mode: 0o600, mtimeSeconds: 9 }),
    replica: fileEntry(),
    parts: ["time"],
    calls: ["setTime n file 9"],
  },
  "a mode": {
    source: fileEntry({ mode: 0o600 }),
    replica: fileEntry(),
    parts: ["mode"],
    calls: ["setMode n 600"],
  },
  "the mode again after the owner, which clears setuid": {
    source: fileEntry({ uid: 5, mode: 0o4755 }),
    replica: fileEntry({ mode: 0o4755 }),
    parts: ["owner"],
    calls: ["setOwner n file 5:1000", "setMode n 4755"],
  },
  "owner, mode and time of a folder in this order": {
    source: folderEntry({ uid: 5, mode: 0o700, mtimeSeconds: 9 }),
    replica: folderEntry(),
    parts: ["time", "mode", "owner"],
    calls: [
      "setOwner n directory 5:1000",
      "setMode n 700",
      "setTime n directory 9",
    ],
  },
  "owner and time of a link, which has no mode": {
    source: linkEntry({ uid: 5, mode: 0o700, mtimeSeconds: 9 }),
    replica: linkEntry(),
    parts: ["owner", "mode", "time"],
    calls: ["setOwner n symlink 5:1000", "setTime n symlink 9"],
  },
  "no setuid where the owner could not be set": {
    source: fileEntry({ uid: 5, mode: 0o4755 }),
    replica: fileEntry({ mode: 0 }),
    parts: ["owner", "mode"],
    failures: { setOwner: "EPERM" },
    calls: ["setOwner n file 5:1000", "setMode n 755"],
  },
};

for (
  const [name, { source, replica, parts, calls, failures }] of Object.entries(
    MENDED,
  )
) {
  Deno.test(`mendMetadata() sets ${name}`, () => {
    const folder = recordedFolder(failures);
    const mending = { name: "n", source, replica, parts };
    mendMetadata(folder, mending, rules(NOTHING));
    assertEquals<readonly string[]>(folder.calls, calls);
  });
}

Deno.test("mendMetadata() does not hide what a disk could keep but refuses", () => {
  const [source, replica] = [fileEntry({ uid: 5 }), fileEntry()];
  const folder = recordedFolder({ setOwner: "EPERM" });
  const mending = { name: "n", source, replica, parts: ["owner"] as const };
  assertThrows(() => mendMetadata(folder, mending, rules(FULL)), DiskError);
});

const PARTS: Readonly<
  Record<string, [Entry, Entry, boolean, readonly MetadataPart[]]>
> = {
  "the time always": [folderEntry(), folderEntry(), true, ["time"]],
  "a mode that differs": [
    folderEntry(),
    folderEntry({ mode: 0o700 }),
    true,
    ["time", "mode"],
  ],
  "an owner that differs": [
    folderEntry({ gid: 5 }),
    folderEntry(),
    true,
    ["time", "owner"],
  ],
  "no owner that is not to be kept": [
    folderEntry({ gid: 5 }),
    folderEntry(),
    false,
    ["time"],
  ],
  "setgid only where the owner becomes the same": [
    folderEntry({ gid: 5, mode: 0o2755 }),
    folderEntry(),
    true,
    ["time", "owner", "mode"],
  ],
  "no setgid where the owner stays another": [
    folderEntry({ gid: 5, mode: 0o2755 }),
    folderEntry(),
    false,
    ["time"],
  ],
  "no mode of a link": [linkEntry({ mode: 0 }), linkEntry(), true, ["time"]],
};

for (const [name, [source, made, owner, parts]] of Object.entries(PARTS)) {
  Deno.test(`partsToSet() names ${name}`, () => {
    assertEquals(partsToSet(source, made, rules(FULL, owner)), parts);
  });
}

function failureOf(failures: Failures, capabilities: Capabilities): string {
  const file = recordedFile(MADE, failures);
  const error = assertThrows(
    () =>
      stampFile(file, { source: fileEntry({ uid: 5 }) }, rules(capabilities)),
    DiskError,
  );
  return error instanceof DiskError ? error.code : "";
}

function rules(capabilities: Capabilities, owner = true): MetadataRules {
  return { owner, attributes: undefined, capabilities: () => capabilities };
}
