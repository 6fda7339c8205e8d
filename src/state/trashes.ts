import type { TrashNote } from "../model/trash/trash.ts";
import { shortDigest } from "./short_digest.ts";
import { writeWhole } from "./state_file.ts";

/**
 * Remembers which trash a replica has, for those who only name the replica.
 * @throws {Error} if the state folder cannot be written
 */
export async function rememberTrash(
  folder: string,
  note: TrashNote,
): Promise<void> {
  const known = await recallTrash(folder, note.replica);
  if (known === note.trash) return;
  const path = await noteFile(folder, note.replica);
  await writeWhole(path, `${JSON.stringify(note)}\n`);
}

/** Returns where the trash of a replica was last, or `undefined` if nothing is known of one. */
export async function recallTrash(
  folder: string,
  replica: string,
): Promise<string | undefined> {
  try {
    const path = await noteFile(folder, replica);
    const note: unknown = JSON.parse(await Deno.readTextFile(path));
    return isNote(note) && note.replica === replica ? note.trash : undefined;
  } catch (error) {
    // It is a help, no more: what cannot be read is as good as none.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function noteFile(folder: string, replica: string): Promise<string> {
  return `${folder}/trash-${await shortDigest(replica)}.json`;
}

function isNote(value: unknown): value is TrashNote {
  return typeof value === "object" && value !== null && "replica" in value &&
    "trash" in value && typeof value.replica === "string" &&
    typeof value.trash === "string";
}
