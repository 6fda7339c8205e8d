import { inspect } from "../../mirror/inspect.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Pool } from "../../workers/threads/pool.ts";
import { type SubcommandName, SUBCOMMANDS } from "../subcommands.ts";
import { UsageError } from "../usage_error.ts";
import { nearestWord } from "./nearest.ts";

/** Letters that may be wrong, missing or too many. */
const MOST_WRONG = 2;

/**
 * Refuses a source that does not exist and is called nearly as a command is:
 * whoever mistypes `verify` does not want a mirror that waits for its source.
 * @throws {UsageError}
 */
export async function refuseMistyped(
  source: string,
  { named, pool }: { readonly named: NamedRoots; readonly pool: Pool },
): Promise<void> {
  const command = commandMeant(source);
  if (command === undefined) return;
  const { roots } = await inspect(named, pool);
  if (roots.kind !== "no source") return;
  throw new UsageError(
    `there is no folder "${source}": did you mean "lockstep ${command}"?`,
  );
}

/** Returns the command whose name is nearly that word, if there is one. */
export function commandMeant(word: string): SubcommandName | undefined {
  return nearestWord(
    word,
    SUBCOMMANDS.map(({ name }) => name),
    (name, wrong) => wrong <= MOST_WRONG && wrong * 2 < name.length,
  );
}
