import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists } from "../support/files.ts";
import {
  assertClean,
  goodRelease,
  namesIn,
  noInstaller,
  placeOf,
  runInstaller,
  startInstaller,
  testMachine,
  thisFile,
} from "../support/installer.ts";
import {
  endless,
  fakeExecutable,
  releaseOf,
  serveReleases,
  VERSION,
} from "../support/release_server.ts";
import { lacks, mustRun } from "../support/shell.ts";

const FILE = thisFile();
const RELEASE = goodRelease();

const SIGNALS = [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const;

for (const downloader of ["curl", "wget"]) {
  for (const [signal, status] of SIGNALS) {
    testUnless(
      noInstaller() ?? lacks(downloader),
      `install.sh ends by ${signal} while ${downloader} downloads, and leaves nothing behind`,
      async () => {
        using machine = testMachine({ tools: [downloader, "sha256sum"] });
        const { answer, begun } = endless("#!/bin/sh\n");
        const path = `download/v${VERSION}/${FILE}`;
        const server = serveReleases({ ...RELEASE, [path]: answer });
        await using _server = server;
        const { env } = server;
        const child = startInstaller(machine, { env });
        await begun;
        child.kill(signal);
        const { code, stderr } = await child.output();
        assertEquals(code, status);
        assertEquals(new TextDecoder().decode(stderr), "");
        assertEquals(exists(placeOf(machine)), false);
        assertClean(machine);
      },
    );
  }
}

testUnless(
  noInstaller(),
  "install.sh that was cut off on its way does nothing, wherever it was cut",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const { env } = server;
    const text = (await Deno.readTextFile(machine.script)).trimEnd();
    const cut = `${machine.home}/cut.sh`;
    for (let length = 1; length < text.length; length += step(text, length)) {
      await Deno.writeTextFile(cut, text.slice(0, length));
      await runInstaller(machine, { env, script: cut });
      assertEquals(server.asked, [], `cut after ${length} characters`);
    }
    assertEquals(namesIn(machine.home), ["cut.sh"]);
    await Deno.writeTextFile(cut, text);
    const { code } = await runInstaller(machine, { env, script: cut });
    assertEquals(code, 0);
  },
);

/** The last line is tried at each of its characters. */
function step(text: string, length: number): number {
  return length < text.length - 200 ? 101 : 1;
}

/** Shells that users log in with, and the line that puts a folder on their PATH. */
const LINES: readonly (readonly [string, string, string])[] = [
  ["/bin/bash", "Linux", "~/.bashrc"],
  ["/bin/bash", "Darwin", "~/.bash_profile"],
  ["/usr/bin/zsh", "Darwin", "~/.zshrc"],
  ["/bin/sh", "Linux", "~/.profile"],
];

for (const [shell, system, profile] of LINES) {
  testUnless(
    noInstaller(),
    `install.sh says which line of ${profile} puts its folder on the PATH of ${shell}, on ${system}`,
    async () => {
      const machineName =
        `case $1 in -s) echo ${system} ;; *) echo x86_64 ;; esac`;
      using machine = testMachine({
        tools: ["curl", "sha256sum"],
        fakes: { uname: machineName },
      });
      const files = ["linux", "macos"]
        .map((
          name,
        ) => [`lockstep-${VERSION}-${name}-x86_64`, fakeExecutable()]);
      await using server = serveReleases(releaseOf(Object.fromEntries(files)));
      const folder = `${machine.home}/it's $HOME`;
      const { out } = await runInstaller(machine, {
        args: ["--dir", folder],
        env: { ...server.env, SHELL: shell },
      });
      const match =
        /Add this line to (.*), then open a new terminal:\n {2}(.*)\n/
          .exec(out);
      assert(match !== null, out);
      const [, file, line = ""] = match;
      assertEquals(file, profile);
      const found = mustRun("sh", "-c", `${line}\ncommand -v lockstep`);
      assertEquals(found, `${folder}/lockstep\n`);
      assertEquals(namesIn(machine.home), ["it's $HOME"]);
    },
  );
}

testUnless(
  noInstaller() ?? lacks("fish"),
  "install.sh says what puts its folder on the PATH of fish",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const folder = `${machine.home}/it's`;
    const { out } = await runInstaller(machine, {
      args: ["--dir", folder],
      env: { ...server.env, SHELL: "/usr/bin/fish" },
    });
    const line = /\n {2}(fish_add_path .*)\n/.exec(out)?.[1] ?? "";
    const script =
      `set -x HOME "${machine.temporary}"; ${line}; command -v lockstep`;
    assertEquals(mustRun("fish", "-c", script), `${folder}/lockstep\n`);
  },
);

testUnless(
  noInstaller(),
  "install.sh says nothing of the PATH where its folder is on it, unless another lockstep comes first",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const folder = `${machine.home}/bin`;
    const first = `${machine.bin}/lockstep`;
    for (const isFirst of [false, true]) {
      if (isFirst) await Deno.writeTextFile(first, "", { mode: 0o755 });
      const { out } = await runInstaller(machine, {
        args: ["--dir", folder],
        env: {
          ...server.env,
          PATH: `${machine.bin}:${folder}`,
        },
      });
      assert(!out.includes("not on your PATH"), out);
      const says = `Before it on your PATH is another: ${first}\n`;
      assertEquals(out.includes(says), isFirst, out);
    }
  },
);

testUnless(
  lacks("shellcheck"),
  "shellcheck finds nothing in install.sh",
  () => {
    mustRun("shellcheck", "release/install.sh");
  },
);
