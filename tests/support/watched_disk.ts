import type { Disk, Folder, Held, Side } from "../../src/disk/disk.ts";
import { DiskError } from "../../src/disk/disk.ts";
import type { ReadableFile, WritableFile } from "../../src/disk/open_file.ts";
import {
  childPath,
  type RelativePath,
  ROOT,
} from "../../src/model/paths/path.ts";
import { testDisk } from "./test_disk.ts";

/** One call of a disk, as a test sees it go by. */
export interface DiskCall {
  readonly side: Side;
  /** The method's name; those of files as "file.read", "file.write". */
  readonly method: string;
  /** What it is about, below the root. */
  readonly path: RelativePath;
}

/** Hears of a call before it is made; may change the trees, or throw in its place. */
export type DiskHook = (call: DiskCall) => void;

/** The disk that is tested, with somebody who looks on and may interfere. */
export function watchedDisk(before: DiskHook): Disk {
  return {
    ...testDisk,
    openRoot(path, options): Folder {
      before({ side: options.side, method: "openRoot", path: ROOT });
      const root = testDisk.openRoot(path, options);
      return watchedFolder(root, { before, side: options.side, path: ROOT });
    },
  };
}

/** Throws what a disk throws for a system's error. */
export function failWith(code: string, { side, method }: DiskCall): never {
  throw new DiskError(`test of ${code}`, { doing: `${method} it`, code, side });
}

/** Returns a hook that does something once, at the first call of that method at that path. */
export function onceAt(
  at: { side: Side; method: string; path: string },
  action: (call: DiskCall) => void,
): DiskHook & { readonly hasHappened: () => boolean } {
  let hasHappened = false;
  const hook = (call: DiskCall): void => {
    const isIt = call.side === at.side && call.method === at.method &&
      call.path === at.path;
    if (!isIt || hasHappened) return;
    hasHappened = true;
    action(call);
  };
  return Object.assign(hook, { hasHappened: () => hasHappened });
}

interface Watching {
  readonly before: DiskHook;
  readonly side: Side;
  readonly path: RelativePath;
}

function watchedFolder(inner: Folder, watching: Watching): Folder {
  const { before, side, path: own } = watching;
  const at = (name: string): RelativePath =>
    name === "" ? own : childPath(own, name);
  const tell = (method: string, name: string): void =>
    before({ side, method, path: at(name) });
  const watched: Folder = {
    writable: inner.writable,
    own: () => inner.own(),
    room: () => inner.room?.(),
    list: () => {
      tell("list", "");
      return inner.list();
    },
    stat: (name) => {
      tell("stat", name);
      return inner.stat(name);
    },
    openFolder: (path) => {
      tell("openFolder", path);
      return watchedFolder(inner.openFolder(path), {
        before,
        side,
        path: at(path),
      });
    },
    openFile: (name) => {
      tell("openFile", name);
      return watchedReadable(inner.openFile(name), {
        before,
        side,
        path: at(name),
      });
    },
    createFile: (name, mode) => {
      tell("createFile", name);
      return watchedWritable(inner.createFile(name, mode), {
        before,
        side,
        path: at(name),
      });
    },
    createFolder: (name, mode) => {
      tell("createFolder", name);
      inner.createFolder(name, mode);
    },
    createLink: (name, link) => {
      tell("createLink", name);
      inner.createLink(name, link);
    },
    createHardLink: (name, { folder, name: of }) => {
      tell("createHardLink", name);
      const real = insides.get(folder) ?? folder;
      inner.createHardLink(name, { folder: real, name: of });
    },
    rename: (from, to) => {
      tell("rename", to);
      inner.rename(from, to);
    },
    renameNew: (from, to) => {
      tell("rename", to.to);
      return inner.renameNew(from, to);
    },
    moveNew: (from, { folder, ...place }) => {
      tell("moveNew", from);
      const real = insides.get(folder) ?? folder;
      return inner.moveNew(from, { ...place, folder: real });
    },
    removeFile: (name) => {
      tell("removeFile", name);
      inner.removeFile(name);
    },
    removeFolder: (name) => {
      tell("removeFolder", name);
      inner.removeFolder(name);
    },
    hold: (name, seen) => {
      tell("hold", name);
      return watchedHeld(inner.hold(name, seen), {
        before,
        side,
        path: at(name),
      });
    },
    forgetWay: () => inner.forgetWay?.(),
    flush: () => {
      tell("flush", "");
      inner.flush();
    },
    [Symbol.dispose]: () => inner[Symbol.dispose](),
  };
  insides.set(watched, inner);
  return watched;
}

function watchedHeld(
  inner: Held,
  { before, side, path }: Watching,
): Held {
  const tell = (method: string): void => before({ side, method, path });
  return {
    setOwner: (owner) => {
      tell("setOwner");
      inner.setOwner(owner);
    },
    setMode: (mode) => {
      tell("setMode");
      inner.setMode(mode);
    },
    setTime: (time) => {
      tell("setTime");
      inner.setTime(time);
    },
    [Symbol.dispose]: () => inner[Symbol.dispose](),
  };
}

/** The real folders inside those that are handed out. */
const insides = new WeakMap<Folder, Folder>();

function watchedReadable(
  inner: ReadableFile,
  { before, side, path }: Watching,
): ReadableFile {
  return {
    opened: inner.opened,
    stat: () => {
      before({ side, method: "file.stat", path });
      return inner.stat();
    },
    read: (buffer) => {
      before({ side, method: "file.read", path });
      return inner.read(buffer);
    },
    [Symbol.dispose]: () => inner[Symbol.dispose](),
  };
}

function watchedWritable(
  inner: WritableFile,
  { before, side, path }: Watching,
): WritableFile {
  const tell = (method: string): void => before({ side, method, path });
  return {
    made: inner.made,
    stat: () => inner.stat(),
    write: (bytes) => {
      tell("file.write");
      inner.write(bytes);
    },
    skip: (length) => {
      tell("file.skip");
      inner.skip(length);
    },
    setSize: (size) => {
      tell("file.setSize");
      inner.setSize(size);
    },
    setOwner: (owner) => {
      tell("file.setOwner");
      inner.setOwner(owner);
    },
    setMode: (mode) => {
      tell("file.setMode");
      inner.setMode(mode);
    },
    setTime: (time) => {
      tell("file.setTime");
      inner.setTime(time);
    },
    writeEarly: () => inner.writeEarly?.(),
    flush: () => {
      tell("file.flush");
      inner.flush();
    },
    close: () => {
      tell("file.close");
      inner.close();
    },
    [Symbol.dispose]: () => {
      tell("file.dispose");
      inner[Symbol.dispose]();
    },
  };
}
