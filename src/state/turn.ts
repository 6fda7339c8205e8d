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
  await Deno.mkdir(place.folder, { recursive: true, mode: 0o700 });
  const path = await fileOf(place);
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  const next = `${(turn + 1) % 1e9}\n`;
  await Deno.writeTextFile(temporary, next, { createNew: true, mode: 0o600 });
  await Deno.rename(temporary, path);
}

async function fileOf({ folder, source, replica }: TurnPlace): Promise<string> {
  const pair = new TextEncoder().encode(`${source}\0${replica}`);
  const digest = await crypto.subtle.digest("SHA-256", pair);
  const hex = new Uint8Array(digest).toHex().slice(0, 32);
  return `${folder}/sample-${hex}.turn`;
}
