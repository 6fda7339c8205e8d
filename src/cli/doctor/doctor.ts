import {
  type Examination,
  examine,
  type Examined,
} from "../../mirror/examine.ts";
import { quote } from "../../model/paths/quote.ts";
import {
  type Check,
  checkItem,
  checkLines,
  probedChecks,
  roomText,
  volumeText,
} from "../../output/doctor.ts";
import { stateUse } from "../../state/usable.ts";
import type { RawArguments } from "../arguments/arguments.ts";
import { absolutePath } from "../arguments/paths.ts";
import { parseDisk, refuseEmpty, refuseMore } from "../arguments/values.ts";
import { EXIT } from "../exit_code.ts";
import { ownVersion } from "../help/own_version.ts";
import { makePool } from "../make_pool.ts";
import { namedStateFolder } from "../own_state_folder.ts";
import { isRoot } from "../rights.ts";
import { printResult } from "../telling/print.ts";
import { printObject } from "../telling/print_object.ts";
import { memoryChecks } from "./doctor_memory.ts";

/**
 * Says what lockstep runs on and what two folders are like. The source is only
 * read; what the replica's file system keeps is tried on temporary files, as
 * passes do it. Returns the exit status.
 * @throws {UsageError} before anything is touched
 */
export async function run(given: RawArguments): Promise<number> {
  const [source, replica, ...rest] = given.positionals;
  refuseMore(rest);
  if (source !== undefined) refuseEmpty("SOURCE", source);
  if (replica !== undefined) refuseEmpty("REPLICA", replica);
  const examined = await examineNamed(given);
  const checks = [
    ...await programChecks(),
    ...await permissionChecks(),
    diskCheck(given, examined),
    await stateCheck(),
    ...(source === undefined ? [] : folderChecks("source", examined.source)),
    ...(replica === undefined
      ? []
      : [...replicaChecks(examined), ...await memoryChecks(examined)]),
  ];
  const status = checks.some(({ isWrong }) => isWrong)
    ? EXIT.failed
    : EXIT.equal;
  if (given.switches.has("json")) {
    const items = checks.map(checkItem);
    const parts = { lists: { checks: items }, fields: {} };
    return await printObject("doctor", parts, status);
  }
  const text = checkLines(checks).map((line) => `${line}\n`).join("");
  return await printResult(text, status);
}

/** Where no folders are named, it is the current one by which the disk is found. */
async function examineNamed(given: RawArguments): Promise<Examination> {
  const here = Deno.cwd();
  const [source = ".", replica] = given.positionals
    .map((path) => absolutePath(path, here));
  const absolute = source === "." ? here : source;
  using pool = await makePool({ threads: 0, disk: parseDisk(given) });
  return await examine({
    source: absolute,
    replica: replica ?? absolute,
    log: undefined,
    state: namedStateFolder(),
    user: Deno.uid() ?? undefined,
  }, { pool, probes: replica !== undefined, owner: isRoot() });
}

async function programChecks(): Promise<readonly Check[]> {
  const version = await ownVersion();
  const how = Deno.build.standalone ? "" : ", run from its source";
  const uid = Deno.uid();
  const user = uid === null ? "" : `, user ${uid}`;
  return [
    {
      about: "lockstep",
      text: `${version}, ${quote(Deno.execPath())}${how}`,
    },
    { about: "Deno", text: `${Deno.version.deno}, V8 ${Deno.version.v8}` },
    {
      about: "system",
      text:
        `${Deno.build.target}, ${Deno.osRelease()}, ${navigator.hardwareConcurrency} cores${user}`,
    },
  ];
}

const PERMISSIONS = ["read", "write", "env", "sys", "ffi"] as const;

/** Without the last one files are reached by Deno's own calls; that is said with the disk. */
async function permissionChecks(): Promise<readonly Check[]> {
  const missing: string[] = [];
  for (const name of PERMISSIONS) {
    const { state } = await Deno.permissions.query({ name });
    if (state !== "granted") missing.push(name);
  }
  const isWrong = missing.some((name) => name !== "ffi");
  const text = missing.length === 0
    ? PERMISSIONS.join(", ")
    : `without ${missing.map((name) => `--allow-${name}`).join(", ")}`;
  return [{ about: "permissions", text, isWrong }];
}

function diskCheck(given: RawArguments, { fallback }: Examination): Check {
  const choice = parseDisk(given);
  const isNative = choice !== "portable" && fallback === undefined &&
    (choice === "native" || Deno.build.os === "linux");
  if (isNative) return { about: "disk", text: "native: the system's library" };
  const why = choice === "portable"
    ? "as asked for"
    : fallback ?? "there is no other for this system";
  return {
    about: "disk",
    text: `portable: Deno's own calls (${why})`,
    isWrong: choice === "native",
  };
}

async function stateCheck(): Promise<Check> {
  const about = "state folder";
  const folder = namedStateFolder();
  if (folder === undefined) {
    const text = "the environment names none: set XDG_STATE_HOME";
    return { about, text, isWrong: true };
  }
  const use = await stateUse(folder, Deno.uid() ?? undefined);
  switch (use.kind) {
    case "usable":
      return { about, text: quote(folder) };
    case "missing":
      return { about, text: `${quote(folder)}, made by the first pass` };
    case "unusable":
      return {
        about,
        text: `${quote(folder)} cannot be used: ${use.reason}`,
        isWrong: true,
      };
  }
}

function replicaChecks(
  { replica, refusal }: Examination,
): readonly Check[] {
  const checks = folderChecks("replica", replica);
  if (refusal === undefined || replica.state.kind === "failed") return checks;
  return [...checks, { about: "both", text: refusal, isWrong: true }];
}

/** What is found of a folder. A replica may be missing: the first pass makes it. */
function folderChecks(
  of: "source" | "replica",
  { path, volume, state }: Examined,
): readonly Check[] {
  const about = "folder";
  const where: readonly Check[] = volume === undefined
    ? []
    : [{ of, about: "file system", text: volumeText(volume) }];
  switch (state.kind) {
    case "failed": {
      const text = `${quote(path)}: ${state.reason}`;
      return [{ of, about, text, isWrong: true }];
    }
    case "missing": {
      const text = `${quote(path)} does not exist`;
      return [{ of, about, text, isWrong: of === "source" }, ...where];
    }
    case "facts": {
      const { room, probed } = state.facts;
      const rest = [
        ...(room === undefined
          ? []
          : [{ about: "room", text: roomText(room) }]),
        ...(probed === undefined ? [] : probedChecks(probed)),
      ];
      return [
        { of, about, text: quote(path) },
        ...where,
        ...rest.map((check) => ({ ...check, of })),
      ];
    }
  }
}
