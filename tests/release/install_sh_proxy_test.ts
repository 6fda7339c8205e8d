import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists } from "../support/files.ts";
import {
  assertClean,
  goodRelease,
  noInstaller,
  placeOf,
  runInstaller,
  testMachine,
} from "../support/installer.ts";
import { serveReleases } from "../support/release_server.ts";
import { lacks } from "../support/shell.ts";

const LIST = "latest/download/SHA256SUMS";

/** An address where nobody serves, and nobody is asked for but by a proxy. */
const BEHIND = "https://releases.invalid/lockstep/releases";

/** A proxy that refuses whatever it is asked for. */
function refusingProxy(status: string): AsyncDisposable & { address: string } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answer = `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`;
  async function serve(): Promise<void> {
    for await (const connection of listener) {
      using _ = connection;
      await connection.read(new Uint8Array(10_000));
      await connection.write(new TextEncoder().encode(answer));
    }
  }
  const served = serve();
  return {
    address: `http://127.0.0.1:${listener.addr.port}`,
    [Symbol.asyncDispose]: () => {
      listener.close();
      return served;
    },
  };
}

for (
  const [downloader, said] of [["curl", "407"], [
    "wget",
    "Who Are You",
  ]] as const
) {
  testUnless(
    noInstaller() ?? lacks(downloader),
    `install.sh by ${downloader} says that a proxy refuses it`,
    async () => {
      using machine = testMachine({ tools: [downloader, "sha256sum"] });
      await using proxy = refusingProxy("407 Who Are You");
      for (
        const [releases, variable, says] of [
          [BEHIND, "https_proxy", said],
          ["http://localhost:1/releases", "http_proxy", "407"],
        ] as const
      ) {
        const { code, err } = await runInstaller(machine, {
          env: { LOCKSTEP_RELEASES: releases, [variable]: proxy.address },
        });
        assertEquals({ code, err }, {
          code: 1,
          err:
            `Cannot download ${releases}/${LIST}: the proxy refuses it (${says})\n`,
        });
      }
      assertClean(machine);
    },
  );

  testUnless(
    noInstaller() ?? lacks(downloader),
    `install.sh by ${downloader} says that the proxy may be wrong where nobody is reached`,
    async () => {
      using machine = testMachine({ tools: [downloader, "sha256sum"] });
      const env = {
        LOCKSTEP_RELEASES: BEHIND,
        "https_proxy": "http://127.0.0.1:1",
      };
      const { code, err } = await runInstaller(machine, { env });
      const what = downloader === "curl"
        ? "the server is not reached"
        : "the server is not reached, or does not send all of it";
      assertEquals({ code, err }, {
        code: 1,
        err:
          `Cannot download ${BEHIND}/${LIST}: ${what}; is there a network, and is the proxy right that the environment names?\n`,
      });
    },
  );

  testUnless(
    noInstaller() ?? lacks(downloader),
    `install.sh by ${downloader} installs through a proxy`,
    async () => {
      using machine = testMachine({ tools: [downloader, "sha256sum"] });
      await using server = serveReleases(
        goodRelease(),
      );
      const env = {
        LOCKSTEP_RELEASES: "http://localhost:1/releases",
        "http_proxy": new URL(server.address).origin,
      };
      const { code, err } = await runInstaller(machine, { env });
      assertEquals({ code, err }, { code: 0, err: "" });
      assertEquals(exists(placeOf(machine)), true);
    },
  );
}
