import { Ajv2020 } from "ajv/dist/2020";
import {
  KEYS,
  type KeySpec,
  writtenExample,
} from "../../../src/cli/config/keys.ts";
import { readConfig } from "../../../src/cli/config/read_config.ts";
import { configSchema } from "../../../src/cli/config/schema.ts";
import { parseToml } from "../../../src/cli/config/toml.ts";
import { assert, assertEquals } from "../../support/assert.ts";

/** Its words mean the same in both drafts; editors know the older one better. */
const { $schema: _, ...schema } = configSchema();
const matches = new Ajv2020({ allowUnionTypes: true }).compile(schema);

const MEANS = { folder: "/etc", variable: () => "/home/ann" };

/** What the schema and the validator say of a document. */
function judge(
  text: string,
): { readonly schema: boolean; readonly validator: boolean } {
  const parsed = parseToml(text);
  assert(parsed.kind === "toml", text);
  // As an editor sees it: the library's tables have no prototype.
  const document: unknown = JSON.parse(JSON.stringify(parsed.table));
  return {
    schema: matches(document),
    validator: readConfig(text, MEANS).kind === "config",
  };
}

const BOTH = { schema: true, validator: true };
const NEITHER = { schema: false, validator: false };

const JOB = `[[job]]\nname = "a"\nsource = "s"\nreplica = "r"\n`;

/** What a key may hold, where no path or text does. */
const GOOD: Readonly<Record<string, string>> = {
  name: '"photos-2"',
  cron: '"0 3 * * *"',
  interval: '"10m"',
  threads: "2",
  disk: '"auto"',
  digest: '"sha256"',
  durable: '"pass"',
  "max-delete": '"10%"',
  "max-change": "100",
  keep: '["30d", 10]',
  "max-size": '"1GiB"',
  "min-size": "10",
  "max-age": '"30d"',
  "min-age": '"10m"',
  "log-format": '"json"',
  "log-max-size": '"10MiB"',
  "log-keep": "3",
};

/** What others have to be there for it to make sense. */
const NEEDS: Readonly<Record<string, string>> = {
  keep: "keep-versions = true\n",
};

/** A job with this key. */
function withKey({ name }: KeySpec, value: string): string {
  const rest = JOB.split("\n").filter((line) => !line.startsWith(`${name} =`));
  return `${rest.join("\n")}${NEEDS[name] ?? ""}${name} = ${value}\n`;
}

for (const key of KEYS) {
  const { name, holds } = key;
  const good = holds === "switch" ? "true" : GOOD[name] ?? '"x"';
  Deno.test(`schema and validator take ${name} = ${good}`, () => {
    assertEquals(judge(withKey(key, good)), BOTH);
  });

  const bad = holds === "switch"
    ? ["1", '"true"', "[true]"]
    : ["true", '""', "{ a = 1 }", ...holds === "value" ? ["[1]"] : ["[[1]]"]];
  for (const value of bad) {
    Deno.test(`neither schema nor validator takes ${name} = ${value}`, () => {
      assertEquals(judge(withKey(key, value)), NEITHER);
    });
  }

  Deno.test(`schema and validator take the example of ${name}`, () => {
    const value = holds === "switch" ? "false" : writtenExample(key);
    assertEquals(judge(withKey(key, value)), BOTH);
  });

  if (key.choices !== undefined) {
    Deno.test(`neither schema nor validator takes ${name} = "other"`, () => {
      assertEquals(judge(withKey(key, '"other"')), NEITHER);
    });
  }

  const inDefaults = key.ofOneJob ? NEITHER : BOTH;
  Deno.test(`schema and validator agree whether [defaults] have ${name}`, () => {
    const text = `[defaults]\n${NEEDS[name] ?? ""}${name} = ${good}\n${JOB}`;
    assertEquals(judge(text), inDefaults);
  });
}

for (
  const [text, expected] of [
    [JOB, BOTH],
    [`parallel = 2\n${JOB}`, BOTH],
    [`parallel = 0\n${JOB}`, NEITHER],
    [`parallel = 1.5\n${JOB}`, NEITHER],
    [`parallel = 65\n${JOB}`, NEITHER],
    [`other = 1\n${JOB}`, NEITHER],
    [`${JOB}other = 1\n`, NEITHER],
    [`${JOB}once = true\n`, NEITHER],
    [`[defaults]\nother = 1\n${JOB}`, NEITHER],
    [`${JOB}cron = "@daily"\ninterval = 5\n`, NEITHER],
    [JOB.replace('"a"', '"a b"'), NEITHER],
    ["parallel = 1\n", NEITHER],
    ["job = []\n", NEITHER],
    ["[job]\nname = 'a'\n", NEITHER],
    ['[[job]]\nname = "a"\nsource = "s"\n', NEITHER],
  ] as const
) {
  Deno.test(`schema and validator agree on ${JSON.stringify(text)}`, () => {
    assertEquals(judge(text), expected);
  });
}
