/** How this very program is called by others. */
export interface OwnProgram {
  /** Its absolute path and, where Deno runs it, what Deno has to be told before the program's own arguments. */
  readonly words: readonly string[];
  /** Variables without which it would not find what it finds now. */
  readonly environment: readonly (readonly [name: string, value: string])[];
}

/** What lockstep needs at the most (README, "Install"). */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
  "--allow-ffi",
];

/** What only -A grants, of all that Deno can tell about itself. */
const REST: readonly Deno.PermissionDescriptor[] = [
  { name: "run" },
  { name: "net" },
];

/**
 * Returns the permissions to call Deno with: all if it has all now, which is
 * faster than any others (docs/security.md).
 */
function permissions(): readonly string[] {
  const hasAll = REST.every((permission) =>
    Deno.permissions.querySync(permission).state === "granted"
  );
  return hasAll ? ["-A"] : PERMISSIONS;
}

/** Returns how this program is called: the compiled one, or Deno with main.ts. */
export function ownProgram(): OwnProgram {
  const program = Deno.execPath();
  return Deno.build.standalone
    ? { words: [program], environment: variables(["XDG_STATE_HOME"]) }
    : {
      words: [program, "run", ...permissions(), mainModule()],
      environment: variables(["XDG_STATE_HOME", "DENO_DIR"]),
    };
}

function variables(names: readonly string[]): OwnProgram["environment"] {
  return names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
}

function mainModule(): string {
  return pathOf(new URL(Deno.mainModule), Deno.build.os);
}

/** Returns the path of a file that a URL names, on this system. */
export function pathOf(url: URL, os: typeof Deno.build.os): string {
  const path = decodeURIComponent(url.pathname);
  return os === "windows" ? path.slice(1).replaceAll("/", "\\") : path;
}
