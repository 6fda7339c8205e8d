import type { Identity } from "../model/entry/entry.ts";
import { countEntries } from "../model/outcome/counted.ts";
import type { PassListener } from "../model/outcome/event.ts";
import { outcomesOf } from "../model/outcome/removed_names.ts";
import { childPath, type RelativePath, ROOT } from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import { pathBelow, styleOfPath } from "../model/paths/system_path.ts";
import type { HardLinkGroup } from "../model/plan/hard_links.ts";
import type { Plan } from "../model/plan/plan.ts";
import type { PassSettings, TrashSettings } from "../model/settings.ts";
import type { KeepRule } from "../model/trash/thinning.ts";
import type { TrashNote } from "../model/trash/trash.ts";
import type { PlacedTrash } from "../model/trash/trash_place.ts";
import type { Pool } from "../workers/threads/pool.ts";
import type { ApplyOptions } from "./apply.ts";
import { expectReply } from "./drain.ts";
import { type Ended, unfit } from "./ended.ts";

/** Who does it, and who is told. */
interface TrashMeans {
  readonly pool: Pool;
  readonly listen: PassListener;
  /** The time, in milliseconds since 1970. */
  readonly clock: () => number;
  readonly noteTrash?: ((note: TrashNote) => Promise<void>) | undefined;
}

/** The trash of a pass, or why there can be no pass. */
export type PreparedTrash =
  | { readonly kind: "ready"; readonly settings: TrashSettings }
  | Ended;

/** Which pass a trash is for. */
interface TrashUse {
  /** Absolute path of the source without links. */
  readonly source: string;
  readonly replica: {
    readonly path: string;
    readonly identity: Identity | undefined;
  };
  readonly dryRun: boolean;
  /** That of the replica; it is let go of if there can be no pass. */
  readonly lock: Disposable;
}

/**
 * Opens the trash before a pass, or makes it, and says where old versions go.
 * @throws {RootGone} if it cannot be opened or made
 */
export async function prepareTrash(
  trash: PlacedTrash,
  use: TrashUse,
  means: TrashMeans,
): Promise<PreparedTrash> {
  let prepared: PreparedTrash | undefined;
  try {
    prepared = await openTrash(trash, use, means);
    return prepared;
  } finally {
    if (prepared?.kind !== "ready") use.lock[Symbol.dispose]();
  }
}

async function openTrash(
  trash: PlacedTrash,
  { source, replica, dryRun }: TrashUse,
  { pool, listen, clock, noteTrash }: TrashMeans,
): Promise<PreparedTrash> {
  const reply = await pool.run({
    kind: "open trash",
    trash,
    replica: replica.path,
    source,
    dryRun,
    now: clock(),
  });
  if (reply.kind === "refused") return unfit(reply);
  const { identity, pass } = expectReply(reply, "trash opened");
  const isNear = identity === undefined || replica.identity === undefined ||
    identity.dev === replica.identity.dev;
  tellOf(trash.path, pass, { isNear, listen });
  if (!dryRun) {
    await noteTrash?.({ replica: replica.path, trash: trash.path });
  }
  const settings = { path: trash.path, identity, pass, isNear };
  return { kind: "ready", settings };
}

function tellOf(
  path: string,
  pass: string,
  { isNear, listen }: {
    readonly isNear: boolean;
    readonly listen: PassListener;
  },
): void {
  const place = `old versions go to ${
    quote(pathBelow(path, pass, styleOfPath(path)))
  }`;
  const text = isNear
    ? place
    : `${place}, on another device: they are copied there, and checked`;
  listen({ kind: "said", level: "info", text });
}

/**
 * Notes what the replica does not have yet, before the pass makes it: whatever
 * becomes of the pass, this stays true.
 */
export async function noteCreated(
  plan: Plan,
  { replicaIsNew }: PassSettings,
  { pool, listen }: Pick<ApplyOptions, "pool" | "listen">,
): Promise<void> {
  const paths = replicaIsNew ? [ROOT] : pathsToCreate(plan);
  if (paths.length === 0) return;
  const reply = await pool.run({ kind: "note created", paths });
  const outcomes = outcomesOf(expectReply(reply, "applied").outcomes);
  if (outcomes.length > 0) listen(outcomes);
}

/** What is new in the replica; what is inside of a new folder goes without saying. */
function pathsToCreate(
  { write, hardLinks }: Plan,
): readonly RelativePath[] {
  const made = write.flatMap(({ folder, steps }) =>
    steps.filter(({ kind }) => kind === "create")
      .map(({ name }) => childPath(folder, name))
  );
  return [...made, ...hardLinks.flatMap(newNames)];
}

function newNames(
  { leader, followers }: HardLinkGroup,
): readonly RelativePath[] {
  return [leader, ...followers]
    .filter(({ expected }) => expected === undefined)
    .map(({ folder, name }) => childPath(folder, name));
}

/** Removes old versions that nothing keeps, after a pass that ended well, and says which. */
export async function thinOut(
  rule: KeepRule,
  { pool, listen, clock }: TrashMeans,
): Promise<void> {
  const reply = await pool.run({ kind: "thin trash", rule, now: clock() });
  const { passes, failure } = expectReply(reply, "thinned");
  for (const { pass, entries } of passes) {
    const count = countEntries(entries);
    const text = `removed the old versions of ${pass} from the trash: ${count}`;
    listen({ kind: "said", level: "info", text });
  }
  if (failure === undefined) return;
  const text =
    `the trash is not thinned out: ${failure}. The next pass tries it again`;
  listen({ kind: "said", level: "warn", text });
}
