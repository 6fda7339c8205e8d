import { fileOf, type Release } from "../release.ts";
import { LICENSE, SUMMARY } from "./about.ts";

/**
 * Returns the formula for a tap of Homebrew: the executable that was released,
 * with its completions and man page. docs.brew.sh/Formula-Cookbook has the rules.
 */
export function homebrewFormula(release: Release): string {
  return `class Lockstep < Formula
  desc ${ruby(SUMMARY)}
  homepage ${ruby(release.address)}
  version ${ruby(release.version)}
  license ${ruby(LICENSE)}

  on_macos do
${onCpu(release, "arm", "macos-aarch64")}
${onCpu(release, "intel", "macos-x86_64")}
  end

  on_linux do
${onCpu(release, "arm", "linux-aarch64")}
${onCpu(release, "intel", "linux-x86_64")}
  end

  def install
    bin.install Dir["lockstep-*"].first => "lockstep"
    chmod 0755, bin/"lockstep"
    generate_completions_from_executable(bin/"lockstep", "completions",
                                         shells: [:bash, :zsh, :fish])
    (man1/"lockstep.1").write Utils.safe_popen_read(bin/"lockstep", "help", "man")
  end

  test do
    (testpath/"source").mkpath
    (testpath/"source/a.txt").write "contents"
    system bin/"lockstep", testpath/"source", testpath/"replica", "--once"
    assert_equal "contents", (testpath/"replica/a.txt").read
  end
end
`;
}

function onCpu(release: Release, cpu: string, target: string): string {
  const { url, sha256 } = fileOf(release, target);
  return `    on_${cpu} do
      url ${ruby(url)}
      sha256 ${ruby(sha256)}
    end`;
}

/** Returns a text as Ruby writes it; "#{" would have it run what follows. */
function ruby(text: string): string {
  return JSON.stringify(text).replaceAll("#", "\\#");
}
