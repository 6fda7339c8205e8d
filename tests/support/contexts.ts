import type { Disk } from "../../src/disk/disk.ts";
import type { MirrorOptions, PassSettings } from "../../src/model/settings.ts";
import { type PartTeller, PassContext } from "../../src/workers/context.ts";
import type { Signals } from "../../src/workers/threads/signals.ts";
import { look } from "./files.ts";
import type { TestFolders } from "./folders.ts";
import { DEFAULT_OPTIONS } from "./mirror.ts";
import { testDisk } from "./test_disk.ts";

/** Signals by which nobody says anything, different where the test says so. */
export function quietSignals(
  { isStopped = () => false, isHungry = () => false }: {
    readonly isStopped?: () => boolean;
    readonly isHungry?: () => boolean;
  } = {},
): Signals {
  return { stop: { isSet: isStopped }, isHungry };
}

/** Returns the settings of a pass over the two trees of a test. */
export function settingsFor(
  { source, replica }: TestFolders,
  options: Partial<MirrorOptions> = {},
): PassSettings {
  const identify = (path: string): { dev: number; ino: number } => {
    const { dev, ino } = look(path);
    return { dev, ino: ino ?? 0 };
  };
  const nowhere = { source: undefined, replica: undefined };
  return {
    ...DEFAULT_OPTIONS,
    ...options,
    source,
    replica,
    sourceIdentity: identify(source),
    replicaIdentity: identify(replica),
    replicaIsNew: false,
    own: { log: nowhere, state: nowhere },
    marks: undefined,
  };
}

/** What a test may want to be different about a worker in a pass. */
export interface ContextOptions {
  readonly disk?: Disk;
  readonly signals?: Signals;
  readonly options?: Partial<MirrorOptions>;
  readonly tell?: PartTeller;
}

/** Returns what a worker holds in a pass over the two trees of a test. */
export function openContext(
  folders: TestFolders,
  { disk = testDisk, signals = quietSignals(), options = {}, tell }:
    ContextOptions = {},
): PassContext {
  return new PassContext(settingsFor(folders, options), {
    disk,
    signals,
    fallback: undefined,
    ...(tell === undefined ? {} : { tell }),
  });
}
