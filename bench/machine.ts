/** The machine that figures come from. */
export interface Machine {
  readonly system: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly deno: string;
  /** Type of the file system that the trees are on. */
  readonly fileSystem: string;
}

/** Returns what there is to say of the machine, and of the file system of a folder. */
export async function describeMachine(dir: string): Promise<Machine> {
  return {
    system: `${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    memoryGiB: Math.round(Deno.systemMemoryInfo().total / 2 ** 30),
    deno: Deno.version.deno,
    fileSystem: await fileSystemOf(dir),
  };
}

async function fileSystemOf(dir: string): Promise<string> {
  if (Deno.build.os !== "linux") return "unknown";
  const { stdout } = await new Deno.Command("stat", {
    args: ["-f", "-c", "%T", dir],
  }).output();
  return new TextDecoder().decode(stdout).trim();
}
