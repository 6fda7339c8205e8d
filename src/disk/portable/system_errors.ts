import { errnoName } from "../errno.ts";

/** A system error in our terms: a code that decisions go by, and words where those of the code would mislead. */
export interface SystemError {
  readonly code: string;
  readonly reason?: string;
}

/**
 * Returns what an error number means on a system, or `undefined` where this is
 * better told by the code that Deno gave: Deno knows the numbers that matter of
 * macOS by name.
 */
export function systemError(
  number: number,
  os: typeof Deno.build.os,
): SystemError | undefined {
  switch (os) {
    case "windows":
      return WINDOWS[number];
    case "darwin":
      return nameOf(MACOS[number]);
    case "linux":
      return { code: errnoName(number) };
    default:
      return undefined;
  }
}

function nameOf(code: string | undefined): SystemError | undefined {
  return code === undefined ? undefined : { code };
}

/** Those of macOS that Linux numbers otherwise or lacks (sys/errno.h of Darwin). */
const MACOS: Readonly<Record<number, string>> = {
  26: "ETXTBSY",
  27: "EFBIG",
  35: "EAGAIN",
  45: "EOPNOTSUPP",
  60: "ETIMEDOUT",
  62: "ELOOP",
  63: "ENAMETOOLONG",
  64: "EHOSTDOWN",
  65: "EHOSTUNREACH",
  66: "ENOTEMPTY",
  69: "EDQUOT",
  70: "ESTALE",
  78: "ENOSYS",
  92: "EILSEQ",
  102: "EOPNOTSUPP",
};

const DENIED =
  "access is denied: the right to it may be missing, or another program may have it open";
const NO_ANSWER = "the network file system does not answer";

/**
 * Those of Windows (Microsoft's "System Error Codes"; winerror.h). Deno gives
 * several of them one code, some of them ENOENT, which must not be taken for a
 * file that went away.
 */
const WINDOWS: Readonly<Record<number, SystemError>> = {
  1: { code: "EOPNOTSUPP" },
  2: { code: "ENOENT" },
  3: { code: "ENOENT" },
  4: { code: "EMFILE" },
  5: { code: "EACCES", reason: DENIED },
  8: { code: "ENOMEM" },
  14: { code: "ENOMEM" },
  17: { code: "EXDEV" },
  19: { code: "EROFS", reason: "the disk is write-protected" },
  21: { code: "ENOMEDIUM" },
  23: { code: "EIO" },
  32: { code: "EBUSY", reason: "another program has it open" },
  33: { code: "EBUSY", reason: "another program has locked a part of it" },
  39: { code: "ENOSPC" },
  50: { code: "EOPNOTSUPP" },
  53: { code: "EHOSTUNREACH", reason: NO_ANSWER },
  59: { code: "EHOSTUNREACH", reason: NO_ANSWER },
  64: { code: "EHOSTUNREACH", reason: NO_ANSWER },
  67: { code: "EHOSTUNREACH", reason: "the network has no such folder" },
  80: { code: "EEXIST" },
  87: { code: "EINVAL" },
  111: { code: "ENAMETOOLONG" },
  112: { code: "ENOSPC" },
  121: { code: "ETIMEDOUT" },
  123: { code: "EINVAL", reason: "Windows does not accept the name" },
  145: { code: "ENOTEMPTY" },
  161: { code: "EINVAL", reason: "Windows does not accept the path" },
  183: { code: "EEXIST" },
  206: { code: "ENAMETOOLONG" },
  223: { code: "EFBIG" },
  225: { code: "EACCES", reason: "the virus scanner does not let it be used" },
  267: { code: "ENOTDIR" },
  303: {
    code: "EBUSY",
    reason: "it is deleted, but another program still has it open",
  },
  362: {
    code: "EACCES",
    reason: "it is kept online by a program that is not running",
  },
  1117: { code: "EIO" },
  1142: { code: "EMLINK" },
  1295: { code: "EDQUOT" },
  1314: {
    code: "EPERM",
    reason:
      "Windows lets only administrators do this, or anyone once its developer mode is on",
  },
  1392: { code: "EUCLEAN" },
  1393: { code: "EUCLEAN" },
  1450: { code: "ENOMEM" },
  1816: { code: "EDQUOT" },
  1920: { code: "EACCES", reason: "Windows cannot reach it" },
  1921: { code: "ELOOP" },
};
