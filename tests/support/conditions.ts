import { runCommand } from "./shell.ts";
import { isPortable } from "./test_disk.ts";

/** Defines a test that is left out, with a word of why, where something it needs is missing. */
export function testUnless(
  why: string | undefined,
  name: string,
  body: () => void | Promise<void>,
): void {
  Deno.test({
    name: why === undefined ? name : `${name} [skipped: ${why}]`,
    ignore: why !== undefined,
    fn: body,
  });
}

/** Returns why only root can do something here, or `undefined` for root. */
export function notRoot(): string | undefined {
  return Deno.build.os !== "windows" && Deno.uid() === 0
    ? undefined
    : "it needs root";
}

/** Returns why a limit of Deno's own calls is not to be found, or `undefined` where they are tested. */
export function notPortable(): string | undefined {
  return isPortable ? undefined : "the native disk has no such limit";
}

/** Returns why what only the native disk can is not to be had, or `undefined` where it is tested. */
export function notNative(): string | undefined {
  return isPortable ? "Deno's own calls cannot" : undefined;
}

/** Returns why POSIX files cannot be had here, or `undefined` if they can. */
export function notPosix(): string | undefined {
  return Deno.build.os === "windows" ? "Windows has none" : undefined;
}

/** Returns why names that are not valid UTF-8 cannot be had here, or `undefined` if they can. */
export function noBadNames(): string | undefined {
  if (Deno.build.os !== "linux") return "names are Unicode here";
  const folder = Deno.makeTempDirSync({ prefix: "lockstep-test-" });
  try {
    makeBadNames(folder);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** The name of `makeBadNames` as Deno shows it. */
export const BAD_NAME = "bad\uFFFDname";

/**
 * Makes empty files with names that are not valid UTF-8: `bad`, one byte from
 * 0xe8 on, `name`.
 */
export function makeBadNames(folder: string, count = 1): void {
  for (let index = 0; index < count; index++) {
    const octal = (0xe8 + index).toString(8);
    const script = `cd "$1" && : > "$(printf 'bad\\${octal}name')"`;
    const { ok, err } = runCommand("sh", "-c", script, "sh", folder);
    if (!ok) throw new Error(err);
  }
}

/** Makes a link to a name that is not valid UTF-8. */
export function makeBadLink(path: string): void {
  const script = `ln -s "$(printf 'bad\\350name')" "$1"`;
  const { ok, err } = runCommand("sh", "-c", script, "sh", path);
  if (!ok) throw new Error(err);
}
