import { shortDigest } from "./short_digest.ts";
import { writeWhole } from "./state_file.ts";

/** Which pair of folders is sampled, and where that is remembered. */
export interface TurnPlace {
  /** The state folder; it is made if it is not there. */
  readonly folder: string;
  /** Absolute paths. */
  readonly source: string;
  readonly replica: string;
}

/**
 * Returns the turn that the next sample of two folders has, 0 for the first.
 * What cannot be read counts as never written.
 */
export async function readTurn(place: TurnPlace): Promise<number> {
  try {
    const text = await Deno.readTextFile(await fileOf(place));
    return /^\d{1,9}\n$/.test(text) ? Number(text) : 0;
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
}

/**
 * Remembers that a turn is over, whole or not at all, in a file that is its
 * owner's alone.
 * @throws {Error} if the state folder cannot be written
 */
export async function endTurn(place: TurnPlace, turn: number): Promise<void> {
  await writeWhole(await fileOf(place), `${(turn + 1) % 1e9}\n`);
}

async function fileOf({ folder, source, replica }: TurnPlace): Promise<string> {
  const name = await shortDigest(`${source}\0${replica}`);
  return `${folder}/sample-${name}.turn`;
}
