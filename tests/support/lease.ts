import { CHECKOUT } from "./program_call.ts";

/** A process that has a lease on a file until it is asked for it. */
export interface LeaseHolder extends AsyncDisposable {
  /** Waits until it has given the lease up; tells so by "given". */
  readonly said: () => Promise<string>;
}

/** The numbers of fcntl(2): include/uapi/linux/fcntl.h, include/uapi/asm-generic/fcntl.h. */
const SCRIPT = `
  const [F_SETLEASE, F_WRLCK, F_UNLCK] = [1024, 1, 2];
  const { openLibc } = await import("file://${CHECKOUT}/src/disk/native/libc.ts");
  const { symbols: { fcntl } } = Deno.dlopen("libc.so.6", {
    fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
  });
  const say = (word) => Deno.stdout.writeSync(new TextEncoder().encode(word));
  const path = new TextEncoder().encode(Deno.args[0] + "\\0");
  const fd = openLibc().openat(-100, path, 2, 0);
  Deno.addSignalListener("SIGIO", () => {
    fcntl(fd, F_SETLEASE, F_UNLCK);
    say("given");
  });
  say(fcntl(fd, F_SETLEASE, F_WRLCK) === 0 ? "held" : "refused");
  setInterval(() => {}, 1000);
`;

/**
 * Starts a process that takes a lease for writing on a file, as a file server
 * does for a client, and gives it up when it is asked to.
 * @throws {Error} if it does not get it
 */
export async function leaseFile(path: string): Promise<LeaseHolder> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", SCRIPT, path],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const said = async (): Promise<string> =>
    new TextDecoder().decode((await reader.read()).value);
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
  };
  const first = await said();
  if (first === "held") return { said, [Symbol.asyncDispose]: end };
  await end();
  throw new Error(`The lease was to be had, but it is "${first}"`);
}
