import { KEYS, type KeySpec, writtenExample } from "./keys.ts";

/** Returns a configuration file to begin with: all of it is comments until it is filled in. */
export function sampleConfig(): string {
  const options = KEYS.filter(({ ofOneJob }) => !ofOneJob);
  return `# The jobs of lockstep: folders of which exact copies are kept.
#
#   lockstep run            runs them, each on its own timetable
#   lockstep run --once     runs each once
#   lockstep jobs           lists them with their last result and next start
#
# Paths are relative to the folder of this file; "~" is your home folder, and
# \${NAME} a variable of the environment. Every option of "lockstep help sync" is
# a key of its own name: without dashes, true or false where it takes no value.

# How many jobs may run at the same time.
# parallel = 1

# One table like this for each pair of folders:
#
# [[job]]
# name = "photos"
# source = "~/photos"
# replica = "/mnt/backup/photos"
# interval = "10m"          # or: cron = "30 3 * * mon-fri"

# What holds for all jobs that do not say otherwise:
#
# [defaults]
${options.map(describeKey).join("")}`;
}

function describeKey(key: KeySpec): string {
  const { name, holds, help } = key;
  const value = holds === "switch" ? "true" : writtenExample(key);
  return `#\n#   ${help}\n# ${name} = ${value}\n`;
}
