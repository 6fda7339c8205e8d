import { EXIT } from "../exit_code.ts";
import { isOptionOf, OPTIONS, type OptionSpec } from "../options.ts";
import {
  type SubcommandName,
  SUBCOMMANDS,
  type SubcommandSpec,
} from "../subcommands.ts";
import { printObject } from "../telling/print_object.ts";
import { MIRROR_STATUSES, usagesOf } from "./help.ts";

const COMMANDS: readonly (SubcommandSpec & {
  readonly name: SubcommandName;
})[] = SUBCOMMANDS;

/** Prints help as an object: as text, and what the text was made from. Returns the exit status. */
export function printHelp(
  text: string,
  subject: SubcommandName | "man" | undefined,
): Promise<number> {
  const commands = COMMANDS.filter(({ name }) =>
    subject === undefined || subject === "man" || subject === name
  ).map(commandItem);
  const parts = { head: { subject }, lists: { commands }, fields: { text } };
  return printObject("help", parts, EXIT.equal);
}

function commandItem(
  { name, usage, about, examples, notes = [], statuses = MIRROR_STATUSES }:
    & SubcommandSpec
    & { readonly name: SubcommandName },
): object {
  const options: readonly OptionSpec[] = OPTIONS;
  return {
    name,
    about,
    usage: usagesOf(usage),
    notes,
    options: options.filter((option) => isOptionOf(option, name))
      .map(optionItem),
    examples: examples.map(([line, does]) => ({
      line: `lockstep ${line}`,
      does,
    })),
    statuses: statuses.replaceAll("\n", " "),
  };
}

function optionItem(
  { name, short, value, choices, help: about, also }: OptionSpec,
): object {
  return { name, short, value, choices, also, about };
}
