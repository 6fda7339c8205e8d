import { timeOfPass } from "../../src/model/trash/trash.ts";
import { exists } from "./files.ts";
import type { TestFolders } from "./folders.ts";
import { mirror, type Mirrored, type MirrorOverrides } from "./mirror.ts";
import { type Found, namesIn, readTree } from "./tree.ts";

/** Runs a pass that keeps old versions beside the replica. */
export function mirrorKeeping(
  folders: TestFolders,
  overrides: MirrorOverrides = {},
): Promise<Mirrored> {
  return mirror(folders, { trash: { kind: "beside" }, ...overrides });
}

/** Returns where they are. */
export function trashOf({ replica }: TestFolders): string {
  return `${replica}.versions`;
}

/** Returns the folders of passes in a trash, oldest first, by their paths. */
export function passesIn(trash: string): readonly string[] {
  if (!exists(trash)) return [];
  return namesIn(trash).filter((name) => timeOfPass(name) !== undefined)
    .map((name) => `${trash}/${name}`);
}

/** Returns what the last pass of a trash has kept: all of it, but the folder of the pass itself. */
export function lastKept(trash: string): Found {
  const last = passesIn(trash).at(-1);
  if (last === undefined) return {};
  const { ".": _, ...found } = readTree(last);
  return found;
}

/** Returns the lists of what passes have made, oldest first. */
export function createdIn(trash: string): readonly (readonly string[])[] {
  return namesIn(trash).filter((name) => name.endsWith(".created"))
    .map((name) =>
      Deno.readTextFileSync(`${trash}/${name}`).split("\n")
        .filter((line) => line !== "")
        .map((line): string => JSON.parse(line)).sort()
    );
}
