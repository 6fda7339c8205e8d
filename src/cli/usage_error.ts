/** The user asked for something that makes no sense. Nothing has been touched. */
export class UsageError extends Error {
  /** Where there is more than one thing to say, each in a line of its own. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = "UsageError";
    this.details = details;
  }
}
