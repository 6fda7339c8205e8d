import { isBelow, type MountedPlace } from "../model/roots/place.ts";

/** One line of Linux's table of mounts. */
export interface Mount {
  /** The folder it is mounted on. */
  readonly point: string;
  /** The folder of the file system that shows there: "/" unless it is a bind mount. */
  readonly root: string;
  /** The file system's device, "major:minor". */
  readonly device: string;
  /** Its type, as mount(8) names it; "" where the system does not tell. */
  readonly type: string;
  /** What is mounted: a device, a server's folder, or any word. */
  readonly origin: string;
}

/** Returns the mounts of this process, later ones last; none where the system does not tell. */
export function readMounts(): readonly Mount[] {
  if (Deno.build.os !== "linux") return [];
  try {
    return parseMounts(Deno.readTextFileSync("/proc/self/mountinfo"));
  } catch (error) {
    // Without all permissions Deno does not let /proc be read.
    if (
      error instanceof Deno.errors.NotCapable ||
      error instanceof Deno.errors.NotFound
    ) return [];
    throw error;
  }
}

/** Reads the format of proc_pid_mountinfo(5): `36 35 98:0 /root /mount/point options... - type origin options`. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split("\n").flatMap((line) => {
    const [place, what = ""] = line.split(" - ");
    const [, , device, root, point] = place?.split(" ") ?? [];
    if (device === undefined || root === undefined || point === undefined) {
      return [];
    }
    const [type = "", origin = ""] = what.split(" ");
    return [{
      device,
      root: unescapeOctal(root),
      point: unescapeOctal(point),
      type,
      origin: unescapeOctal(origin),
    }];
  });
}

/** Returns where a path lies inside its file system. */
export function mountedPlace(
  path: string,
  mounts: readonly Mount[],
): MountedPlace | undefined {
  const best = mountOf(path, mounts);
  if (best === undefined) return undefined;
  const rest = best.point === "/" ? path : path.slice(best.point.length);
  return { device: best.device, path: joined(best.root, rest) };
}

/** Returns the mount that a path is on. */
export function mountOf(
  path: string,
  mounts: readonly Mount[],
): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of mounts) {
    const covers = path === mount.point || isBelow(path, mount.point);
    if (covers && mount.point.length >= (best?.point.length ?? 0)) best = mount;
  }
  return best;
}

/** Returns what is mounted on folders below a path. */
export function mountsBelow(
  path: string,
  mounts: readonly Mount[],
): readonly MountedPlace[] {
  return mounts
    .filter((mount) => isBelow(mount.point, path))
    .map(({ device, root }) => ({ device, path: root }));
}

function joined(root: string, rest: string): string {
  if (rest === "" || rest === "/") return root;
  return root === "/" ? rest : `${root}${rest}`;
}

function unescapeOctal(text: string): string {
  return text.replace(
    /\\([0-7]{3})/g,
    (_, digits) => String.fromCharCode(parseInt(digits, 8)),
  );
}
