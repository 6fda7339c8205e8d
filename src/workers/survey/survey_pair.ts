import type { Folder, Listing, ReadableFolder } from "../../disk/disk.ts";
import { isTemporary } from "../../disk/temporary.ts";
import type { MetadataPart } from "../../model/entry/difference.ts";
import type { EntryKind } from "../../model/entry/entry.ts";
import { spelledAsInSource } from "../../model/paths/folded_names.ts";
import { matchNames } from "../../model/paths/match_names.ts";
import {
  childPath,
  nameOf,
  parentPath,
  type RelativePath,
  ROOT,
} from "../../model/paths/path.ts";
import { RULES_NAME } from "../../model/rules/rule.ts";
import type { PassContext } from "../context.ts";
import { toOutcome, unusable, withSeen } from "../problems.ts";
import { judgeAttributes } from "./survey_attributes.ts";
import { judge } from "./survey_contents.ts";
import type { Findings } from "./survey_findings.ts";
import { NameSurvey } from "./survey_names.ts";

/** Compares the two sides of one folder. */
export function surveyPair(
  folder: RelativePath,
  context: PassContext,
  findings: Findings,
): void {
  findings.looked++;
  using source = orReport(folder, findings, () => context.openSource(folder));
  if (source === undefined) return suspendRemovals(findings);
  using replica = orReport(folder, findings, () => context.openReplica(folder));
  if (replica === undefined) return;
  const sourceListing = orReport(folder, findings, () => source.list());
  if (sourceListing === undefined) suspendRemovals(findings);
  else if (!readRules(folder, { source, sourceListing, context, findings })) {
    return suspendRemovals(findings);
  }
  const isNew = folder === ROOT && context.settings.replicaIsNew;
  const parts = isNew || context.leadsOnly(folder) ? [] : orReport(
    folder,
    findings,
    () => compareOwn(source, replica, context),
  );
  const survey = new NameSurvey({ folder, source, replica, context, findings });
  if (sourceListing !== undefined && !isNew) survey.giveAway(sourceListing);
  const replicaListing = orReport(
    folder,
    findings,
    () => withSeen(() => replica.list()),
  );
  if (sourceListing !== undefined && replicaListing !== undefined) {
    compareListings(sourceListing, replicaListing, survey);
    reportUnusable(sourceListing, replicaListing, survey);
  }
  if (parts?.length === 0 && folder !== ROOT) {
    findings.addUnchanged(parentPath(folder), nameOf(folder));
  }
  const { differences } = survey;
  findings.addFolder(folder, { differences, parts: parts ?? [] });
}

/** Nothing is removed below a folder of which the source could not be read. */
function suspendRemovals(findings: Findings): void {
  findings.suspended++;
}

/** Returns false if a folder has rules that cannot be read: what of it is excluded nobody knows. */
function readRules(
  folder: RelativePath,
  { source, sourceListing, context, findings }: {
    readonly source: ReadableFolder;
    readonly sourceListing: Listing;
    readonly context: PassContext;
    readonly findings: Findings;
  },
): boolean {
  const { exclusion } = context;
  if (exclusion === undefined) return true;
  const isRead = orReport(childPath(folder, RULES_NAME), findings, () => {
    exclusion.readIfThere(folder, source, sourceListing);
    return true;
  });
  return isRead === true;
}

function orReport<Result>(
  folder: RelativePath,
  findings: Findings,
  action: () => Result,
): Result | undefined {
  try {
    return action();
  } catch (error) {
    findings.addOutcome(toOutcome(error, folder));
    return undefined;
  }
}

function compareOwn(
  source: ReadableFolder,
  replica: Folder,
  context: PassContext,
): readonly MetadataPart[] {
  const verdict = judgeAttributes(
    judge(source.own(), replica.own(), context),
    { name: "", source, replica },
    context,
  );
  return verdict.kind === "metadata" ? verdict.parts : [];
}

function compareListings(
  source: Listing,
  replica: Listing,
  survey: NameSurvey,
): void {
  const { spelling } = survey.pair.context.settings;
  const spelled = spelling === undefined ? replica.names : spelledAsInSource(
    { source: source.names, replica: replica.names },
    spelling,
  );
  const { places, extra } = matchNames(source.names, spelled);
  source.names.forEach((name, index) => {
    const place = places[index] ?? -1;
    survey.compareName(name, {
      source: kindAt(source, index),
      replica: place < 0 ? undefined : kindAt(replica, place),
    });
  });
  survey.handBackShared();
  // What the source has under a name that cannot be told from this one may be this one.
  const doubtful = new Set(source.unusable);
  for (const place of extra) {
    const name = replica.names[place] ?? "";
    if (doubtful.has(name)) continue;
    const kind = kindAt(replica, place);
    survey.addExtra(name, { kind, isTemporary: isTemporary(name) });
  }
}

function reportUnusable(
  source: Listing,
  replica: Listing,
  { pair }: NameSurvey,
): void {
  for (const name of new Set([...source.unusable, ...replica.unusable])) {
    pair.findings.addOutcome(unusable(childPath(pair.folder, name)));
  }
}

function kindAt(listing: Listing, index: number): EntryKind {
  return listing.kinds[index] ?? "other";
}
