import type { TrashNote } from "../model/trash.ts";

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
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const path = `${folder}/${await noteName(note.replica)}`;
  // Whole or not at all under its name, also where two runs write it.
  const temporary = await Deno.makeTempFile({ dir: folder, prefix: "trash-" });
  await Deno.writeTextFile(temporary, `${JSON.stringify(note)}\n`);
  await Deno.rename(temporary, path);
}

/** Returns where the trash of a replica was last, or `undefined` if nothing is known of one. */
export async function recallTrash(
  folder: string,
  replica: string,
): Promise<string | undefined> {
  try {
    const path = `${folder}/${await noteName(replica)}`;
    const note: unknown = JSON.parse(await Deno.readTextFile(path));
    return isNote(note) && note.replica === replica ? note.trash : undefined;
  } catch (error) {
    // It is a help, no more: what cannot be read is as good as none.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function noteName(replica: string): Promise<string> {
  const bytes = new TextEncoder().encode(replica);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digits = [...digest.subarray(0, 16)]
    .map((byte) => byte.toString(16).padStart(2, "0"));
  return `trash-${digits.join("")}.json`;
}

function isNote(value: unknown): value is TrashNote {
  return typeof value === "object" && value !== null && "replica" in value &&
    "trash" in value && typeof value.replica === "string" &&
    typeof value.trash === "string";
}
