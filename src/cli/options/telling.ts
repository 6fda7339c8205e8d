import { BOTH_TREES, type OptionSpec } from "./spec.ts";

/** What is told, and where. */
export const TELLING_OPTIONS = [
  {
    name: "quiet",
    short: "q",
    help: "Show only warnings and errors on the console",
    of: ["sync", "verify", "manifest", "restore", "run"],
  },
  { name: "verbose", short: "v", help: "Tell of unchanged entries too" },
  {
    name: "log",
    short: "l",
    value: "FILE",
    example: "lockstep.log",
    help: "Log file [sync_log.txt]",
    brief: "log file",
    also: ["log-path", "log_path"],
    of: BOTH_TREES,
  },
  {
    name: "log-format",
    value: "text|json",
    example: "json",
    choices: ["text", "json"],
    help: "One sentence, or one JSON object, a line [text]",
  },
  {
    name: "log-max-size",
    value: "SIZE",
    example: "10MiB",
    help: "Begin a new log file at this size [10MiB]",
  },
  {
    name: "log-keep",
    value: "N",
    example: "5",
    help: "Keep so many older log files [5]",
  },
  {
    name: "json",
    help: "Print one JSON object instead of text: docs/json.md",
    ofRun: true,
    of: "all",
  },
  {
    name: "summary-file",
    value: "FILE",
    example: "last-pass.json",
    help: "Write to FILE what each pass came to, as JSON, whole or not at all",
  },
  {
    name: "output",
    short: "o",
    value: "FILE",
    help: "Write the list to a file, whole or not at all [standard output]",
    of: ["manifest"],
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["always", "never", "auto"],
    help: "Colours: always, never, or auto: at a terminal, without NO_COLOR",
    also: ["colour"],
    ofRun: true,
    of: ["sync", "run", "verify", "manifest", "restore"],
  },
  { name: "help", short: "h", help: "Show this help", of: "all" },
  { name: "version", help: "Show the version", of: "all" },
] as const satisfies readonly OptionSpec[];
