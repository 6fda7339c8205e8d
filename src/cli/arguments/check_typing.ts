import { load } from "../../loading/load.ts";
import type { NamedRoots } from "../../model/roots/roots.ts";
import type { Pool } from "../../workers/threads/pool.ts";

/**
 * Refuses a source that is one word, does not exist and is called nearly as a
 * command is.
 * @throws {UsageError}
 */
export async function checkTyping(
  source: string,
  means: { readonly named: NamedRoots; readonly pool: Pool },
): Promise<void> {
  if (!/^[a-z]+$/i.test(source)) return;
  const { refuseMistyped } = await load<typeof import("./mistyped.ts")>(
    "src/cli/arguments/mistyped.ts",
  );
  await refuseMistyped(source, means);
}
