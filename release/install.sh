#!/bin/sh
# Installs lockstep for Linux or macOS: downloads the executable for this
# machine from the releases page, compares its SHA-256 sum with the one that is
# published beside it, and puts it into a folder on the PATH. It needs no root,
# edits no file of yours, and leaves what is installed in its place if anything
# fails. Look at it first, then run it:
#
#   sh install.sh [--version VERSION] [--dir FOLDER]
#
# It needs curl or GNU wget, and sha256sum, shasum or openssl.

set -u

# "OWNER/NAME" on GitHub, written here when a release is made.
REPOSITORY="@REPOSITORY@"

main() {
  LC_ALL=C
  export LC_ALL
  child='' work='' new=''
  trap clean EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  version=${LOCKSTEP_VERSION:-}
  folder=${LOCKSTEP_INSTALL_DIR:-}
  read_arguments "$@"
  choose_folder
  releases=$(releases_page) || exit
  target=$(machine) || exit
  choose_downloader
  choose_hasher

  work=$(mktemp -d "${TMPDIR:-/tmp}/lockstep-install.XXXXXX" 2>/dev/null) ||
    fail "Cannot make a temporary folder in \"${TMPDIR:-/tmp}\""
  find_executable
  put_in_place
  tell_next_steps
}

usage() {
  cat <<'END'
Usage: sh install.sh [--version VERSION] [--dir FOLDER]

Downloads lockstep for this machine, compares its checksum, and installs it.

  --version VERSION  a certain version, as 0.1.0 (the latest)
  --dir FOLDER       where to put it (~/.local/bin; as root /usr/local/bin)
  --help             show this

Variables: LOCKSTEP_VERSION and LOCKSTEP_INSTALL_DIR say the same as the
options; LOCKSTEP_RELEASES is the address of another releases page.
END
}

# The words of the command line. Sets version and folder, or ends.
read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --version | --dir)
        [ -n "${2:-}" ] || misuse "$1 wants a value"
        if [ "$1" = --dir ]; then folder=$2; else version=$2; fi
        shift
        ;;
      --version=?*) version=${1#*=} ;;
      --dir=?*) folder=${1#*=} ;;
      *) misuse "\"$1\" is none of its options" ;;
    esac
    shift
  done
  version=${version#v}
  case $version in
    *[!0-9A-Za-z.-]* | [!0-9]*)
      misuse "\"$version\" is no version: it must be like 0.1.0"
      ;;
  esac
}

choose_folder() {
  if [ -z "$folder" ]; then
    if [ "$(id -u)" = 0 ]; then
      folder=/usr/local/bin
    elif [ -n "${HOME:-}" ]; then
      folder=$HOME/.local/bin
    else
      misuse 'HOME is not set; say where to install by --dir'
    fi
  fi
  case $folder in
    *:*) misuse "\"$folder\" has a colon, and cannot be on the PATH" ;;
    /*) ;;
    *) folder=$PWD/$folder ;;
  esac
}

# Prints the address that all others begin with. What comes by plain HTTP could
# be changed on the way together with its checksum; only this machine's own
# servers are taken without TLS.
releases_page() {
  page=${LOCKSTEP_RELEASES:-}
  if [ -z "$page" ]; then
    case $REPOSITORY in
      @*) misuse 'this script is of no release; say whose to take by LOCKSTEP_RELEASES=https://github.com/OWNER/NAME/releases' ;;
    esac
    page=https://github.com/$REPOSITORY/releases
  fi
  case $page in
    https://?*) ;;
    http://localhost[:/]* | http://127.0.0.1[:/]* | 'http://[::1]'[:/]*) ;;
    *) misuse "\"$page\" is no address of a releases page: it must begin with https://" ;;
  esac
  printf '%s\n' "${page%/}"
}

# Prints this machine's name, as the files of a release have it.
machine() {
  system=$(uname -s)
  processor=$(uname -m)
  case $system in
    Linux) name=linux ;;
    Darwin) name=macos ;;
    MINGW* | MSYS* | CYGWIN*) fail 'Cannot install for Windows: run install.ps1 in PowerShell' ;;
    *) fail "Cannot install for $system: there are executables for Linux, macOS and Windows" ;;
  esac
  # A shell that runs under Rosetta is told of an Intel processor.
  if [ "$system" = Darwin ] && [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then
    processor=arm64
  fi
  case $processor in
    x86_64 | amd64) name=$name-x86_64 ;;
    aarch64 | arm64) name=$name-aarch64 ;;
    *) fail "Cannot install for the processor $processor: there are executables for x86_64 and aarch64" ;;
  esac
  if [ "$system" = Linux ]; then
    if [ "$(getconf LONG_BIT 2>/dev/null)" = 32 ]; then
      fail 'Cannot install on a system of 32 bits: there are executables for 64 bits'
    fi
    if has_musl; then
      fail 'Cannot install on a system with musl (as Alpine Linux): the executables need glibc'
    fi
  fi
  printf '%s\n' "$name"
}

# A system of glibc may have musl beside it.
has_musl() {
  if getconf GNU_LIBC_VERSION >/dev/null 2>&1; then return 1; fi
  case $(ldd --version 2>&1) in
    *musl*) return 0 ;;
  esac
  for loader in /lib/ld-musl-*; do
    [ -e "$loader" ] && return 0
  done
  return 1
}

# BusyBox has a wget that does not look at certificates.
choose_downloader() {
  if has curl; then
    downloader=curl
  elif has wget && wget --version >/dev/null 2>&1; then
    downloader=wget
  else
    fail 'Cannot download: there is neither curl nor GNU wget'
  fi
}

choose_hasher() {
  if has sha256sum; then
    hasher=sha256sum
  elif has shasum; then
    hasher='shasum -a 256'
  elif has openssl; then
    hasher='openssl dgst -sha256 -r'
  else
    fail 'Cannot compare checksums: there is neither sha256sum, nor shasum, nor openssl'
  fi
}

# Finds the executable and its sum in the list of the release. Its version is
# known from then on, so that the next address is that of the same release
# though a newer one may come out meanwhile.
find_executable() {
  if [ -n "$version" ]; then
    list=$releases/download/v$version/SHA256SUMS
    wanted=$(printf '%s\n' "$version" | sed 's/\./\\./g')
  else
    list=$releases/latest/download/SHA256SUMS
    wanted='[0-9][0-9A-Za-z.-]*'
  fi
  download "$list" "$work/SHA256SUMS"
  line=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]\(lockstep-$wanted-$target\)\$/\1 \2/p" "$work/SHA256SUMS")
  case $line in
    '') fail "Cannot install lockstep${version:+ $version} for $target: $list has no checksum for it" ;;
    *"
"*) fail "Cannot install lockstep for $target: $list has more than one checksum for it" ;;
  esac
  sum=${line%% *}
  file=${line#* }
  version=${file#lockstep-}
  version=${version%-"$target"}
}

# Downloads beside the final place, and renames at the end: whoever starts
# lockstep meanwhile gets the old one or the new one, whole.
put_in_place() {
  mkdir -p "$folder" 2>/dev/null || fail "Cannot make the folder \"$folder\""
  place=$folder/lockstep
  [ ! -d "$place" ] || fail "Cannot replace \"$place\": it is a folder"
  new=$(mktemp "$folder/.lockstep-install.XXXXXX" 2>/dev/null) ||
    fail "Cannot write into the folder \"$folder\""
  say "Downloading $file"
  download "$releases/download/v$version/$file" "$new"
  found=$($hasher "$new") || fail "Cannot read \"$new\""
  found=${found%% *}
  [ "$found" = "$sum" ] ||
    fail "Cannot install $file: its checksum is $found, and should be $sum"
  chmod 755 "$new" || fail "Cannot make \"$new\" executable"
  said=$("$new" --version 2>&1) ||
    fail "Cannot install $file: it does not run here: $(why_not_run)"
  mv -f "$new" "$place" || fail "Cannot write \"$place\""
  new=''
}

# The shell says no more than "Permission denied" of a file that it was given the
# right to run, where the file system allows that to none.
why_not_run() {
  case $said in
    *'Permission denied') echo "nothing may be run in \"$folder\"; is it mounted with noexec?" ;;
    *) printf '%s\n' "$said" | tail -n 1 ;;
  esac
}

# Takes what is at an address into a file. The program runs in the background,
# because the shell hears signals only while it waits.
download() {
  if [ "$downloader" = curl ]; then
    case $1 in
      https:*) protocols='=https' ;;
      *) protocols='=http,https' ;;
    esac
    curl --silent --fail --location --proto "$protocols" --proto-redir "$protocols" --tlsv1.2 \
      --connect-timeout 30 --speed-limit 1 --speed-time 60 --retry 2 \
      --output "$2" --write-out '%{http_code}\n%{http_connect}\n' "$1" >"$work/answer" &
  else
    wget --no-verbose --tries=3 --timeout=60 \
      --output-file="$work/answer" --output-document="$2" "$1" &
  fi
  child=$!
  if [ -t 2 ] && [ "$2" = "$new" ]; then show_progress; fi
  wait "$child"
  status=$?
  child=''
  [ "$status" = 0 ] || fail "Cannot download $1: $(why_not "$status" "$2")"
}

# curl and wget cannot show how far they are without also wording errors.
show_progress() {
  while kill -0 "$child" 2>/dev/null; do
    printf '\r  %s MiB ' "$(($(wc -c <"$new") / 1048576))" >&2
    sleep 1
  done
  printf '\r          \r' >&2
}

# Words for an exit status, as the manuals of curl and wget list them. curl
# writes the status of the server and that of the proxy, 000 where there is none.
why_not() {
  answer=$(sed -n 's/.*ERROR \([0-9]*\).*/\1/p; s/^\([1-9][0-9]*\)$/\1/p' "$work/answer" | tail -n 1)
  if [ "$downloader" = curl ]; then
    refusal=$(sed -n '2s/^[3-9][0-9]*$/ (&)/p' "$work/answer")
  else
    refusal=$(sed -n 's/^Proxy tunneling failed: \(.*\)Unable.*/ (\1)/p' "$work/answer")
  fi
  if [ -n "$refusal" ]; then
    echo "the proxy refuses it$refusal"
    return
  fi
  case $downloader-$1 in
    curl-22 | wget-8)
      case $answer in
        404) echo 'it is not there (404); is there such a release?' ;;
        407) echo 'the proxy refuses it (407)' ;;
        *) echo "the server refuses it ($answer)" ;;
      esac
      ;;
    curl-5 | curl-6 | curl-7) echo "the server is not reached; $(what_of_network)" ;;
    wget-4) echo "the server is not reached, or does not send all of it; $(what_of_network)" ;;
    curl-18 | curl-56) echo 'it was cut off' ;;
    curl-23 | wget-3) echo "it cannot be written to \"${2%/*}\"; is the disk full?" ;;
    curl-28) echo 'the server does not answer any more' ;;
    curl-35 | curl-60 | wget-5) echo 'the server does not prove who it is, or TLS fails' ;;
    *) echo "$downloader ended with status $1" ;;
  esac
}

what_of_network() {
  if [ -n "${https_proxy:-}${HTTPS_PROXY:-}${http_proxy:-}${all_proxy:-}${ALL_PROXY:-}" ]; then
    echo 'is there a network, and is the proxy right that the environment names?'
  else
    echo 'is there a network?'
  fi
}

tell_next_steps() {
  say "Installed $said: $place"
  case :$PATH: in
    *:"$folder":*)
      first=$(command -v lockstep)
      [ "$first" = "$place" ] || say "Before it on your PATH is another: $first"
      ;;
    *) tell_path ;;
  esac
  say 'Next:'
  say '  lockstep doctor                         what it runs on'
  say '  lockstep plan SOURCE REPLICA            what a first pass would do'
  say '  lockstep SOURCE REPLICA --once          the first pass'
  say '  lockstep schedule SOURCE REPLICA --every 1h'
}

# The line depends on the shell that the user logs in with.
tell_path() {
  quoted="'$(printf '%s\n' "$folder" | sed "s/'/'\\\\''/g")'"
  say "This folder is not on your PATH: $folder"
  case ${SHELL:-}-$target in
    */fish-*)
      say 'Run this once, then open a new terminal:'
      say "  fish_add_path $quoted"
      return
      ;;
    */zsh-*) profile=\~/.zshrc ;;
    */bash-macos*) profile=\~/.bash_profile ;;
    */bash-*) profile=\~/.bashrc ;;
    *) profile=\~/.profile ;;
  esac
  say "Add this line to $profile, then open a new terminal:"
  say "  export PATH=$quoted:\"\$PATH\""
}

has() {
  command -v "$1" >/dev/null 2>&1
}

say() {
  printf '%s\n' "$1"
}

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

misuse() {
  printf 'Cannot install lockstep: %s\n' "$1" >&2
  exit 2
}

# Runs at every end, also that by a signal.
clean() {
  if [ -n "$child" ] && kill "$child"; then wait "$child"; fi 2>/dev/null
  [ -z "$new" ] || rm -f "$new"
  [ -z "$work" ] || rm -rf "$work"
}

# In braces, so that a script that was cut off while it was downloaded does
# nothing, wherever it was cut.
{ main "$@"; }
