import { findRoots } from "../../mirror/find.ts";
import { type Listed, listVersions } from "../../mirror/versions.ts";
import type { RelativePath } from "../../model/paths/path.ts";
import { versionItem, versionLines } from "../../output/versions.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { parsePathBelow } from "../arguments/path_below.ts";
import { absolutePath } from "../arguments/paths.ts";
import { parseDisk, refuseEmpty, refuseMore } from "../arguments/values.ts";
import { EXIT } from "../exit_code.ts";
import { makePool } from "../make_pool.ts";
import { ownStateFolder } from "../own_state_folder.ts";
import { complain, printResult } from "../telling/print.ts";
import { type ObjectParts, printObject } from "../telling/print_object.ts";
import { UsageError } from "../usage_error.ts";
import { findTrash } from "./find_trash.ts";

/**
 * Lists the old versions that the trash has. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const [named, text = ".", ...rest] = given.positionals;
  if (named === undefined) {
    throw new UsageError(
      "a replica is needed: lockstep versions REPLICA [PATH]",
    );
  }
  refuseMore(rest);
  refuseEmpty("REPLICA", named);
  const replica = absolutePath(named, Deno.cwd());
  const path = parsePathBelow(text, { side: "replica", root: replica });
  using pool = await makePool({ threads: 0, disk: parseDisk(given) });
  const user = Deno.uid() ?? undefined;
  const found = await findRoots({ replica, user }, pool);
  const trash = given.values.get("trash");
  const choice = await findTrash(trash && absolutePath(trash, Deno.cwd()), {
    replica: found.replica,
    state: await ownStateFolder({ mayChange: false }),
  });
  const listed = await listVersions(
    { replica, trash: choice, path, user },
    pool,
  );
  const status = statusOf(listed);
  if (listed.kind !== "listed") {
    await complain(listed.reason);
  }
  if (given.switches.has("json")) {
    const parts = versionsObject(listed, { replica, path });
    return await printObject("versions", parts, status);
  }
  if (listed.kind === "listed") {
    const lines = versionLines(listed.versions);
    const text = lines.map((line) => `${line}\n`).join("");
    return await printResult(text, status);
  }
  return status;
}

function statusOf({ kind }: Listed): number {
  switch (kind) {
    case "listed":
      return EXIT.equal;
    case "refused":
      return EXIT.refused;
    case "unavailable":
      return EXIT.unavailable;
  }
}

/** Returns what the object says, as docs/json.md has it. */
function versionsObject(
  listed: Listed,
  about: { readonly replica: string; readonly path: RelativePath },
): ObjectParts {
  if (listed.kind !== "listed") {
    const { kind, reason } = listed;
    return {
      head: about,
      lists: { versions: [] },
      fields: { result: kind, reason },
    };
  }
  const versions = listed.versions.map(versionItem);
  return { head: about, lists: { versions }, fields: { result: "done" } };
}
