/** Returns what a job needs, which was loaded for it. */
export function must<Loaded>(loaded: Loaded | undefined): Loaded {
  if (loaded !== undefined) return loaded;
  throw new Error("What the job needs is not loaded");
}
