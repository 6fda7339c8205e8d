import { assert, assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { exists, look, modeOf, putFile, putFolder } from "../support/files.ts";
import {
  assertClean,
  goodRelease,
  namesIn,
  noInstaller,
  placeOf,
  runInstaller,
  testMachine,
  thisFile,
} from "../support/installer.ts";
import {
  fakeExecutable,
  releaseOf,
  serveReleases,
  VERSION,
} from "../support/release_server.ts";
import { lacks, mustRun } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";

const FILE = thisFile();
const RELEASE = goodRelease();

/** The name of a shell's program, and its words. */
const SHELLS = [["dash"], ["bash"], ["busybox", "sh"]];
const DOWNLOADERS = ["curl", "wget"];
const HASHERS = ["sha256sum", "shasum", "openssl"];

for (const shell of SHELLS) {
  for (const downloader of DOWNLOADERS) {
    const [program = ""] = shell;
    testUnless(
      noInstaller() ?? lacks(program) ?? lacks(downloader),
      `install.sh installs the latest release by ${
        shell.join(" ")
      } and ${downloader}`,
      async () => {
        using machine = testMachine({ tools: [downloader, "sha256sum"] });
        await using server = serveReleases(RELEASE);
        const path = mustRun("sh", "-c", `command -v ${program}`).trim();
        const { code, out, err } = await runInstaller(machine, {
          shell: [path, ...shell.slice(1)],
          env: server.env,
        });
        assertEquals({ code, err }, { code: 0, err: "" });
        const place = placeOf(machine);
        const says = `Installed lockstep ${VERSION} (commit 0123456789ab): `;
        assert(out.includes(`${says}${place}\n`), out);
        assertEquals(await Deno.readTextFile(place), fakeExecutable());
        assertEquals(modeOf(place), 0o755);
        assertClean(machine);
        assertEquals(server.asked, [
          "latest/download/SHA256SUMS",
          `download/v${VERSION}/${FILE}`,
        ]);
      },
    );
  }
}

for (const hasher of HASHERS) {
  testUnless(
    noInstaller() ?? lacks(hasher) ??
      (hasher === "shasum" ? lacks("perl") : undefined),
    `install.sh compares the checksum by ${hasher}, and refuses by it`,
    async () => {
      const tools = ["curl", hasher, ...(hasher === "shasum" ? ["perl"] : [])];
      using machine = testMachine({ tools });
      const name = `download/v${VERSION}/${FILE}`;
      const tampered = `${fakeExecutable()}#`;
      for (
        const [answers, expected] of [
          [{ ...RELEASE, [name]: (): Response => new Response(tampered) }, 1],
          [RELEASE, 0],
        ] as const
      ) {
        await using server = serveReleases(answers);
        const { env } = server;
        const { code, err } = await runInstaller(machine, { env });
        assertEquals(code, expected, err);
        assertEquals(exists(placeOf(machine)), expected === 0);
      }
    },
  );
}

testUnless(
  noInstaller(),
  "install.sh installs a certain version, by its option, by its variable, with or without a v",
  async () => {
    using machine = testMachine();
    const old = releaseOf({
      [thisFile("1.0.0")]: fakeExecutable("1.0.0"),
    }, "1.0.0");
    const answers = { ...old, ...RELEASE };
    for (
      const [args, env] of [
        [["--version", "1.0.0"], {}],
        [["--version=v1.0.0"], { LOCKSTEP_VERSION: VERSION }],
        [[], { LOCKSTEP_VERSION: "v1.0.0" }],
      ] as const
    ) {
      await using server = serveReleases(answers);
      const all = { LOCKSTEP_RELEASES: `${server.address}/`, ...env };
      const { code, err } = await runInstaller(machine, { args, env: all });
      assertEquals({ code, err }, { code: 0, err: "" });
      const said = mustRun(placeOf(machine), "--version");
      assertEquals(said, "lockstep 1.0.0 (commit 0123456789ab)\n");
      assertEquals(server.asked, [
        "download/v1.0.0/SHA256SUMS",
        `download/v1.0.0/${thisFile("1.0.0")}`,
      ]);
      await Deno.remove(placeOf(machine));
    }
  },
);

testUnless(
  noInstaller(),
  "install.sh installs into a folder that is named, by its option, by its variable, from here",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    for (
      const [args, env, folder] of [
        [["--dir", `${machine.home}/it's here`], {}, `it's here`],
        [["--dir=there"], { LOCKSTEP_INSTALL_DIR: "/nowhere" }, "there"],
        [[], { LOCKSTEP_INSTALL_DIR: "a/b c" }, "a/b c"],
      ] as const
    ) {
      const all = { ...server.env, ...env };
      const { code, err } = await runInstaller(machine, { args, env: all });
      assertEquals({ code, err }, { code: 0, err: "" });
      assertEquals(namesIn(`${machine.home}/${folder}`), ["lockstep"]);
    }
    assertEquals(exists(placeOf(machine)), false);
  },
);

testUnless(
  noInstaller(),
  "install.sh puts a new file in the place of an old one, a link too, and leaves what it led to",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const { env } = server;
    const place = placeOf(machine);
    await Deno.mkdir(`${machine.home}/.local/bin`, { recursive: true });
    putFile(`${machine.home}/old`, "old");
    await Deno.symlink(`${machine.home}/old`, place);
    giveAway(machine.home);
    assertEquals((await runInstaller(machine, { env })).code, 0);
    assert(look(place).isFile, "it is a file now");
    assertEquals(await Deno.readTextFile(`${machine.home}/old`), "old");
    const first = look(place).ino;
    assertEquals((await runInstaller(machine, { env })).code, 0);
    assert(look(place).ino !== first, "it is another file");
    assertClean(machine);
  },
);

testUnless(
  noInstaller() ?? notRoot(),
  "install.sh run by root takes the folder that is named, and says nothing of it",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const folder = `${machine.home}/bin`;
    putFolder(folder);
    const { code, err } = await runInstaller(machine, {
      args: ["--dir", folder],
      env: server.env,
      asRoot: true,
    });
    assertEquals({ code, err }, { code: 0, err: "" });
    assertEquals(namesIn(folder), ["lockstep"]);
  },
);
