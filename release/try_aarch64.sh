#!/usr/bin/env bash
# Runs tests with Deno for aarch64 Linux, under qemu-user on another processor:
#
#   release/try_aarch64.sh [FILE]...
#
# Without files it is the tests of the native disk: what it knows of the C
# library and the kernel stands in tables, a column for each processor. Deno
# comes from npm, the C library from Debian; both are kept in the user's cache,
# and nothing of the system is changed. It needs apt-get, dpkg-deb, npm and
# qemu-aarch64-static (Debian's qemu-user-static).

set -euo pipefail

VERSION=2.9.5

main() {
  cd "$(dirname "$0")/.."
  for tool in apt-get dpkg-deb npm tar qemu-aarch64-static; do
    command -v "$tool" >/dev/null || fail "Cannot run tests for aarch64: there is no $tool"
  done
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/lockstep-aarch64-$VERSION
  mkdir -p "$folder"
  [ -x "$folder/deno" ] || get_deno
  [ -e "$folder/libs" ] || get_libraries

  local files=("$@")
  [ $# -gt 0 ] || files=(tests/disk/native tests/disk/folder_*_test.ts
    tests/disk/{file,attributes,holes,special,flush}_test.ts)
  # The loader is told of the libraries: qemu's own -L would have / be theirs.
  LOCKSTEP_TEST_DISK=native DENO_NO_UPDATE_CHECK=1 exec qemu-aarch64-static \
    "$folder/libs/ld-linux-aarch64.so.1" --library-path "$folder/libs" \
    "$folder/deno" test -A --no-check "${files[@]}"
}

get_deno() {
  echo "Getting Deno $VERSION for aarch64" >&2
  local file
  file=$(cd "$folder" && npm pack --silent --force "@deno/linux-arm64-glibc@$VERSION")
  tar -xzf "$folder/$file" -C "$folder" --strip-components=1 package/deno
  rm "$folder/$file"
}

# apt is given a state of its own, so that the system hears of no second
# processor.
get_libraries() {
  echo 'Getting the C library for aarch64' >&2
  local apt=$folder/apt new=$folder/libs.new
  rm -rf "$apt" "$new"
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/debs" "$apt/root" "$new"
  touch "$apt/status"
  printf '%s "%s";\n' Dir::State "$apt" Dir::State::status "$apt/status" Dir::Cache "$apt" \
    APT::Architecture arm64 APT::Architectures arm64 APT::Sandbox::User root >"$apt/apt.conf"
  (
    export APT_CONFIG=$apt/apt.conf
    cd "$apt/debs"
    apt-get -qq update
    apt-get -qq download libc6 libgcc-s1 libstdc++6
    for package in *.deb; do dpkg-deb -x "$package" "$apt/root"; done
  )
  find "$apt/root" -path '*/aarch64-linux-gnu/*.so*' -exec cp -L {} "$new" \;
  mv "$new" "$folder/libs"
  rm -rf "$apt"
}

fail() {
  echo "$1" >&2
  exit 1
}

main "$@"
