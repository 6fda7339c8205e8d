import { assertEquals } from "../support/assert.ts";
import { notRoot, testUnless } from "../support/conditions.ts";
import { putFolder } from "../support/files.ts";
import {
  goodRelease,
  namesIn,
  noInstaller,
  runInstaller,
  testMachine,
  thisFile,
} from "../support/installer.ts";
import { mountTmpfs, noMounts } from "../support/mounts.ts";
import { serveReleases, VERSION } from "../support/release_server.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";

const FILE = thisFile();
const RELEASE = goodRelease();

testUnless(
  noInstaller(),
  "install.sh does not write where it may not, or where a folder is in the way",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const { home } = machine;
    putFolder(`${home}/closed`);
    putFolder(`${home}/open`);
    putFolder(`${home}/open/lockstep`);
    giveAway(home);
    await Deno.chmod(`${home}/closed`, 0o555);
    const { env } = server;
    for (
      const [folder, says] of [
        ["closed", `Cannot write into the folder "${home}/closed"\n`],
        ["closed/a/b", `Cannot make the folder "${home}/closed/a/b"\n`],
        ["open", `Cannot replace "${home}/open/lockstep": it is a folder\n`],
      ]
    ) {
      const args = ["--dir", `${home}/${folder}`];
      const { code, err } = await runInstaller(machine, { args, env });
      assertEquals({ code, err }, { code: 1, err: says });
    }
    assertEquals(namesIn(`${home}/closed`), []);
    assertEquals(namesIn(`${home}/open`), ["lockstep"]);
    assertEquals(namesIn(machine.temporary), []);
  },
);

testUnless(
  noInstaller(),
  "install.sh says that it has no place for temporary files",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    const TMPDIR = `${machine.home}/none`;
    const env = { ...server.env, TMPDIR };
    const { code, err } = await runInstaller(machine, { env });
    const line = `Cannot make a temporary folder in "${TMPDIR}"\n`;
    assertEquals({ code, err }, { code: 1, err: line });
    assertEquals(server.asked, []);
    assertEquals(namesIn(machine.home), []);
  },
);

testUnless(
  noInstaller() ?? notRoot() ?? noMounts(),
  "install.sh installs nothing where nothing may be run",
  async () => {
    using machine = testMachine();
    await using server = serveReleases(RELEASE);
    using disk = mountTmpfs(`${machine.home}/data`, "mode=777,noexec");
    const { code, err } = await runInstaller(machine, {
      args: ["--dir", disk.path],
      env: server.env,
    });
    const line =
      `Cannot install ${FILE}: it does not run here: nothing may be run in "${disk.path}"; is it mounted with noexec?\n`;
    assertEquals({ code, err }, { code: 1, err: line });
    assertEquals(namesIn(disk.path), []);
  },
);

for (const downloader of ["curl", "wget"]) {
  testUnless(
    noInstaller() ?? notRoot() ?? noMounts() ?? lacks(downloader),
    `install.sh by ${downloader} says that the disk is full, and leaves what is installed`,
    async () => {
      using machine = testMachine({ tools: [downloader, "sha256sum"] });
      await using server = serveReleases(RELEASE);
      using disk = mountTmpfs(`${machine.home}/small`, "size=100k,mode=777");
      await Deno.writeTextFile(`${disk.path}/lockstep`, "what was there");
      const { code, err } = await runInstaller(machine, {
        args: ["--dir", disk.path],
        env: server.env,
      });
      const line =
        `Cannot download ${server.address}/download/v${VERSION}/${FILE}: it cannot be written to "${disk.path}"; is the disk full?\n`;
      assertEquals({ code, err }, { code: 1, err: line });
      assertEquals(namesIn(disk.path), ["lockstep"]);
      assertEquals(namesIn(machine.temporary), []);
    },
  );
}
