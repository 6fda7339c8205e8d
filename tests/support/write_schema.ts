import { configSchema } from "../../src/cli/config/schema.ts";
import { CHECKOUT } from "./program_call.ts";

/** The JSON schema of configuration files, for editors. */
export const SCHEMA_FILE = `${CHECKOUT}/docs/lockstep.schema.json`;

/** Returns what has to be in it. */
export function schemaText(): string {
  return `${JSON.stringify(configSchema(), undefined, 2)}\n`;
}

if (import.meta.main) Deno.writeTextFileSync(SCHEMA_FILE, schemaText());
