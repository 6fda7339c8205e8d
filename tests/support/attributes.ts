import { DiskError } from "../../src/disk/disk.ts";
import type { WritableAttributes } from "../../src/disk/entry_attributes.ts";
import type { Attributes } from "../../src/model/entry/attributes.ts";
import { notRoot } from "./conditions.ts";
import { type TestFolders, testFolders } from "./folders.ts";
import { lacks, mustRun, runCommand } from "./shell.ts";
import { isPortable } from "./test_disk.ts";
import { file, folder, link } from "./tree.ts";

const text = new TextEncoder();

/** Returns attributes of these names and texts. */
export function attributesOf(
  values: Readonly<Record<string, string>>,
): Attributes {
  return new Map(
    Object.entries(values).map(([name, value]) => [name, text.encode(value)]),
  );
}

/** Attributes of nobody's disk that write down what is done to them. */
export function recordedAttributes(
  values: Readonly<Record<string, string>>,
  failures: Readonly<Record<string, string>> = {},
  calls: string[] = [],
): WritableAttributes & { readonly calls: readonly string[] } {
  const note = (method: string, name: string): void => {
    calls.push(`${method} ${name}`);
    const { [`${method} ${name}`]: code } = failures;
    if (code === undefined) return;
    throw new DiskError(code, { doing: method, code, side: "replica" });
  };
  return {
    calls,
    read: (isWanted) => {
      if (failures.read !== undefined) note("read", "");
      return new Map(
        [...attributesOf(values)].filter(([name]) => isWanted(name)),
      );
    },
    set: (name) => note("set", name),
    remove: (name) => note("remove", name),
  };
}

/** Returns why attributes cannot be tried here, or `undefined` if they can. */
export function noAttributes(): string | undefined {
  if (Deno.build.os !== "linux") return "it needs Linux";
  if (isPortable) return "Deno's own calls know no attributes";
  return lacks("setfattr") ?? lacks("setfacl") ?? notRoot() ?? notKept();
}

/** Gives what is at a path an attribute; a link is not followed. */
export function setAttribute(path: string, name: string, value: string): void {
  mustRun("setfattr", "-h", "-n", name, "-v", value, path);
}

/** Changes an ACL as `setfacl` does. */
export function setAcl(path: string, ...args: string[]): void {
  mustRun("setfacl", ...args, path);
}

/** Returns all attributes of all that is in a tree, as `getfattr` prints them. */
export function readAttributes(path: string): string {
  const script =
    `cd "$1" && find . | LC_ALL=C sort | while IFS= read -r each; ` +
    `do getfattr -h -d -m - -e hex -- "$each"; done`;
  return mustRun("sh", "-c", script, "sh", path);
}

function notKept(): string | undefined {
  const folder = Deno.makeTempDirSync({ prefix: "lockstep-test-" });
  try {
    const attribute = ["-n", "user.test", "-v", "1"];
    const kept = runCommand("setfattr", ...attribute, folder).ok &&
      runCommand("setfacl", "-m", "u:1:r", folder).ok;
    return kept ? undefined : "the file system keeps no attributes";
  } finally {
    Deno.removeSync(folder);
  }
}

/** The right to use raw sockets, as setcap sets it. */
export const CAPABILITY = "0sAQAAAgAgAAAAAAAAAAAAAAAAAAA=";

/** A source with attributes and ACLs on all kinds of entries, some without rights for their owner. */
export function richFolders(): TestFolders {
  const folders = testFolders({
    source: {
      file: file("text", { mode: 0o640 }),
      closed: file("closed", { mode: 0o000 }),
      "set-uid": file("run", { mode: 0o4755 }),
      link: link("file"),
      bare: { plain: "plain" },
      "read-only": folder({ inside: "inside", deeper: {} }, { mode: 0o555 }),
    },
  });
  const { source } = folders;
  for (const name of ["", "file", "closed", "read-only", "read-only/inside"]) {
    setAttribute(`${source}/${name}`, "user.a", `of ${name}`);
    setAttribute(`${source}/${name}`, "trusted.b", "b");
    setAttribute(`${source}/${name}`, "user.empty", "");
  }
  setAttribute(`${source}/link`, "trusted.of the link", "l");
  mustRun("chown", "12345:54321", `${source}/set-uid`);
  mustRun("chmod", "4755", `${source}/set-uid`);
  setAttribute(
    `${source}/set-uid`,
    "security.capability",
    CAPABILITY,
  );
  setAcl(`${source}/file`, "-m", "u:1234:rw,g:77:-,m:rw");
  setAcl(`${source}/read-only`, "-m", "d:u:1234:rwx,u:1234:rx");
  for (const name of ["file", "set-uid", "read-only", ""]) {
    mustRun("touch", "-d", "2001-01-01 12:00:00.123", `${source}/${name}`);
  }
  return folders;
}
