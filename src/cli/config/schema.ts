import { KEYS, type KeySpec, writtenExample } from "./keys.ts";
import { JOB_NAME, MOST_PARALLEL } from "./limits.ts";

/** A JSON schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON schema of configuration files, for editors. It is made of the
 * keys that the validator goes by; what it cannot say (whether a time is one,
 * whether a folder is there) is for the validator.
 */
export function configSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "lockstep.toml",
    description: "The jobs of lockstep: folders of which exact copies are kept",
    type: "object",
    additionalProperties: false,
    required: ["job"],
    properties: {
      parallel: {
        description: "How many jobs may run at the same time",
        type: "integer",
        minimum: 1,
        maximum: MOST_PARALLEL,
        default: 1,
      },
      defaults: {
        description: "What holds for all jobs that do not say otherwise",
        ...tableSchema(KEYS.filter(({ ofOneJob }) => !ofOneJob)),
      },
      job: {
        description: "A pair of folders",
        type: "array",
        minItems: 1,
        items: {
          ...tableSchema(KEYS),
          required: KEYS.filter(({ ofOneJob }) => ofOneJob)
            .map(({ name }) => name),
        },
      },
    },
  };
}

function tableSchema(keys: readonly KeySpec[]): Schema {
  return {
    type: "object",
    additionalProperties: false,
    not: { required: ["cron", "interval"] },
    properties: Object.fromEntries(
      keys.map((key) => [
        key.name,
        { description: key.help, ...valueSchema(key) },
      ]),
    ),
  };
}

function valueSchema(key: KeySpec): Schema {
  const { name, holds, choices } = key;
  if (holds === "switch") return { type: "boolean" };
  if (name === "name") return { type: "string", pattern: JOB_NAME.source };
  const one = choices === undefined
    ? { type: ["string", "number"], minLength: 1 }
    : { enum: choices };
  return {
    ...(holds === "value"
      ? one
      : { anyOf: [one, { type: "array", items: one }] }),
    examples: [JSON.parse(writtenExample(key))],
  };
}
