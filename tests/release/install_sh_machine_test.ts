import { TARGETS } from "../../release/targets.ts";
import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { exists } from "../support/files.ts";
import {
  type Machine,
  noInstaller,
  placeOf,
  runInstaller,
  testMachine,
} from "../support/installer.ts";
import {
  fakeExecutable,
  releaseOf,
  serveReleases,
  VERSION,
} from "../support/release_server.ts";

/** All that `install.sh` may choose among. */
const RELEASE = releaseOf(Object.fromEntries(
  TARGETS.filter(({ name }) => !name.startsWith("windows"))
    .map(({ name }) => [`lockstep-${VERSION}-${name}`, fakeExecutable()]),
));

/** Fakes of what tells of a machine; glibc is there unless it is said that it is not. */
interface Told {
  readonly system: string;
  readonly processor: string;
  readonly bits?: string;
  readonly rosetta?: boolean;
  readonly libc?: "musl" | "both";
}

function fakes(told: Told): Readonly<Record<string, string>> {
  const { system, processor, bits = "64", rosetta, libc } = told;
  const glibc = libc === "musl" ? "exit 1" : "echo glibc 2.36";
  const ldd = libc === undefined ? "ldd (GNU libc) 2.36" : "musl libc";
  return {
    uname: `case $1 in -s) echo ${system} ;; -m) echo ${processor} ;; esac`,
    getconf: `case $1 in LONG_BIT) echo ${bits} ;; *) ${glibc} ;; esac`,
    ldd: `echo "${ldd}" >&2; exit 1`,
    sysctl: rosetta === undefined ? "exit 1" : `echo ${rosetta ? 1 : 0}`,
  };
}

const CHOICES: readonly (readonly [Told, string])[] = [
  [{ system: "Linux", processor: "x86_64" }, "linux-x86_64"],
  [{ system: "Linux", processor: "amd64" }, "linux-x86_64"],
  [{ system: "Linux", processor: "aarch64" }, "linux-aarch64"],
  [{ system: "Linux", processor: "x86_64", libc: "both" }, "linux-x86_64"],
  [{ system: "Darwin", processor: "arm64" }, "macos-aarch64"],
  [{ system: "Darwin", processor: "x86_64", rosetta: true }, "macos-aarch64"],
  [{ system: "Darwin", processor: "x86_64", rosetta: false }, "macos-x86_64"],
  [{ system: "Darwin", processor: "x86_64" }, "macos-x86_64"],
];

for (const [told, target] of CHOICES) {
  testUnless(
    noInstaller(),
    `install.sh takes ${target} for ${JSON.stringify(told)}`,
    async () => {
      using machine = testMachine({ fakes: fakes(told), tools: TOOLS });
      await using server = serveReleases(RELEASE);
      const { env } = server;
      const { code, err } = await runInstaller(machine, { env });
      assertEquals({ code, err }, { code: 0, err: "" });
      assertEquals(
        server.asked[1],
        `download/v${VERSION}/lockstep-${VERSION}-${target}`,
      );
    },
  );
}

const TOOLS = ["curl", "sha256sum"];
const NO_PROCESSOR = "there are executables for x86_64 and aarch64";

const REFUSED: readonly (readonly [Told, string])[] = [
  [
    { system: "FreeBSD", processor: "amd64" },
    "Cannot install for FreeBSD: there are executables for Linux, macOS and Windows",
  ],
  [
    { system: "MINGW64_NT-10.0-22631", processor: "x86_64" },
    "Cannot install for Windows: run install.ps1 in PowerShell",
  ],
  [
    { system: "Linux", processor: "armv7l" },
    `Cannot install for the processor armv7l: ${NO_PROCESSOR}`,
  ],
  [
    { system: "Linux", processor: "x86_64", bits: "32" },
    "Cannot install on a system of 32 bits: there are executables for 64 bits",
  ],
  [
    { system: "Linux", processor: "x86_64", libc: "musl" },
    "Cannot install on a system with musl (as Alpine Linux): the executables need glibc",
  ],
];

for (const [told, says] of REFUSED) {
  testUnless(
    noInstaller(),
    `install.sh downloads nothing for ${JSON.stringify(told)}`,
    async () => {
      using machine = testMachine({ fakes: fakes(told) });
      await using server = serveReleases(RELEASE);
      const { env } = server;
      const { code, err } = await runInstaller(machine, { env });
      assertEquals({ code, err }, { code: 1, err: `${says}\n` });
      assertNothing(machine, server.asked);
    },
  );
}

function assertNothing(machine: Machine, asked: readonly string[]): void {
  assertEquals(asked, []);
  assertEquals(exists(placeOf(machine)), false);
  assertEquals(exists(`${machine.home}/.local`), false);
}

/** Command lines and variables that make no sense. */
const MISUSES: readonly {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: string;
}[] = [
  { args: ["--force"], says: '"--force" is none of its options' },
  { args: ["1.2.3"], says: '"1.2.3" is none of its options' },
  { args: ["--dir"], says: "--dir wants a value" },
  { args: ["--version", ""], says: "--version wants a value" },
  {
    args: ["--version", "1/../2"],
    says: '"1/../2" is no version: it must be like 0.1.0',
  },
  {
    env: { LOCKSTEP_VERSION: "latest" },
    says: '"latest" is no version: it must be like 0.1.0',
  },
  {
    args: ["--dir", "/a:b"],
    says: '"/a:b" has a colon, and cannot be on the PATH',
  },
  {
    env: { LOCKSTEP_RELEASES: "" },
    says:
      "this script is of no release; say whose to take by LOCKSTEP_RELEASES=https://github.com/OWNER/NAME/releases",
  },
  ...[
    "http://example.org/releases",
    "file:///releases",
    "http://localhost.example.org/",
  ]
    .map((page) => ({
      env: { LOCKSTEP_RELEASES: page },
      says:
        `"${page}" is no address of a releases page: it must begin with https://`,
    })),
];

for (const { args = [], env = {}, says } of MISUSES) {
  testUnless(
    noInstaller(),
    `install.sh does nothing and ends with status 2: ${says}`,
    async () => {
      using machine = testMachine();
      await using server = serveReleases(RELEASE);
      const all = { ...server.env, ...env };
      const { code, err } = await runInstaller(machine, { args, env: all });
      const line = `Cannot install lockstep: ${says}\n`;
      assertEquals({ code, err }, { code: 2, err: line });
      assertNothing(machine, server.asked);
    },
  );
}
