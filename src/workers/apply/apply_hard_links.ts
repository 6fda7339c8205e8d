import { dropTemporary } from "../../disk/copy.ts";
import { DiskError } from "../../disk/disk.ts";
import { makeWritable } from "../../disk/remove.ts";
import { checkStop, Stopped } from "../../disk/stop.ts";
import { temporaryName } from "../../disk/temporary.ts";
import { isSameEntry, isUntouched } from "../../model/entry/entry.ts";
import { quote } from "../../model/paths/quote.ts";
import {
  type HardLinkGroup,
  type LinkName,
  pathOf,
} from "../../model/plan/hard_links.ts";
import type { PassContext } from "../context.ts";
import type { ApplyReply } from "../job.ts";
import { changedInReplica, ChangedMeanwhile } from "../problems.ts";
import { mendEntry } from "./apply_change.ts";
import { makeEntry } from "./apply_make.ts";
import { appeared } from "./apply_place.ts";
import { Deeds, FolderWork } from "./work.ts";

/** Makes the names of each group names of one file. */
export function doHardLinks(
  groups: readonly HardLinkGroup[],
  context: PassContext,
): ApplyReply {
  const deeds = new Deeds();
  try {
    for (const group of groups) new GroupWork(group, context, deeds).do();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return deeds.toReply();
}

class GroupWork {
  readonly #group: HardLinkGroup;
  readonly #context: PassContext;
  readonly #deeds: Deeds;
  /** The name that holds the file by now. */
  #leader: LinkName | undefined;

  constructor(group: HardLinkGroup, context: PassContext, deeds: Deeds) {
    this.#group = group;
    this.#context = context;
    this.#deeds = deeds;
  }

  do(): void {
    const { leader, followers } = this.#group;
    this.#attempt(leader, (work) => this.#lead(leader, work));
    for (const follower of followers) {
      checkStop(this.#context.signals.stop);
      this.#attempt(follower, (work) => this.#follow(follower, work));
    }
  }

  #attempt(name: LinkName, action: (work: FolderWork) => void): void {
    const [context, deeds] = [this.#context, this.#deeds];
    deeds.attempt(pathOf(name), () => {
      using to = context.openReplica(name.folder);
      using work = new FolderWork({ folder: name.folder, to }, {
        context,
        deeds,
      });
      work.inPlace(() => action(work));
      if (context.flusher.rules.folders) to.flush();
    });
  }

  #lead(leader: LinkName, work: FolderWork): void {
    const { deed } = this.#group;
    switch (deed.kind) {
      case "keep":
        checkUntouched(leader, work);
        break;
      case "mend":
        mendEntry(deed.step, work);
        break;
      case "copy":
        this.#copy(leader, work);
    }
    this.#leader = leader;
  }

  /** Links a name to the leader; where there is none yet, or it can have no more names, it leads. */
  #follow(follower: LinkName, work: FolderWork): void {
    const leader = this.#leader;
    const isOne = leader !== undefined && this.#link(follower, leader, work);
    if (isOne) return;
    this.#copy(follower, work);
    this.#leader = follower;
  }

  #copy({ name, expected, isOwn = false }: LinkName, work: FolderWork): void {
    makeWritable(work.to);
    makeEntry({
      step: { kind: "create", name, entry: "file", bytes: 0 },
      kind: "file",
      replaces: expected,
      replacesOwn: isOwn,
      action: expected === undefined ? "copied" : "updated",
      ...(expected === undefined ? {} : { reason: "hard link" }),
    }, work);
  }

  /** Returns false if the leader's file cannot have another name. */
  #link(follower: LinkName, leader: LinkName, work: FolderWork): boolean {
    const { name, expected } = follower;
    let kept: string | undefined;
    if (!isSameEntry(this.#group.source, work.from.stat(name) ?? NOTHING)) {
      throw new ChangedMeanwhile(
        "it is no longer that hard link in the source",
      );
    }
    makeWritable(work.to);
    using from = this.#context.openReplica(leader.folder);
    const temporary = temporaryName();
    try {
      work.to.createHardLink(temporary, { folder: from, name: leader.name });
    } catch (error) {
      if (error instanceof DiskError && error.code === "EMLINK") return false;
      throw error;
    }
    try {
      kept = giveName(temporary, follower, work);
    } catch (error) {
      dropTemporary(work.to, temporary);
      throw error;
    }
    this.#deeds.addOutcome({
      status: "done",
      action: expected === undefined ? "created" : "updated",
      path: pathOf(follower),
      reason: `hard link to ${quote(pathOf(leader))}`,
      kept,
    });
    return true;
  }
}

const NOTHING = { dev: 0, ino: 0 };

/** Returns where in the trash is what the name had before, if it is kept. */
function giveName(
  temporary: string,
  { name, expected, isOwn = false }: LinkName,
  work: FolderWork,
): string | undefined {
  const { to, context: { trash } } = work;
  const place = trash?.placeOf(work.pathOf(name));
  if (!to.writable) return expected === undefined || isOwn ? undefined : place;
  const found = to.stat(name);
  const isTaken = found !== undefined && expected !== undefined;
  if (isTaken && !isUntouched(expected, found)) throw changedInReplica();
  const isKept = isTaken && trash !== undefined && !isOwn;
  const isStill = isTaken &&
    (!isKept || trash.keepOld(work, name, found.kind));
  if (isStill) to.rename(temporary, name);
  else if (!to.renameNew(temporary, { to: name, kind: "file" })) {
    throw appeared();
  }
  return isKept ? place : undefined;
}

function checkUntouched(
  { name, expected }: LinkName,
  { to }: FolderWork,
): void {
  if (!to.writable) return;
  const found = to.stat(name);
  if (expected === undefined || !isUntouched(expected, found)) {
    throw changedInReplica();
  }
}
