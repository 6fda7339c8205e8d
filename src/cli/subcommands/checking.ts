import type { SubcommandSpec } from "./spec.ts";

/** Those that read folders and change nothing. */
export const CHECKING = [
  {
    name: "verify",
    usage: "verify SOURCE REPLICA | verify --manifest FILE FOLDER [options]",
    positionals: ["folder", "folder"],
    about: "compares two folders, contents and all, and changes nothing",
    examples: [
      ["verify ~/photos /mnt/backup/photos", "every byte"],
      [
        "verify ~/photos /mnt/backup/photos --sample 10%",
        "a tenth of the contents, each time another",
      ],
      [
        "verify --manifest photos.sha256 /mnt/photos",
        "a folder against a list of digests",
      ],
    ],
    notes: [
      "Signs: + only in the source (or the manifest), - only in the replica (or the folder), * other contents, ~ other metadata, ! could not be read or compared.",
    ],
    statuses:
      "0 both are equal, 1 they differ or something could not be read, 2 usage, 3 these two folders cannot be compared, 4 one of them is not available, 6 only paths that changed meanwhile, 129, 130 or 143 interrupted.",
  },
  {
    name: "manifest",
    usage: "manifest FOLDER [options]",
    positionals: ["folder"],
    about: "lists the digests of all files as sha256sum -c reads them",
    examples: [
      ["manifest ~/photos > photos.sha256", "for sha256sum -c photos.sha256"],
      ["manifest ~/photos --digest md5 --output MD5SUMS", "for md5sum -c"],
    ],
    statuses:
      "0 every file is listed, 1 some could not be read or the list not be written, 2 usage, 3 it is no folder, 4 it is not available, 6 only files that changed meanwhile are missing, 129, 130 or 143 interrupted.",
  },
  {
    name: "explain",
    usage: "explain SOURCE PATH [options] | explain PATH [--job JOB]",
    positionals: ["folder", "below"],
    about: "says whether filters leave a path out, and by which rule",
    examples: [
      ["explain ~/work build/main.o", "by the rules of the source's folders"],
      [
        "explain ~/work build/main.o --exclude '*.o'",
        "with the filters of a mirror",
      ],
      ["explain build/main.o", "with those of the job that mirrors it"],
    ],
    notes: [
      "PATH lies below SOURCE; a slash at its end says that it is a folder, where the source has nothing there. Give the filters that the mirror is given.",
      "Without SOURCE the filters are those of a job of lockstep.toml: PATH is a path as any, in the source of one job, or with --job lies below the source of that.",
    ],
    statuses:
      "0 told, 1 rules on the way to the path cannot be read, 2 usage, 3 it is no folder, 4 the source is not available.",
  },
] as const satisfies readonly SubcommandSpec[];
