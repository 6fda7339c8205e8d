import { counted } from "../model/outcome/counted.ts";
import {
  type ProgressPhase,
  shareDone,
  type Shown,
  type Total,
} from "../model/outcome/progress.ts";
import { escapeControls } from "../model/paths/quote.ts";
import { columnsOf, cutBeginning, cutEnd } from "./columns.ts";
import { formatBytes, formatRate } from "./format.ts";

/** All that can be said of long work at a moment. */
export interface StatusView {
  readonly shown: Shown;
  /** Of late; `undefined` where it is not known or there are no contents. */
  readonly bytesPerMs: number | undefined;
  readonly leftMs: number | undefined;
  readonly note: string | undefined;
  /** What is in hand. */
  readonly path: string | undefined;
  /** Which job of a configuration file it is about. */
  readonly job?: string | undefined;
}

/** A path is cut to so many columns before something else is left out for it. */
const LEAST_PATH = 12;

/** What weighs less than the path is left out so that there is room for that. */
const PATH_WEIGHT = 2;

/**
 * Returns the status in one line of at most so many columns: what finds no room
 * is left out, the least important first.
 */
export function renderStatus(view: StatusView, columns: number): string {
  const { shown: { phase }, job } = view;
  const begin = job === undefined ? "" : `[${escapeControls(job)}] `;
  const word = begin + WORDS[phase];
  const path = view.path === undefined ? "" : escapeControls(view.path);
  const least = path === ""
    ? 0
    : SEPARATOR.length + Math.min(LEAST_PATH, columnsOf(path));
  let pieces = piecesOf(view);
  let head = joined(word, pieces);
  const drop = (weight: number, room: number): void => {
    for (let at = 0; at <= weight && columnsOf(head) > room; at++) {
      pieces = pieces.filter((piece) => piece.weight !== at);
      head = joined(word, pieces);
    }
  };
  drop(PATH_WEIGHT, columns - least);
  drop(HEAVIEST, columns);
  const room = columns - columnsOf(head);
  if (path === "" || room < least) return cutEnd(head, columns);
  return head + SEPARATOR + cutBeginning(path, room - SEPARATOR.length);
}

/** Returns the same as a sentence for a log. */
export function describeStatus(view: StatusView): string {
  return joined(WORDS[view.shown.phase], piecesOf(view));
}

function joined(word: string, pieces: readonly Piece[]): string {
  const texts = pieces.map(({ text }) => text).join(", ");
  return texts === "" ? word : `${word}: ${texts}`;
}

const SEPARATOR = "  ";

const WORDS: Readonly<Record<ProgressPhase, string>> = {
  comparing: "comparing",
  measuring: "looking how much there is to copy",
  planning: "planning",
  copying: "copying",
  flushing: "flushing what was written",
  removing: "removing",
  finishing: "finishing folders",
  listing: "listing",
};

/** A part of the line; what weighs least is left out first. */
interface Piece {
  readonly text: string;
  readonly weight: number;
}

const HEAVIEST = 5;

function piecesOf(
  { shown, bytesPerMs, leftMs, note }: StatusView,
): readonly Piece[] {
  const { done, total } = shown;
  const share = shareDone(shown);
  const pieces: Piece[] = [];
  const add = (weight: number, text: string | undefined): void => {
    if (text !== undefined) pieces.push({ text, weight });
  };
  add(
    HEAVIEST,
    share === undefined ? undefined : `${Math.floor(share * 100)} %`,
  );
  add(3, entriesOf(shown));
  const bytes = done.bytes + (total?.bytes ?? 0);
  add(2, bytes === 0 ? undefined : bytesOf(done.bytes, total));
  add(
    1,
    bytesPerMs === undefined || bytes === 0
      ? undefined
      : formatRate(Math.round(bytesPerMs * 1000), 1000),
  );
  add(4, leftMs === undefined ? undefined : `${formatLeft(leftMs)} left`);
  add(3, note);
  return pieces;
}

function entriesOf({ phase, done, total }: Shown): string | undefined {
  const noun = NOUNS[phase];
  if (noun === undefined) return undefined;
  const { entries } = done;
  const [one, many] = noun;
  if (total === undefined || (!total.isWhole && total.entries <= entries)) {
    return counted(entries, one, many);
  }
  const least = total.isWhole ? "" : "at least ";
  const word = total.entries === 1 ? one : many;
  return `${entries} of ${least}${total.entries} ${word}`;
}

const FILES = ["file", "files"] as const;
const ENTRIES = ["entry", "entries"] as const;

/** What is counted. */
const NOUNS: Readonly<
  Record<ProgressPhase, readonly [one: string, many: string] | undefined>
> = {
  comparing: ENTRIES,
  measuring: FILES,
  planning: ENTRIES,
  copying: FILES,
  flushing: undefined,
  removing: ENTRIES,
  finishing: undefined,
  listing: FILES,
};

function bytesOf(done: number, total: Total | undefined): string {
  if (total === undefined || (!total.isWhole && total.bytes <= done)) {
    return formatBytes(done);
  }
  const least = total.isWhole ? "" : "at least ";
  return `${formatBytes(done)} of ${least}${formatBytes(total.bytes)}`;
}

/** Returns a time to come, which is never known well: `12 s`, `4 min`, `3 h 20 min`. */
function formatLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
