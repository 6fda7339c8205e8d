/** A command that the operating system is to start again and again. */
export interface Scheduled {
  /** What the system calls it; ASCII letters, digits, "-" and "_". */
  readonly name: string;
  /** What it is for, in one line without control characters. */
  readonly about: string;
  /** The program by its absolute path, and its arguments. */
  readonly command: readonly string[];
  /** Variables that it needs and that are not there of themselves. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** From one start to the next, in milliseconds; whole seconds. */
  readonly everyMs: number;
  /** It runs as root, for the system and not for a user. */
  readonly isRoot: boolean;
}
