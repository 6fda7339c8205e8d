/**
 * The system's error codes in words. The meanings are those of errno(3) of
 * Linux, said for somebody who looks after files, not after a kernel.
 */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EAGAIN: "another program has it for itself at the moment",
  EBADMSG: "the file system is damaged, have it checked",
  EBUSY: "it is in use",
  EDQUOT: "the disk quota is used up",
  EEXIST: "something of that name is already there",
  EFBIG: "the file is too large for this file system",
  EGONE: "it was replaced after it was looked at",
  EHOSTDOWN: "the network file system does not answer",
  EHOSTUNREACH: "the network file system does not answer",
  EILSEQ:
    "its name or target is not valid UTF-8, which only the native disk can handle",
  EINVAL: "the file system does not accept it",
  EIO: "the device reports an input or output error",
  EISDIR: "it is a folder",
  ELOOP: "there is a symbolic link where none is expected",
  EMFILE: "too many files are open",
  EMLINK: "it has too many links",
  ENAMETOOLONG: "the name or path is too long for this system",
  ENFILE: "too many files are open on this machine",
  ENODEV: "the device is gone",
  ENOENT: "no such file or folder",
  ENOKEY: "it is encrypted, and its key is not there",
  ENOMEDIUM: "there is no medium in the drive",
  ENOMEM: "the machine is out of memory",
  ENOSPC: "no space left on the disk",
  ENOSYS: "the file system does not support it",
  ENOTCONN: "the program that serves the file system has ended",
  ENOTDIR: "it is not a folder",
  ENOTEMPTY: "the folder is not empty",
  ENXIO: "the device is gone",
  EOPNOTSUPP: "the file system does not support it",
  EPERM: "operation not permitted",
  EREMOTEIO: "the device reports an input or output error",
  EROFS: "the file system is read-only",
  ESTALE: "the network file system has lost it",
  ETIMEDOUT: "the network file system does not answer",
  ETXTBSY: "the program is running",
  EUCLEAN: "the file system is damaged, have it checked",
  EXDEV: "it is on another file system",
};

/** Returns the words for an error code, or `undefined` for one that has none here. */
export function reasonForCode(code: string): string | undefined {
  return REASONS[code];
}

/**
 * Returns why a call of Deno's failed, in words. Its own messages end with the
 * call and the path, which whoever tells of it has said in words already.
 */
export function describeError(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  const words = reasonForCode(code);
  if (words !== undefined) return `${words} (${code})`;
  return /\(os error \d+\)/.test(error.message)
    ? firstClause(error.message)
    : error.message;
}

/** Drops `(os error 5): read "..."` and the like. */
export function firstClause(message: string): string {
  const end = message.indexOf(" (os error");
  return (end < 0 ? message : message.slice(0, end)).toLowerCase();
}
