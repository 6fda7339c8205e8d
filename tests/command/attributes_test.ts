import { assert, assertEquals } from "../support/assert.ts";
import {
  noAttributes,
  readAttributes,
  setAcl,
  setAttribute,
} from "../support/attributes.ts";
import { testUnless } from "../support/conditions.ts";
import { assertCode, programFolders, runOnce } from "../support/program.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";
import {
  file,
  folder,
  readIdentities,
  readText,
  readTree,
} from "../support/tree.ts";

const whyNot = noAttributes();

testUnless(
  whyNot,
  "lockstep -X -A keeps attributes of a user's own files, also where these are read-only",
  async () => {
    using folders = programFolders({
      source: {
        "read-only": file("r", { mode: 0o444 }),
        folder: folder({ inside: "i", empty: {} }, { mode: 0o555 }),
        bare: folder({}, { mode: 0o555 }),
      },
    });
    const { top, source, replica } = folders;
    for (const name of ["", "read-only", "folder", "folder/inside", "bare"]) {
      setAttribute(`${source}/${name}`, "user.a", `of ${name}`);
      setAttribute(`${source}/${name}`, "trusted.b", "only root sees it");
    }
    setAcl(`${source}/folder/inside`, "-m", "u:77:rw");
    giveAway(top);
    const options = { unprivileged: true } as const;
    assertCode(await runOnce(folders, ["-X", "-A"], options), 0);
    const wanted = withoutTrusted(readAttributes(source));
    assertEquals(readAttributes(replica), wanted);
    assertEquals(readTree(replica), readTree(source));

    const identities = readIdentities(replica);
    assertCode(await runOnce(folders, ["-X", "-A"], options), 0);
    assertEquals(readIdentities(replica), identities);

    for (const name of ["read-only", "folder", "bare"]) {
      setAttribute(`${replica}/${name}`, "user.a", "another");
      setAttribute(`${replica}/${name}`, "user.extra", "x");
    }
    assertCode(await runOnce(folders, ["-X", "-A"], options), 0);
    assertEquals(readAttributes(replica), wanted);
    assertEquals(readTree(replica), readTree(source));
  },
);

testUnless(
  whyNot ?? lacks("strace"),
  "lockstep asks for no attributes where none are to be kept",
  async () => {
    using folders = programFolders({ source: { file: "a", folder: {} } });
    const trace = `${folders.top}/trace`;
    const through = ["strace", "-f", "-qq", "-e", "trace=/xattr", "-o", trace];
    assertCode(await runOnce(folders, [], { through }), 0);
    assertCode(await runOnce(folders, [], { through }), 0);
    assert(!readText(trace).includes("xattr"), readText(trace));
    assertCode(await runOnce(folders, ["-X"], { through }), 0);
    assert(readText(trace).includes("listxattr"));
  },
);

/** Leaves out what only root sees. */
function withoutTrusted(attributes: string): string {
  return attributes.replace(/^trusted\..*\n/gm, "");
}
