import { assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import {
  assertClean,
  type InstallOptions,
  type MachineOptions,
  noInstaller,
  placeOf,
  runInstaller,
  testMachine,
  thisFile,
} from "../support/installer.ts";
import {
  type Answers,
  brokenOff,
  fakeExecutable,
  releaseOf,
  serveReleases,
  sumOf,
  VERSION,
} from "../support/release_server.ts";
import { lacks } from "../support/shell.ts";
import { giveAway } from "../support/tools.ts";

const FILE = thisFile();
const TARGET = FILE.replace(`lockstep-${VERSION}-`, "");
const GOOD = fakeExecutable();
const RELEASE = releaseOf({ [FILE]: GOOD });
const LATEST = "latest/download/SHA256SUMS";
const PLACE = `download/v${VERSION}/${FILE}`;

/** A release that cannot be installed, and the one line that says why. */
interface Refusal extends MachineOptions, InstallOptions {
  readonly title: string;
  /** Programs that the test wants besides those of the machine. */
  readonly needs?: readonly string[];
  /** What the server answers; without it nobody serves. */
  readonly answers?: Answers;
  /** ADDRESS stands for that of the server, HOME and the like for the machine's. */
  readonly says: string;
  /** @default {1} */
  readonly code?: number;
}

const cut = brokenOff(GOOD.slice(0, 1000));
const answer = (text: string) => (): Response => new Response(text);
const sum = sumOf(FILE, GOOD).slice(0, 64);
const tampered = GOOD.replace("0123", "6666");
const tamperedSum = sumOf(FILE, tampered).slice(0, 64);
const wrongSum =
  `Cannot install ${FILE}: its checksum is ${tamperedSum}, and should be ${sum}`;
const broken =
  "#!/bin/sh\necho a first line\necho no such library >&2\nexit 1\n";

const REFUSALS: readonly Refusal[] = [
  {
    title: "that is not there",
    answers: {},
    says:
      `Cannot download ADDRESS/${LATEST}: it is not there (404); is there such a release?`,
  },
  {
    title: "that is not there, by wget",
    tools: ["wget", "sha256sum"],
    answers: {},
    says:
      `Cannot download ADDRESS/${LATEST}: it is not there (404); is there such a release?`,
  },
  {
    title: "of a version that is not there",
    args: ["--version", "9.9.9"],
    answers: RELEASE,
    says:
      "Cannot download ADDRESS/download/v9.9.9/SHA256SUMS: it is not there (404); is there such a release?",
  },
  {
    title: "without its executable",
    answers: { [LATEST]: RELEASE[LATEST] ?? answer("") },
    says:
      `Cannot download ADDRESS/${PLACE}: it is not there (404); is there such a release?`,
  },
  {
    title: "that the server refuses",
    answers: { [LATEST]: () => new Response("", { status: 403 }) },
    says: `Cannot download ADDRESS/${LATEST}: the server refuses it (403)`,
  },
  {
    title: "that nobody serves",
    says:
      `Cannot download ADDRESS/${LATEST}: the server is not reached; is there a network?`,
  },
  {
    title: "that nobody serves, by wget",
    tools: ["wget", "sha256sum"],
    says:
      `Cannot download ADDRESS/${LATEST}: the server is not reached, or does not send all of it; is there a network?`,
  },
  {
    title: "that was tampered with",
    answers: { ...RELEASE, [PLACE]: answer(tampered) },
    says: wrongSum,
  },
  {
    title: "that was tampered with, by wget",
    tools: ["wget", "sha256sum"],
    answers: { ...RELEASE, [PLACE]: answer(tampered) },
    says: wrongSum,
  },
  {
    title: "whose server says it was whole though it was cut off",
    answers: { ...RELEASE, [PLACE]: answer("") },
    says: `Cannot install ${FILE}: its checksum is ${
      sumOf("", "").slice(0, 64)
    }, and should be ${sum}`,
  },
  {
    title: "that is cut off",
    answers: { ...RELEASE, [PLACE]: cut },
    says: `Cannot download ADDRESS/${PLACE}: it was cut off`,
  },
  {
    title: "that is cut off, by wget",
    tools: ["wget", "sha256sum"],
    answers: { ...RELEASE, [PLACE]: cut },
    says:
      `Cannot download ADDRESS/${PLACE}: the server is not reached, or does not send all of it; is there a network?`,
  },
  {
    title: "without a checksum for this system",
    answers: {
      ...RELEASE,
      [LATEST]: answer(`${sum}  lockstep-1.2.3-plan9-mips\n`),
    },
    says:
      `Cannot install lockstep for TARGET: ADDRESS/${LATEST} has no checksum for it`,
  },
  {
    title: "whose list has another version than was asked for",
    args: ["--version", "1.2.4"],
    answers: releaseOf({ [FILE]: GOOD }, "1.2.4"),
    says:
      "Cannot install lockstep 1.2.4 for TARGET: ADDRESS/download/v1.2.4/SHA256SUMS has no checksum for it",
  },
  {
    title: "whose list is a page of HTML",
    answers: { ...RELEASE, [LATEST]: answer(`<html>${sum}  ${FILE}</html>`) },
    says:
      `Cannot install lockstep for TARGET: ADDRESS/${LATEST} has no checksum for it`,
  },
  {
    title: "whose list would lead elsewhere",
    answers: {
      ...RELEASE,
      [LATEST]: answer(`${sum}  lockstep-1/../../x-${TARGET}\n`),
    },
    says:
      `Cannot install lockstep for TARGET: ADDRESS/${LATEST} has no checksum for it`,
  },
  {
    title: "whose list has two checksums for this system",
    answers: {
      ...RELEASE,
      [LATEST]: answer(sumOf(FILE, GOOD) + sumOf(FILE, tampered)),
    },
    says:
      `Cannot install lockstep for TARGET: ADDRESS/${LATEST} has more than one checksum for it`,
  },
  {
    title: "that does not run here",
    answers: releaseOf({ [FILE]: broken }),
    says: `Cannot install ${FILE}: it does not run here: no such library`,
  },
  {
    title: "without anything that downloads",
    tools: ["sha256sum"],
    answers: RELEASE,
    says: "Cannot download: there is neither curl nor GNU wget",
  },
  {
    title: "with a wget that does not look at certificates",
    tools: ["sha256sum"],
    needs: ["busybox"],
    fakes: { wget: 'exec /bin/busybox wget "$@"' },
    answers: RELEASE,
    says: "Cannot download: there is neither curl nor GNU wget",
  },
  {
    title: "without anything that makes checksums",
    tools: ["curl"],
    answers: RELEASE,
    says:
      "Cannot compare checksums: there is neither sha256sum, nor shasum, nor openssl",
  },
];

/** Returns why the first program that is not here is missed. */
function firstLacking(programs: readonly string[]): string | undefined {
  return programs.map(lacks).find((why) => why !== undefined);
}

for (
  const {
    title,
    answers,
    says,
    code = 1,
    tools = ["curl", "sha256sum"],
    needs = [],
    ...options
  } of REFUSALS
) {
  testUnless(
    noInstaller() ?? firstLacking([...tools, ...needs]),
    `install.sh says so in one line, and leaves what is installed, at a release ${title}`,
    async () => {
      using machine = testMachine({ ...options, tools });
      const server = serveReleases(answers ?? {});
      if (answers === undefined) await server[Symbol.asyncDispose]();
      try {
        const place = placeOf(machine);
        await Deno.mkdir(`${machine.home}/.local/bin`, { recursive: true });
        await Deno.writeTextFile(place, "what was there");
        giveAway(machine.home);
        const { env } = server;
        const found = await runInstaller(machine, { ...options, env });
        const line = says.replace("ADDRESS", server.address)
          .replace("TARGET", TARGET);
        assertEquals({ code: found.code, err: found.err }, {
          code,
          err: `${line}\n`,
        });
        assertEquals(await Deno.readTextFile(place), "what was there");
        assertClean(machine);
      } finally {
        if (answers !== undefined) await server[Symbol.asyncDispose]();
      }
    },
  );
}
