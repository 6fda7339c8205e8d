import { JsonLine } from "../../output/json_line.ts";
import { streamOutput } from "../../output/output.ts";
import { tellUnwritten } from "./print.ts";

/** What the object of a command says, besides its exit status. */
export interface ObjectParts {
  /** What comes before the lists. @default {{}} */
  readonly head?: object;
  /** What comes after them. */
  readonly fields: object;
  /** Each item of these goes out by itself. @default none */
  readonly lists?: Readonly<Record<string, Iterable<object>>>;
}

/**
 * Prints the one object of a command on standard output, as docs/json.md has
 * it. Returns the exit status, which is another if that fails.
 */
export function printObject(
  command: string,
  parts: ObjectParts,
  exitStatus: number,
): Promise<number> {
  const line = new JsonLine(streamOutput(Deno.stdout), command);
  return endObject(line, parts, exitStatus);
}

/** Ends an object that has begun, with its last fields, and does all else alike. */
export async function endObject(
  line: JsonLine,
  { head = {}, fields, lists = {} }: ObjectParts,
  exitStatus: number,
): Promise<number> {
  line.set(head);
  for (const [name, items] of Object.entries(lists)) line.setList(name, items);
  line.set({ ...fields, exitStatus });
  const failure = await line.end();
  if (failure === undefined) return exitStatus;
  return await tellUnwritten(failure, exitStatus);
}
