import type { NameTraits } from "../model/paths/folded_names.ts";
import { childPath, type RelativePath } from "../model/paths/path.ts";
import { spelledOtherwise } from "../model/paths/spelled_otherwise.ts";
import {
  addCounts,
  type Difference,
  type FolderDifferences,
  type SurveyCounts,
} from "../model/plan/survey.ts";
import type { PassSettings } from "../model/settings.ts";
import type {
  JudgedFolder,
  NameQuestion,
} from "../workers/names/names_messages.ts";
import type { SurveyItem } from "../workers/survey/pair_job.ts";
import type { Pool } from "../workers/threads/pool.ts";
import { drain, expectReply } from "./drain.ts";
import { isToDo, respellAll } from "./respell.ts";
import { type Survey, type SurveyOptions, surveyTrees } from "./survey.ts";
import { pathsOfTold, tellNames } from "./told_names.ts";

/** How many folders are asked about by one job. */
const PIECE_LENGTH = 64;

/** How many names a dry run looks at to learn about the file system. */
const MOST_PAIRS = 64;

/** A survey in which no two names of the source stand for one entry of the replica. */
export interface SettledNames {
  /** What the plan is judged by. */
  readonly survey: Survey;
  /** With the paths of the source that are left out, which the threads have been told. */
  readonly settings: PassSettings;
  /** Folders in which names are to be spelled right first. */
  readonly respelledIn: readonly RelativePath[];
  /** Spells them right, and returns the survey that holds from then on. */
  readonly respell: () => Promise<Survey>;
}

/**
 * Finds out, where anything is to be made, how the replica's file system deals
 * with names. Those that it does not take, or takes for others, are told and left
 * out, before anything is changed; entries of which only the spelling changed
 * count as being on both sides.
 */
export async function settleNames(
  survey: Survey,
  pool: Pool,
  { settings, ...options }: SurveyOptions & {
    readonly settings: PassSettings;
  },
): Promise<SettledNames> {
  const questions = survey.found.flatMap(toQuestion);
  const rules = questions.length === 0
    ? undefined
    : await probe(survey, pool, settings);
  if (rules === undefined) return asItIs(survey, settings);
  const judging = { pool, ...options };
  const judged = await judgeAll(questions, { ...judging, rules });
  options.listen(judged.flatMap(tellNames));
  const clashes = judged.flatMap(pathsOfTold);
  const { spelling } = rules;
  const known: PassSettings = { ...settings, clashes, spelling };
  if (clashes.length > 0 || spelling !== undefined) pool.begin(known);
  const settled = { ...survey, found: withoutJudged(survey.found, judged) };
  const items = survey.found.flatMap((it) => itemsFor(it, judged));
  if (items.length === 0) return asItIs(settled, known);
  const deaf = { ...options, listen: () => {} };
  const { counts } = await surveyTrees(pool, deaf, items);
  return {
    settings: known,
    survey: { ...settled, counts: countedOnce(settled, counts, items.length) },
    respelledIn: judged.filter(({ respelled }) => respelled.some(isToDo))
      .map(({ folder }) => folder),
    respell: async () => {
      await respellAll(judged, judging);
      const again = settings.dryRun
        ? await surveyUnspelled(items, notIn(survey, judged), judging)
        : await surveyTrees(pool, options, items);
      return {
        found: [...settled.found, ...again.found],
        linked: [...survey.linked, ...again.linked],
        drifted: survey.drifted,
        counts: countedOnce(settled, again.counts, items.length),
      };
    },
  };
}

/** Asks how the replica's file system deals with names; `undefined` where that cannot be known, or need not. */
async function probe(
  { found }: Survey,
  pool: Pool,
  { dryRun }: PassSettings,
): Promise<NameTraits | undefined> {
  // Perf: a pass that may make files learns it from these, and needs no names.
  const pairs = dryRun
    ? found.flatMap(spelledOtherwise).slice(0, MOST_PAIRS)
    : [];
  if (dryRun && pairs.length === 0) return undefined;
  const probed = await pool.run({ kind: "probe names", pairs });
  return expectReply(probed, "probed names").rules;
}

/** Compares what a dry run has not spelled right: what is below is found under other names, too. */
async function surveyUnspelled(
  items: readonly SurveyItem[],
  judged: readonly JudgedFolder[],
  { pool, ...options }: Judging,
): Promise<Survey> {
  const survey = await surveyTrees(pool, options, items);
  const more = survey.found.flatMap((it) => itemsFor(it, judged));
  if (more.length === 0) return survey;
  const left = notIn(survey, judged);
  const below = await surveyUnspelled(more, left, { pool, ...options });
  return {
    found: [...withoutJudged(survey.found, judged), ...below.found],
    linked: [...survey.linked, ...below.linked],
    drifted: survey.drifted + below.drifted,
    counts: countedOnce(survey, below.counts, more.length),
  };
}

/** Returns the folders whose names the survey has not come to. */
function notIn(
  { found }: Survey,
  judged: readonly JudgedFolder[],
): readonly JudgedFolder[] {
  const seen = new Set(found.map(({ folder }) => folder));
  return judged.filter(({ folder }) => !seen.has(folder));
}

function asItIs(survey: Survey, settings: PassSettings): SettledNames {
  const respell = (): Promise<Survey> => Promise.resolve(survey);
  return { survey, settings, respelledIn: [], respell };
}

/** What was taken to be only in the replica is on both sides, and has been counted twice. */
function countedOnce(
  { counts }: Survey,
  again: SurveyCounts,
  respelled: number,
): SurveyCounts {
  const twice = respelled + again.replica;
  return addCounts(counts, {
    ...again,
    replica: -twice + again.replica + respelled,
    extra: again.extra - twice,
  });
}

function toQuestion(
  { folder, differences }: FolderDifferences,
): readonly NameQuestion[] {
  const folders = differences.filter(isNewFolder).map(({ name }) => name);
  const isWorth = folders.length > 0 ||
    differences.some(({ kind }) => kind === "missing");
  return isWorth ? [{ folder, folders }] : [];
}

/** Tells whether a folder is to be made with all that is in it. */
function isNewFolder(difference: Difference): boolean {
  return difference.kind === "missing"
    ? difference.entry === "directory"
    : difference.kind === "retyped" && difference.source === "directory";
}

interface Judging extends SurveyOptions {
  readonly pool: Pool;
}

async function judgeAll(
  questions: readonly NameQuestion[],
  { pool, rules, isStopped }: Judging & { readonly rules: NameTraits },
): Promise<readonly JudgedFolder[]> {
  const judged: JudgedFolder[] = [];
  let at = 0;
  await drain(pool, {
    next: () => {
      if (at >= questions.length || isStopped()) return undefined;
      const piece = questions.slice(at, at + PIECE_LENGTH);
      at += piece.length;
      return { kind: "names", questions: piece, rules };
    },
    take: (reply) => {
      judged.push(...expectReply(reply, "named").judged);
    },
  });
  return judged;
}

/** Leaves out names that get no entry, and those that are only spelled otherwise, on either side. */
function withoutJudged(
  found: readonly FolderDifferences[],
  judged: readonly JudgedFolder[],
): readonly FolderDifferences[] {
  const byFolder = new Map(judged.map((it) => [it.folder, it]));
  return found.map((it) => {
    const names = byFolder.get(it.folder);
    if (names === undefined) return it;
    const { clashes, refused, respelled } = names;
    const made = new Set(
      [...clashes, ...refused, ...respelled].map(({ name }) => name),
    );
    const kept = new Set(respelled.map(({ was }) => was));
    const differences = it.differences.filter(({ kind, name }) =>
      !(kind === "missing" && made.has(name)) &&
      !(kind === "extra" && kept.has(name))
    );
    return { ...it, differences };
  });
}

/** What is to be compared again: folders with all that is in them, everything else by its name. */
function itemsFor(
  { folder, differences }: FolderDifferences,
  judged: readonly JudgedFolder[],
): readonly SurveyItem[] {
  const respelled = judged.find((it) => it.folder === folder)?.respelled ?? [];
  return respelled.map(({ name, was }): SurveyItem => {
    const isPair = isFolder(differences, name) && isFolder(differences, was);
    return isPair
      ? { kind: "pair", folder: childPath(folder, name) }
      : { kind: "names", folder, names: name };
  });
}

function isFolder(
  differences: FolderDifferences["differences"],
  name: string,
): boolean {
  return differences.some((it) =>
    (it.kind === "missing" || it.kind === "extra") && it.name === name &&
    it.entry === "directory"
  );
}
