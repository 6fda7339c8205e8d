import { quote } from "./quote.ts";
import { isDeviceName } from "./windows_names.ts";

/** Which names a file system does not take, or not as they are. */
export interface NameLimits {
  /** No name may have one of these characters. */
  readonly characters: string;
  /** No name may end with one of these, or they are dropped. */
  readonly ends: string;
  /** Windows' names of devices are none for others. */
  readonly devices: boolean;
}

/**
 * The characters that are tried out: those that Windows does not allow, and with
 * it FAT, exFAT and many servers. Of the control characters one stands for all.
 */
export const DOUBTFUL_CHARACTERS = '"*:<>?\\|\u0001';

/** The ends that are tried out. */
export const DOUBTFUL_ENDS = ". ";

/** A name of a device. */
export const DOUBTFUL_DEVICE = "nul";

/** Tells whether a file system takes all names. */
export function takesAll({ characters, ends, devices }: NameLimits): boolean {
  return characters === "" && ends === "" && !devices;
}

/** Returns why a file system does not keep a name as it is, `undefined` if it does, as far as is known. */
export function limitProblem(
  name: string,
  { characters, ends, devices }: NameLimits,
): string | undefined {
  const control = characters.includes("\u0001");
  const refused = [...name].find((it) =>
    characters.includes(it) || (control && it < " ")
  );
  if (refused !== undefined) {
    return `the replica's file system takes no ${quote(refused)} in a name`;
  }
  const end = name.at(-1) ?? "";
  if (end !== "" && ends.includes(end)) {
    return `the replica's file system takes no name that ends with ${
      quote(end)
    }, or drops it`;
  }
  return devices && isDeviceName(name)
    ? "the replica's file system takes no name of a device of Windows"
    : undefined;
}
