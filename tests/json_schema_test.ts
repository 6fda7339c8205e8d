import { isOptionOf, OPTIONS } from "../src/cli/options.ts";
import { SUBCOMMANDS } from "../src/cli/subcommands.ts";
import { assert, assertEquals } from "./support/assert.ts";
import { readFile } from "./support/modules.ts";

/** What is looked at of a schema. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly items?: Schema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

const { $defs: parts }: { readonly $defs: Readonly<Record<string, Schema>> } =
  JSON.parse(readFile("docs/json.schema.json"));

/** Returns the names of all fields of a schema and of what is in it. */
function fieldsOf(schema: Schema | boolean): readonly string[] {
  if (typeof schema === "boolean") return [];
  const { properties = {}, items } = schema;
  return [
    ...Object.keys(properties),
    ...Object.values(properties).flatMap(fieldsOf),
    ...(items === undefined ? [] : fieldsOf(items)),
  ];
}

Deno.test("docs/json.md names every field of docs/json.schema.json", () => {
  const text = readFile("docs/json.md");
  const fields = new Set(Object.values(parts).flatMap(fieldsOf));
  assert(fields.size > 50, `${fields.size} fields`);
  const missing = [...fields].filter((name) =>
    /^\w+$/.test(name) && !text.includes(`\`${name}\``) &&
    !text.includes(`"${name}":`)
  );
  assertEquals(missing, []);
});

Deno.test("docs/json.schema.json has an object of every command that takes --json", () => {
  const json = OPTIONS.find(({ name }) => name === "json");
  assert(json !== undefined);
  const described = Object.values(parts).flatMap((part) => {
    const command = part.properties?.command;
    if (command === undefined || typeof command === "boolean") return [];
    return command.enum ?? [command.const];
  });
  const missing = SUBCOMMANDS.map(({ name }) => name)
    .filter((name) => isOptionOf(json, name))
    // They print the objects of the passes that they start, or have others start.
    .filter((name) => name !== "run" && name !== "schedule")
    .filter((name) => !described.includes(name));
  assertEquals(missing, []);
});
