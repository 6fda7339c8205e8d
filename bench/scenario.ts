import type { Invocation } from "./measure.ts";
import type { LockstepOptions, Tool } from "./tools.ts";

/** Where a scenario works, and with what. */
export interface Bench {
  /** A folder of its own, empty at first. */
  readonly dir: string;
  /** Share of the full number of files, above 0. */
  readonly scale: number;
  readonly lockstep: LockstepOptions;
  readonly isInstalled: (tool: Tool) => boolean;
}

/** One of the programs that a scenario compares. */
export interface Contestant {
  readonly name: string;
  /** What is run and timed, or how long it took where the program times itself. */
  readonly run: Invocation | (() => Promise<number>);
  /** Brings everything into the state before the run; not timed. */
  readonly prepare?: () => void;
  /** Does what the run has left undone; timed besides. */
  readonly settle?: Invocation;
  /** Ends what goes on between runs. */
  readonly close?: () => void;
  /** Makes sure that the work was done. @throws {Error} if it was not */
  readonly verify?: (round: number) => void;
}

/** Work that several programs do, to be timed. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** It tells something only on a disk, and is run only by its name. @default {false} */
  readonly onRequest?: boolean;
  /** Which contestant the others are compared with. @default {"rsync"} */
  readonly base?: string;
  /** Which contestant the bar is for. @default {"lockstep"} */
  readonly judged?: string;
  /** Largest ratio of its median to the base's that is good enough. */
  readonly bar?: number;
  readonly setUp: (bench: Bench) => readonly Contestant[];
}
