import { TARGETS } from "../../release/targets.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { readPowershell } from "../support/powershell.ts";
import { CHECKOUT } from "../support/program_call.ts";

/*
 * There is no PowerShell where these tests are written. What they prove is that
 * the text follows the grammar and fits together, not that it does its work.
 */

const TEXT = Deno.readTextFileSync(`${CHECKOUT}/release/install.ps1`);

/** What Windows PowerShell 5.1 has of itself. */
const CMDLETS = [
  ...["ForEach-Object", "Get-Content", "Get-FileHash", "Invoke-WebRequest"],
  ...["Join-Path", "Out-Host", "Remove-Item", "Set-StrictMode", "Test-Path"],
  "Where-Object",
];

Deno.test("install.ps1 follows the grammar of PowerShell", async () => {
  assertEquals((await readPowershell(TEXT)).isWhole, true);
  for (const lost of ["{\n", "}\n", "(", ")"]) {
    const at = TEXT.indexOf(lost, TEXT.indexOf("function Get-Folder"));
    const broken = TEXT.slice(0, at) + TEXT.slice(at + lost.length);
    assertEquals((await readPowershell(broken)).isWhole, false, lost);
  }
});

Deno.test("install.ps1 calls only its own functions, each with all it takes, and cmdlets that it knows", async () => {
  const { calls, functions } = await readPowershell(TEXT);
  const called = new Set(calls.map(([name]) => name));
  assertEquals(
    [...called].filter((name) => !functions.has(name)).sort(),
    CMDLETS,
  );
  assertEquals([...functions.keys()].filter((name) => !called.has(name)), []);
  for (const [name, text] of calls) {
    const count = functions.get(name);
    if (count === undefined) continue;
    const words = text.match(/"[^"]*"|\S+/g) ?? [];
    assertEquals(words.length - 1, count, text);
  }
});

Deno.test("install.ps1 that was cut off on its way does nothing, wherever it was cut", async () => {
  const start = TEXT.indexOf("function ");
  for (let length = start; length < TEXT.length - 3; length += 61) {
    const { isWhole, calls } = await readPowershell(TEXT.slice(0, length));
    const isCalled = calls.some(([name]) => name === "Install-Lockstep");
    assert(!isWhole || !isCalled, TEXT.slice(length - 60, length));
  }
});

Deno.test("install.ps1 is read alike by every PowerShell: it is ASCII, and has no operator that 5.1 lacks", () => {
  assert(!/[^\n\x20-\x7e]/.test(TEXT));
  assert(!/\?\?|\?\.|&&|\|\|/.test(TEXT));
});

Deno.test("install.ps1 takes what a release calls its files for Windows, and nothing that leads elsewhere", () => {
  const targets = TARGETS.map(({ name }) => name)
    .filter((name) => name.startsWith("windows-"));
  const [, known = ""] = /'ARM64' \{ (.*) \}/.exec(TEXT) ?? [];
  assertEquals(
    [...known.matchAll(/'([^']*)'/g)].map(([, name]) => name).sort(),
    [
      ...targets,
    ].sort(),
  );
  const pattern = patternFor("windows-x86_64");
  const sum = "0123456789abcdef".repeat(4);
  for (
    const [line, isTaken] of [
      [`${sum}  lockstep-0.1.0-windows-x86_64.exe`, true],
      [`${sum} *lockstep-1.0.0-rc.1-windows-x86_64.exe`, true],
      [`${sum}  lockstep-0.1.0-linux-x86_64`, false],
      [`${sum}  lockstep-0/../1-windows-x86_64.exe`, false],
      [`${sum}  lockstep-0.1.0-windows-x86_64.exe.bat`, false],
      [`${sum.slice(1)}  lockstep-0.1.0-windows-x86_64.exe`, false],
    ] as const
  ) assertEquals(pattern.test(line), isTaken, line);
});

/** Returns the expression that finds a line of SHA256SUMS, as JavaScript has it. */
function patternFor(target: string): RegExp {
  const [, whole = ""] = /\$whole = "(.*)"/.exec(TEXT) ?? [];
  const [, version = ""] = /else \{ '(\[0-9\].*)' \}/.exec(TEXT) ?? [];
  const source = whole.replace("$pattern", version).replace("$target", target);
  return new RegExp(source.replace("\\A", "^").replace("\\z", "$"));
}
