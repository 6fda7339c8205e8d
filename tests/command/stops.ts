/** The signals that stop lockstep, the exit status in the middle of a pass, and its last line. */
export const STOPS: readonly {
  readonly signal: Deno.Signal;
  readonly code: number;
  readonly line: string;
}[] = [
  { signal: "SIGINT", code: 130, line: "INFO  Stopped by user (SIGINT)" },
  {
    signal: "SIGTERM",
    code: 143,
    line: "INFO  Stopped by the system or another program (SIGTERM)",
  },
  {
    signal: "SIGHUP",
    code: 129,
    line: "INFO  Stopped because the terminal went away (SIGHUP)",
  },
];
