import {
  asFarAsRead,
  fullCapabilities,
  probeCapabilities,
} from "../disk/capabilities.ts";
import type { CopyOptions } from "../disk/copy.ts";
import { digestStarter } from "../disk/digest.ts";
import {
  type Disk,
  DiskError,
  type Folder,
  type ReadableFolder,
} from "../disk/disk.ts";
import { DryFolder } from "../disk/dry.ts";
import { roomAbove } from "../disk/room_above.ts";
import type { Capabilities, CompareRules } from "../model/entry/difference.ts";
import { isSameEntry } from "../model/entry/entry.ts";
import { childPath, type RelativePath, ROOT } from "../model/paths/path.ts";
import {
  allBut,
  type LeftAlone,
  leftAloneOf,
} from "../model/roots/own_files.ts";
import type { RuleLibrary } from "../model/rules/gitignore.ts";
import type { PassSettings, TrashSettings } from "../model/settings.ts";
import type { PastSettings } from "../model/trash/past.ts";
import { isInPart } from "../model/verify/sample.ts";
import { Flusher } from "./apply/flushing.ts";
import { attributesToKeep } from "./facts/attributes_to_keep.ts";
import { type Judging, withoutContents } from "./judging.ts";
import { withSeen } from "./problems.ts";
import { Exclusion } from "./rules/exclusion.ts";
import type { PartReply } from "./survey/pair_job.ts";
import type { Gauge } from "./threads/gauge.ts";
import type { Signals } from "./threads/signals.ts";
import type { Trash, TrashMeans } from "./trash/trash.ts";

/** What a worker is given when it starts. */
export interface WorkerMeans {
  readonly disk: Disk;
  readonly signals: Signals;
  /** Counts what is done of a job; where it is missing nobody looks. */
  readonly gauge?: Gauge;
  /** Makes the trash of a pass; it is there when a pass has one. */
  readonly makeTrash?:
    | ((settings: TrashSettings, means: TrashMeans) => Trash)
    | undefined;
  /** Opens the past of a replica; it is there when a pass has it for its source. */
  readonly openPast?:
    | ((past: PastSettings, disk: Disk) => ReadableFolder)
    | undefined;
  /** What rules are worked with, once some were met. */
  readonly rules?: RuleLibrary | undefined;
  /** Why the disk is not the one that was to be expected. */
  readonly fallback?: string | undefined;
  /** Tells something before the job that is being done is answered; where it is missing nobody hears it. */
  readonly tell?: PartTeller;
}

export type PartTeller = (part: PartReply) => void;

/** What a worker holds for the length of one pass: both roots, open, and how to treat them. */
export class PassContext implements Disposable {
  readonly settings: PassSettings;
  readonly signals: Signals;
  /** See `WorkerMeans`. */
  readonly gauge: Gauge | undefined;
  /** Tells of paths that nothing touches on either side; `undefined` where there are none. */
  readonly isLeftAlone: LeftAlone | undefined;
  /** What the user wants left out; `undefined` where nothing can be. */
  readonly exclusion: Exclusion | undefined;
  readonly copyOptions: CopyOptions;
  /** FIFOs, sockets and devices are made like all else, and not only reported. */
  readonly specials: boolean;
  readonly flusher: Flusher;
  /** Where old versions go, if they are kept. */
  readonly trash: Trash | undefined;
  /** See `WorkerMeans`. */
  readonly tell: PartTeller | undefined;
  readonly #byLooks: Judging = withoutContents(this);
  readonly #disk: Disk;
  readonly #means: WorkerMeans;
  readonly #source: ReadableFolder;
  readonly #replica: Folder;
  #rules: CompareRules;
  #probed: Capabilities | undefined;

  /** @throws {DiskError} if a root cannot be opened or is another folder than the pass found */
  constructor(settings: PassSettings, means: WorkerMeans) {
    const { disk, signals, gauge, tell } = means;
    this.settings = settings;
    this.tell = tell;
    this.signals = signals;
    this.gauge = gauge;
    const own = leftAloneOf(settings.own, settings.clashes);
    this.isLeftAlone = settings.only === undefined
      ? own
      : allBut(settings.only, own);
    this.exclusion = settings.filters &&
      new Exclusion(settings.filters, means.rules);
    this.#means = means;
    this.specials = settings.specials && !disk.lacks("special files");
    this.#disk = disk;
    this.#source = this.#openSourceRoot();
    const keeps = settings.verification?.keeps;
    this.#probed = keeps && asFarAsRead(disk, keeps);
    this.#rules = {
      contents: settings.contents || settings.digest !== undefined,
      owner: settings.owner,
      update: settings.update,
      replica: this.#probed ?? fullCapabilities(disk),
    };
    this.#replica = this.#openReplicaRoot();
    this.flusher = new Flusher(this.#replica, settings);
    this.copyOptions = {
      stop: signals.stop,
      passed: gauge && ((bytes) => gauge.addBytes(bytes)),
      digest: settings.digest === undefined
        ? undefined
        : digestStarter(settings.digest),
      owner: settings.owner,
      attributes: attributesToKeep(settings, disk),
      capabilities: () => this.#probe(),
      sparse: settings.sparse,
      flush: this.flusher.rules.files,
      writeEarly: settings.durable !== "off",
      now: () => Date.now(),
    };
    this.trash = settings.trash && means.makeTrash?.(settings.trash, {
      disk,
      copyOptions: this.copyOptions,
      replica: settings.replica,
      lookAt: (folder) => {
        using opened = this.openReplica(folder);
        return opened.own();
      },
    });
  }

  /** How entries are compared, as far as the replica's file system is known. */
  get rules(): CompareRules {
    return this.#rules;
  }

  /** Two files of the same size, time, mode and owner are equal; nothing else is asked for. */
  get looksSuffice(): boolean {
    return !this.#rules.contents && this.copyOptions.attributes === undefined;
  }

  /** How entries are compared once it was tried out what the replica's file system keeps. */
  get provenRules(): CompareRules {
    return { ...this.#rules, replica: this.#probe() };
  }

  /** Tells whether a folder is the root and only leads to what the pass is about: it is left as it is. */
  leadsOnly(folder: RelativePath): boolean {
    return folder === ROOT && this.settings.only !== undefined;
  }

  /** Has what was seen of the trees before looked at again: a new job begins. */
  forgetWays(): void {
    this.#source.forgetWay?.();
    this.#replica.forgetWay?.();
  }

  /** Returns how a file is compared: outside the part that a sample reads, by its looks. */
  judgingOf(folder: RelativePath, name: string): Judging {
    const part = this.settings.verification?.part;
    return part === undefined || isInPart(childPath(folder, name), part)
      ? this
      : this.#byLooks;
  }

  /** @throws {DiskError} if a root has gone, or another folder is in its place */
  checkRoots(): void {
    using _source = this.#openSourceRoot();
    using _replica = this.#openReplicaRoot();
  }

  /**
   * Opens a folder of the source.
   * @throws {DiskError} also if it is the replica, which a bind mount can bring in anywhere
   */
  openSource(path: RelativePath): ReadableFolder {
    const folder = this.#source.openFolder(path);
    if (isSameEntry(folder.own(), this.#replica.own())) {
      throw overlap("source", "the replica");
    }
    return folder;
  }

  /**
   * Opens a folder of the replica. In a dry run nothing can be changed through it.
   * @throws {DiskError} also if it is the source
   */
  openReplica(path: RelativePath): Folder {
    const folder = withSeen(() => this.#replica.openFolder(path));
    if (isSameEntry(folder.own(), this.settings.sourceIdentity)) {
      throw overlap("replica", "the source");
    }
    return folder;
  }

  [Symbol.dispose](): void {
    this.#source[Symbol.dispose]();
    this.#replica[Symbol.dispose]();
    this.trash?.[Symbol.dispose]();
  }

  #openSourceRoot(): ReadableFolder {
    const { past } = this.settings;
    const { openPast } = this.#means;
    if (past !== undefined && openPast !== undefined) {
      return openPast(past, this.#disk);
    }
    const { source: path, sourceIdentity: identity } = this.settings;
    return this.#disk.openRoot(path, { side: "source", identity });
  }

  #openReplicaRoot(): Folder {
    const { replica: path, replicaIdentity: identity, dryRun } = this.settings;
    if (dryRun && identity === undefined) {
      return new DryFolder(undefined, {
        room: () => roomAbove(this.#disk, path),
      });
    }
    const folder = this.#disk.openRoot(path, { side: "replica", identity });
    return dryRun ? new DryFolder(folder) : folder;
  }

  #probe(): Capabilities {
    if (this.#probed === undefined) {
      using root = this.openReplica(ROOT);
      this.#probed = probeCapabilities(this.#disk, root, {
        owner: this.settings.owner,
      });
      this.#rules = { ...this.#rules, replica: this.#probed };
    }
    return this.#probed;
  }
}

function overlap(side: "source" | "replica", other: string): DiskError {
  return new DiskError(`it is ${other} itself, brought in by a mount`, {
    doing: `open the ${side} folder`,
    code: "",
    side,
  });
}
