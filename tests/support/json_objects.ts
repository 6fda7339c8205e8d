import { Ajv2020 } from "ajv/dist/2020";
import { assert } from "./assert.ts";
import { CHECKOUT } from "./program_call.ts";

/** An object that the program printed for programs. */
export type JsonObject = Readonly<Record<string, unknown>>;

const SCHEMA = `${CHECKOUT}/docs/json.schema.json`;

const matches = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  .compile(JSON.parse(Deno.readTextFileSync(SCHEMA)));

/** Reads what is one object a line and nothing else, each as docs/json.schema.json has it. */
export function parseObjects(text: string): readonly JsonObject[] {
  assert(text.endsWith("\n"), `There is no whole line: ${text}`);
  return text.slice(0, -1).split("\n").map((line) => {
    const object: JsonObject = JSON.parse(line);
    assert(matches(object), `${JSON.stringify(matches.errors)}\n${line}`);
    return object;
  });
}

/** Reads what is one object and nothing else. */
export function parseObject(text: string): JsonObject {
  const [object, ...more] = parseObjects(text);
  assert(object !== undefined && more.length === 0, text);
  return object;
}

/** Returns the items of a list of an object, sorted by their paths. */
export function itemsOf(object: JsonObject, list: string): JsonObject[] {
  const items = object[list] as JsonObject[];
  return items.toSorted((a, b) => String(a.path) < String(b.path) ? -1 : 1);
}
