/** What is being done when a flush fails; what was written before it may then be lost. */
export const FLUSHING_FILE = {
  doing: "flush the replica file to the disk",
  side: "replica",
  unflushed: true,
} as const;

export const FLUSHING_FOLDER = {
  ...FLUSHING_FILE,
  doing: "flush the replica folder to the disk",
} as const;

export const FLUSHING_FILE_SYSTEM = {
  ...FLUSHING_FILE,
  doing: "flush what was written to the disk",
} as const;
