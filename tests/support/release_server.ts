import { createHash } from "node:crypto";

/** What a releases page answers, by the path below its address. */
export type Answers = Readonly<Record<string, () => Response>>;

/** A releases page on this machine, until it is disposed of. */
export interface ReleaseServer extends AsyncDisposable {
  /** What the paths of its answers come after. */
  readonly address: string;
  /** What has the installer download from it. */
  readonly env: { readonly LOCKSTEP_RELEASES: string };
  /** The paths that were asked for, in their order. */
  readonly asked: readonly string[];
}

/** Serves a releases page; what it has no answer for is answered by 404. */
export function serveReleases(answers: Answers): ReleaseServer {
  const asked: string[] = [];
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
  }, (request) => {
    const path = new URL(request.url).pathname.replace("/releases/", "");
    asked.push(path);
    return answers[path]?.() ?? new Response("Not Found", { status: 404 });
  });
  const address = `http://127.0.0.1:${server.addr.port}/releases`;
  return {
    address,
    env: { LOCKSTEP_RELEASES: address },
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** The version of the releases that tests serve. */
export const VERSION = "1.2.3";

/** Returns a script that answers `--version` as lockstep does, and is of some size. */
export function fakeExecutable(version = VERSION, size = 200_000): string {
  const start = `#!/bin/sh\necho "lockstep ${version} (commit 0123456789ab)"\n`;
  return start + "#".repeat(size - start.length);
}

/** Returns a line of SHA256SUMS. */
export function sumOf(name: string, contents: string | Uint8Array): string {
  const sum = createHash("sha256").update(contents).digest("hex");
  return `${sum}  ${name}\n`;
}

/** Returns the answers of a page whose latest release has these files. */
export function releaseOf(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  version = VERSION,
): Answers {
  const sums = Object.entries(files)
    .map(([name, contents]) => sumOf(name, contents)).join("");
  const entries = Object.entries({ ...files, SHA256SUMS: sums })
    .flatMap(([name, contents]) => {
      const answer = (): Response => new Response(contents);
      return [
        [`latest/download/${name}`, answer],
        [`download/v${version}/${name}`, answer],
      ] as const;
    });
  return Object.fromEntries(entries);
}

/** Returns an answer that is broken off before it has the length that it said. */
export function brokenOff(begin: string): () => Response {
  const headers = { "content-length": `${begin.length + 1000}` };
  return () => new Response(streamOf(begin), { headers });
}

function streamOf(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([text]).stream();
}

/** An answer that begins and never ends; tells when it was begun. */
export interface Endless {
  readonly answer: () => Response;
  readonly begun: Promise<void>;
}

/** Returns an answer that does not end before whoever asked goes away. */
export function endless(begin: string): Endless {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const answer = (): Response =>
    new Response(
      new ReadableStream({
        start: (stream) => {
          stream.enqueue(new TextEncoder().encode(begin));
          resolve();
        },
      }),
    );
  return { answer, begun };
}
