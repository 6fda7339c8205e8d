/** Thrown where work was asked to stop; what was half done has been dropped. */
export class Stopped extends Error {
  constructor() {
    super("stopped");
    this.name = "Stopped";
  }
}

/** The flag by which the main thread stops workers that are in the middle of file work. */
export interface StopFlag {
  isSet(): boolean;
}

/** @throws {Stopped} if the flag is set */
export function checkStop(stop: StopFlag): void {
  if (stop.isSet()) throw new Stopped();
}
