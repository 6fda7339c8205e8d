import { homebrewFormula } from "../../release/manifests/homebrew.ts";
import { assert, assertEquals } from "../support/assert.ts";
import { testUnless } from "../support/conditions.ts";
import { putFile } from "../support/files.ts";
import { testFolders } from "../support/folders.ts";
import { digestOf, someRelease } from "../support/release.ts";
import { lacks, mustRun, runCommand } from "../support/shell.ts";

const URL = "https://github.com/some-one/lock.step/releases/download";

/** Homebrew's words, as far as the formula uses them outside of its methods; prints what it said. */
const HOMEBREW = `
require "json"
class Formula
  SAID = { "files" => [] }
  class << self
    %w[desc homepage version license].each do |word|
      define_method(word) { |text| SAID[word] = text }
    end
    def on_macos = within("macos") { yield }
    def on_linux = within("linux") { yield }
    def on_arm = within("arm") { yield }
    def on_intel = within("intel") { yield }
    def url(text) = SAID["files"] << [*@within, text]
    def sha256(text) = SAID["files"].last << text
    def test = nil
    def within(word)
      (@within ||= []).push(word)
      yield
      @within.pop
    end
  end
end
load ARGV.fetch(0)
Formula::SAID["installs"] = Lockstep.method_defined?(:install)
puts JSON.generate(Formula::SAID)
`;

testUnless(
  lacks("ruby"),
  "homebrewFormula() is Ruby that names the right file for each machine",
  () => {
    assertEquals(evaluate(homebrewFormula(someRelease())), {
      desc: "Keeps a replica folder an exact one-way copy of a source folder",
      homepage: "https://github.com/some-one/lock.step",
      version: "1.2.3-rc.1",
      license: "MIT",
      installs: true,
      files: [
        fileOf(["macos", "arm"], "macos-aarch64", 3),
        fileOf(["macos", "intel"], "macos-x86_64", 2),
        fileOf(["linux", "arm"], "linux-aarch64", 1),
        fileOf(["linux", "intel"], "linux-x86_64", 0),
      ],
    });
  },
);

testUnless(
  lacks("ruby"),
  "homebrewFormula() has no text that Ruby would run",
  () => {
    const release = { ...someRelease(), address: '#{exit 7}"; exit 8; "\\' };
    const said = evaluate(homebrewFormula(release));
    assertEquals(said.homepage, release.address);
  },
);

testUnless(lacks("ruby"), "a broken formula is found by ruby -c", () => {
  const broken = homebrewFormula(someRelease()).replace("on_arm do", "on_arm");
  using folders = testFolders();
  putFile(`${folders.top}/lockstep.rb`, broken);
  assert(!runCommand("ruby", "-c", `${folders.top}/lockstep.rb`).ok);
});

function fileOf(
  within: readonly string[],
  target: string,
  digit: number,
): readonly string[] {
  const name = `lockstep-1.2.3-rc.1-${target}`;
  return [...within, `${URL}/v1.2.3-rc.1/${name}`, digestOf(digit)];
}

function evaluate(formula: string): Record<string, unknown> {
  using folders = testFolders();
  putFile(`${folders.top}/lockstep.rb`, formula);
  putFile(`${folders.top}/homebrew.rb`, HOMEBREW);
  mustRun("ruby", "-wc", `${folders.top}/lockstep.rb`);
  return JSON.parse(
    mustRun(
      "ruby",
      `${folders.top}/homebrew.rb`,
      `${folders.top}/lockstep.rb`,
    ),
  );
}
