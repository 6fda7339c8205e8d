import type { Listing, ReadableFolder } from "../../disk/disk.ts";
import type { Entry, EntryKind } from "../../model/entry/entry.ts";
import {
  childPath,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import {
  type FilterSettings,
  hasLimits,
  limitBeyond,
} from "../../model/rules/filter_settings.ts";
import type {
  CompiledRules,
  RuleLibrary,
  RuleSet,
} from "../../model/rules/gitignore.ts";
import { type FolderRules, RULES_NAME } from "../../model/rules/rule.ts";
import { readRules } from "./read_rules.ts";

/**
 * Thrown where rules are met and what they are worked with is not loaded yet.
 * Nothing has been done by then: the work is handed back.
 */
export class RulesNotLoaded extends Error {
  constructor() {
    super("What rules are worked with is not loaded");
    this.name = "RulesNotLoaded";
  }
}

/** Looks at an entry, when that is needed to decide. */
export type Look = () => Entry | undefined;

/** What is left out of a pass, as far as a worker knows by now. */
export class Exclusion {
  readonly settings: FilterSettings;
  /** Rules were met before they could be worked with. */
  isWanting: boolean;
  #library: RuleLibrary | undefined;
  #options: CompiledRules | undefined;
  readonly #byFolder = new Map<RelativePath, CompiledRules>();
  #read: FolderRules[] = [];
  #last: { folder: RelativePath; filter: FolderFilter | undefined } | undefined;

  constructor(settings: FilterSettings, library: RuleLibrary | undefined) {
    this.settings = settings;
    this.isWanting = settings.rules.length > 0;
    if (library !== undefined) this.equip(library);
  }

  /** Gives it what rules are worked with. */
  equip(library: RuleLibrary): void {
    this.#library = library;
    this.isWanting = false;
    const { rules } = this.settings;
    this.#options = rules.length > 0 ? library.compile(rules) : undefined;
    this.#last = undefined;
  }

  /** Learns what folders of the source say, from who has read it. */
  learn(found: readonly FolderRules[]): void {
    for (const { folder, rules } of found) {
      const compiled = this.#must().compile(rules);
      this.#byFolder.set(folder, compiled);
    }
    this.#last = undefined;
  }

  /**
   * Reads the rules of a folder of the source, if it has some.
   * @throws {DiskError} if they cannot be read
   * @throws {RulesNotLoaded}
   */
  readIfThere(
    folder: RelativePath,
    source: ReadableFolder,
    { names }: Pick<Listing, "names">,
  ): void {
    if (!names.includes(RULES_NAME) || this.#byFolder.has(folder)) return;
    this.#must();
    const rules = readRules(folder, source);
    this.learn([{ folder, rules }]);
    this.#read.push({ folder, rules });
  }

  /** Returns what was read since it was last called, for other threads. */
  takeRead(): readonly FolderRules[] {
    const read = this.#read;
    if (read.length > 0) this.#read = [];
    return read;
  }

  /** Returns what decides in a folder, `undefined` where nothing is left out. */
  in(folder: RelativePath): FolderFilter | undefined {
    if (this.#last?.folder !== folder) {
      this.#last = { folder, filter: this.#make(folder) };
    }
    return this.#last.filter;
  }

  #make(folder: RelativePath): FolderFilter | undefined {
    if (this.settings.rules.length > 0) this.#must();
    const lists = this.#options === undefined ? [] : [this.#options];
    if (this.#byFolder.size > 0) {
      for (let at = folder;; at = parentPath(at)) {
        const rules = this.#byFolder.get(at);
        if (rules !== undefined) lists.unshift(rules);
        if (at === ROOT) break;
      }
    }
    if (lists.length === 0 && !hasLimits(this.settings)) return undefined;
    const rules = lists.length === 0 ? undefined : this.#must().join(lists);
    return new FolderFilter(folder, rules, this.settings);
  }

  #must(): RuleLibrary {
    if (this.#library !== undefined) return this.#library;
    this.isWanting = true;
    throw new RulesNotLoaded();
  }
}

/** What decides in one folder, which is not excluded itself. */
export class FolderFilter {
  /** Files have to be looked at. */
  readonly looksAtFiles: boolean;
  /** What is excluded is removed from the replica. */
  readonly deleteExcluded: boolean;
  readonly #folder: RelativePath;
  readonly #rules: RuleSet | undefined;
  readonly #settings: FilterSettings;

  constructor(
    folder: RelativePath,
    rules: RuleSet | undefined,
    settings: FilterSettings,
  ) {
    this.looksAtFiles = hasLimits(settings);
    this.deleteExcluded = settings.deleteExcluded;
    this.#folder = folder;
    this.#rules = rules;
    this.#settings = settings;
  }

  /** Tells whether the rules exclude what is at a name, on either side. */
  excludes(name: string, kind: EntryKind): boolean {
    const path = childPath(this.#folder, name);
    return this.#rules?.excludes(path, kind === "directory") ?? false;
  }

  /** Tells whether the pass does not see what is at a name in the source. */
  hides(name: string, kind: EntryKind, look: Look): boolean {
    return this.excludes(name, kind) || this.#isBeyondLimits(kind, look);
  }

  /** Tells whether what is at a name in the replica, and not in the source, stays. */
  protects(name: string, kind: EntryKind, look: Look): boolean {
    return !this.deleteExcluded && this.hides(name, kind, look);
  }

  #isBeyondLimits(kind: EntryKind, look: Look): boolean {
    return this.looksAtFiles && kind === "file" &&
      limitBeyond(look(), this.#settings) !== undefined;
  }
}
