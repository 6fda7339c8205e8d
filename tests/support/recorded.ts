import { DiskError, type Folder } from "../../src/disk/disk.ts";
import { DryFolder } from "../../src/disk/dry.ts";
import type { MadeFacts, WritableFile } from "../../src/disk/open_file.ts";
import { fileEntry } from "./entries.ts";

/** Which calls fail, and with which code. */
export type Failures = Readonly<Record<string, string>>;

/** What was called, each call in one line. */
export interface Recorded {
  readonly calls: string[];
}

/** A new file of nobody's disk that writes down what is done to it. */
export function recordedFile(
  made: MadeFacts,
  failures: Failures = {},
): WritableFile & Recorded {
  const { calls, note } = recorder(failures);
  return {
    calls,
    made,
    stat: () => fileEntry(made),
    write: (bytes) => note("write", `${bytes.length}`),
    skip: (length) => note("skip", `${length}`),
    setSize: (size) => note("setSize", `${size}`),
    setOwner: ({ uid, gid }) => note("setOwner", `${uid}:${gid}`),
    setMode: (mode) => note("setMode", mode.toString(8)),
    setTime: ({ mtimeSeconds }) => note("setTime", `${mtimeSeconds}`),
    flush: () => note("flush", ""),
    close: () => {},
    [Symbol.dispose]: () => {},
  };
}

/** An empty folder of nobody's disk that writes down which metadata is set in it. */
export function recordedFolder(failures: Failures = {}): Folder & Recorded {
  const { calls, note } = recorder(failures);
  const hold: Folder["hold"] = (name, { kind }) => ({
    setOwner: ({ uid, gid }) =>
      note("setOwner", `${name} ${kind} ${uid}:${gid}`),
    setMode: (mode) => note("setMode", `${name} ${mode.toString(8)}`),
    setTime: ({ mtimeSeconds }) =>
      note("setTime", `${name} ${kind} ${mtimeSeconds}`),
    [Symbol.dispose]: () => {},
  });
  const flush = (): void => note("flush", "");
  return Object.assign(new DryFolder(undefined), { hold, flush, calls });
}

function recorder(
  failures: Failures,
): Recorded & { readonly note: (method: string, words: string) => void } {
  const calls: string[] = [];
  return {
    calls,
    note: (method, words) => {
      calls.push(`${method} ${words}`);
      const { [method]: code } = failures;
      if (code === undefined) return;
      throw new DiskError(code, { doing: method, code, side: "replica" });
    },
  };
}
