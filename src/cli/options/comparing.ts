import { DIGESTS, DURABILITIES } from "../../model/settings.ts";
import { BOTH_TREES, type OptionSpec } from "./spec.ts";

/** How entries are compared, and what of them is kept. */
export const COMPARING_OPTIONS = [
  {
    name: "checksum",
    short: "c",
    help: "Compare contents, whatever the times say",
  },
  {
    name: "digest",
    value: "NAME",
    example: "sha256",
    choices: DIGESTS,
    help:
      "Compare by md5, sha1, sha256, sha512 or blake2b512; log it for each copy, list it",
    of: ["sync", "verify", "manifest"],
  },
  {
    name: "update",
    short: "u",
    help: "Leave files alone that are newer in the replica",
  },
  {
    name: "hard-links",
    short: "H",
    help: "Keep hard links: names of one file stay names of one file",
    of: [...BOTH_TREES, "restore"],
  },
  {
    name: "xattrs",
    short: "X",
    help: "Keep extended attributes: user.*, and all of them as root",
    of: BOTH_TREES,
  },
  {
    name: "acls",
    short: "A",
    help: "Keep POSIX access control lists",
    of: BOTH_TREES,
  },
  {
    name: "specials",
    help: "Keep FIFOs, sockets and, as root, devices, instead of skipping them",
    of: BOTH_TREES,
  },
  {
    name: "sparse",
    help: "Leave blocks of zeros out of copies, so that they take up no room",
  },
  {
    name: "no-owner",
    help: "As root: do not keep owner and group",
    of: BOTH_TREES,
  },
  { name: "no-delete", help: "Keep what the source does not have" },
  {
    name: "durable",
    value: "WHEN",
    example: "pass",
    choices: DURABILITIES,
    help:
      "Flush to the disk: off, pass (before anything is removed), or file (each before its rename) [off]",
  },
  {
    name: "sample",
    value: "P%",
    help: "Read the contents of P% of the files, others each time",
    of: ["verify"],
  },
  {
    name: "manifest",
    value: "FILE",
    help: "Compare a folder with a list of digests",
    of: ["verify"],
  },
] as const satisfies readonly OptionSpec[];
