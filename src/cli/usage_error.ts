/** The user asked for something that makes no sense. Nothing has been touched. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
