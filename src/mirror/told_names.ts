import { failed, type Outcome } from "../model/outcome/outcome.ts";
import { childPath, type RelativePath } from "../model/paths/path.ts";
import { quote } from "../model/paths/quote.ts";
import type { JudgedFolder } from "../workers/names/names_messages.ts";
import { unusable } from "../workers/problems.ts";

/** Returns what is told of names for which the replica has no room. */
export function tellNames(
  { folder, clashes, refused, unusable: bad }: JudgedFolder,
): readonly Outcome[] {
  const fail = (name: string, reason: string, code: string): Outcome =>
    failed({ path: childPath(folder, name), doing: "create it", code, reason });
  return [
    ...clashes.map(({ name, beside }) =>
      fail(
        name,
        `the replica's file system takes it and ${
          quote(beside)
        } for one name. Rename one of them in the source`,
        "EEXIST",
      )
    ),
    ...refused.map(({ name, reason }) =>
      fail(name, `${reason}. Rename it in the source`, "EINVAL")
    ),
    ...bad.map((name) => unusable(childPath(folder, name))),
  ];
}

/** Returns the paths of such names, which the pass leaves out. */
export function pathsOfTold(
  { folder, clashes, refused, unusable: bad }: JudgedFolder,
): readonly RelativePath[] {
  const names = [...clashes, ...refused].map(({ name }) => name);
  return [...names, ...bad].map((name) => childPath(folder, name));
}
