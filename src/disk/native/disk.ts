import { isSameEntry } from "../../model/entry/entry.ts";
import type { DiskFeature } from "../../model/entry/feature.ts";
import { describeProblem } from "../../model/outcome/problem.ts";
import { quote } from "../../model/paths/quote.ts";
import { type Disk, DiskError } from "../disk.ts";
import { OPEN_FILES } from "./attributes.ts";
import { Calls } from "./calls.ts";
import { NativeFolder } from "./folder.ts";
import { AT_FDCWD } from "./layout.ts";
import { openLibc } from "./libc.ts";
import { openFromTop } from "./open.ts";
import { checkLibc } from "./self_test.ts";

/** The native disk of this thread, or why there is none. */
export type NativeDisk =
  | { readonly kind: "ready"; readonly disk: Disk }
  | { readonly kind: "missing"; readonly reason: string };

/** Opens the C library for the thread that calls, and makes sure that it is the one expected. */
export function openNativeDisk(): NativeDisk {
  const { os, arch } = Deno.build;
  if (os !== "linux") {
    return { kind: "missing", reason: `there is none for ${os}` };
  }
  if (arch !== "x86_64" && arch !== "aarch64") {
    return { kind: "missing", reason: `there is none for ${arch}` };
  }
  try {
    const calls = new Calls(openLibc());
    checkLibc(calls);
    return { kind: "ready", disk: diskOf(calls) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: "missing", reason: reasonOf(error) };
  }
}

function reasonOf(error: Error): string {
  if (!(error instanceof DiskError)) return error.message;
  const { doing, code, message: reason } = error;
  return describeProblem({ doing, code, reason });
}

function diskOf(calls: Calls): Disk {
  return {
    name: "native",
    timeGrainNanos: 1,
    lacks: (feature) => NEEDS_PROC.has(feature) && !hasOpenFiles(calls),
    openRoot(path, { side, identity }): NativeFolder {
      const attempt = { doing: `open the ${side}, ${quote(path)}`, side };
      const fd = openFromTop(calls, path, attempt);
      const folder = new NativeFolder(fd, { calls, side });
      if (identity === undefined || isSameEntry(folder.own(), identity)) {
        return folder;
      }
      folder[Symbol.dispose]();
      throw new DiskError("another folder is there now", {
        ...attempt,
        code: "ESTALE",
      });
    },
  };
}

/** What is reached through /proc, which a container may lack. */
const NEEDS_PROC: ReadonlySet<DiskFeature> = new Set(["attributes", "ACLs"]);

function hasOpenFiles(calls: Calls): boolean {
  const attempt = { doing: "look for /proc", side: "source" } as const;
  return calls.stat(AT_FDCWD, calls.name(OPEN_FILES, attempt), 0) === 0;
}
