import type { MirrorOptions } from "../../src/model/settings.ts";
import { assert, assertEquals } from "../support/assert.ts";
import {
  CAPABILITY,
  noAttributes,
  readAttributes,
  richFolders,
  setAcl,
  setAttribute,
} from "../support/attributes.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile, replaceFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { mirror, type MirrorOverrides } from "../support/mirror.ts";
import { lacks, mustRun } from "../support/shell.ts";
import {
  DEFAULT_TIME,
  inodeOf,
  link,
  readIdentities,
  readTree,
} from "../support/tree.ts";

const OPTIONS: Partial<MirrorOptions> = { attributes: "all", acls: true };
const ALL: MirrorOverrides = { options: OPTIONS };
const whyNot = noAttributes();

testUnless(
  whyNot,
  "runPass() keeps attributes and ACLs of files, folders and links, and changes nothing the second time",
  async () => {
    using folders = richFolders();
    const before = readAttributes(folders.source);
    const { report } = await mirror(folders, ALL);
    assertEquals(report.tally.failed, 0);
    assertEquals(readTree(folders.replica), readTree(folders.source));
    assertEquals(readAttributes(folders.replica), before);
    assertEquals(readAttributes(folders.source), before);

    const identities = readIdentities(folders.replica);
    assertEquals((await mirror(folders, ALL)).lines, []);
    assertEquals(readIdentities(folders.replica), identities);
  },
);

testUnless(
  whyNot ?? lacks("rsync"),
  "runPass() keeps the attributes that rsync keeps",
  async () => {
    using folders = richFolders();
    const { source, top } = folders;
    await mirror(folders, ALL);
    mustRun("rsync", "-aAX", "--numeric-ids", `${source}/`, `${top}/rsync`);
    assertEquals(
      readAttributes(folders.replica),
      readAttributes(`${top}/rsync`),
    );
  },
);

testUnless(
  whyNot,
  "runPass() keeps no attributes unless asked to, and leaves those of the replica alone",
  async () => {
    using folders = richFolders();
    await mirror(folders);
    assertEquals(readAttributes(folders.replica), "");
    setAttribute(`${folders.replica}/file`, "user.own", "x");
    assertEquals((await mirror(folders)).lines, []);
    const { lines } = await mirror(folders, { options: { acls: true } });
    assertEquals(lines, ["metadata file (ACL)", "metadata read-only (ACL)"]);
    assert(readAttributes(folders.replica).includes("user.own"));
    assert(!readAttributes(folders.replica).includes("trusted.b"));
  },
);

testUnless(
  whyNot,
  "runPass() mends what differs in place, and removes what only the replica has",
  async () => {
    using folders = richFolders();
    const { source, replica } = folders;
    await mirror(folders, ALL);
    setAttribute(`${replica}/file`, "user.a", "another");
    setAcl(`${replica}/file`, "-x", "u:1234");
    setAttribute(`${replica}/link`, "trusted.extra", "x");
    setAttribute(`${replica}/read-only/inside`, "user.extra", "x");
    setAcl(`${replica}/read-only`, "-k");
    setAttribute(`${replica}/closed`, "trusted.b", "other");
    setAcl(`${replica}/bare`, "-d", "-m", "u:1234:rwx");
    setAttribute(`${replica}`, "user.extra", "x");
    const inode = inodeOf(`${replica}/file`);
    const dry = await mirror(folders, {
      options: { ...OPTIONS, dryRun: true },
    });
    const { lines } = await mirror(folders, ALL);
    assertEquals(lines, [
      "metadata . (attributes)",
      "metadata bare (ACL)",
      "metadata closed (attributes)",
      "metadata file (mode, attributes, ACL)",
      "metadata link (attributes)",
      "metadata read-only (ACL)",
      "metadata read-only/inside (attributes)",
    ]);
    assertEquals(dry.lines, lines);
    assertEquals(readAttributes(replica), readAttributes(source));
    assertEquals(readTree(replica), readTree(source));
    assertEquals(inodeOf(`${replica}/file`), inode);
  },
);

testUnless(
  whyNot,
  "runPass() sets attributes again that a change of owner takes away",
  async () => {
    using folders = richFolders();
    const { source, replica } = folders;
    await mirror(folders, ALL);
    mustRun("chown", "1:1", `${source}/set-uid`);
    mustRun("chmod", "4755", `${source}/set-uid`);
    setAttribute(`${source}/set-uid`, "security.capability", CAPABILITY);
    const { lines } = await mirror(folders, ALL);
    assertEquals(lines, ["metadata set-uid (owner)"]);
    assert(readAttributes(replica).includes("security.capability"));
    assertEquals(readAttributes(replica), readAttributes(source));
    assertEquals(readTree(replica), readTree(source));
  },
);

testUnless(
  whyNot,
  "runPass() leaves nothing on copies of what a folder of the replica hands down",
  async () => {
    using folders = testFolders({
      source: { file: "file", folder: { file: "file" }, link: link("file") },
      replica: {},
    });
    setAcl(folders.replica, "-d", "-m", "u:1234:rwx,o::-");
    await mirror(folders, ALL);
    assertEquals(readAttributes(folders.replica), "");
    assertEquals(readTree(folders.replica), readTree(folders.source));
  },
);

testUnless(
  whyNot,
  "runPass() gives a file that is updated or replaced the source's attributes",
  async () => {
    using folders = richFolders();
    const { source, replica } = folders;
    await mirror(folders, ALL);
    replaceFile(`${source}/file`, "longer text");
    setAttribute(`${source}/file`, "user.new", "n");
    mustRun("rm", "-r", `${source}/bare`);
    putFile(`${source}/bare`, "a file now");
    setAttribute(`${source}/bare`, "user.new", "n");
    setAttribute(`${replica}/bare`, "user.old", "o");
    await mirror(folders, ALL);
    assertEquals(readAttributes(replica), readAttributes(source));
    assertEquals((await mirror(folders, ALL)).lines, []);
  },
);

testUnless(
  whyNot,
  "a dry run tells what becomes of attributes, and changes none",
  async () => {
    using folders = richFolders();
    const before = readIdentities(folders.top);
    const dry = await mirror(folders, {
      options: { ...OPTIONS, dryRun: true },
    });
    assertEquals(readIdentities(folders.top), before);
    assertEquals(dry.lines, (await mirror(folders, ALL)).lines);
  },
);

testUnless(
  whyNot,
  "runPass() mends attributes of large files whose contents were compared",
  async () => {
    using folders = testFolders({ source: {}, replica: {} });
    const { source, replica } = folders;
    const large = new Uint8Array(3_000_000);
    putFile(`${source}/large`, large);
    putFile(`${replica}/large`, large, DEFAULT_TIME + 5000);
    setAttribute(`${source}/large`, "user.a", "a");
    const inode = inodeOf(`${replica}/large`);
    const { lines } = await mirror(folders, ALL);
    assertEquals(lines.filter((line) => line.includes("large")), [
      "metadata large (time, attributes)",
    ]);
    assertEquals(inodeOf(`${replica}/large`), inode);
    assertEquals(readAttributes(replica), readAttributes(source));
    const options = { ...OPTIONS, contents: true };
    assertEquals((await mirror(folders, { options })).lines, []);
  },
);
