<#
.SYNOPSIS
Installs lockstep for Windows.

.DESCRIPTION
Downloads the executable from the releases page, compares its SHA-256 sum with
the one that is published beside it, and puts it into a folder of yours. It
needs no administrator, changes no setting, and leaves what is installed in its
place if anything fails. Look at it first, then run it:

  powershell -ExecutionPolicy Bypass -File install.ps1

LOCKSTEP_VERSION and LOCKSTEP_INSTALL_DIR say the same as the parameters;
LOCKSTEP_RELEASES is the address of another releases page.

.PARAMETER Version
A certain version, as 0.1.0. Without it the latest.

.PARAMETER Dir
The folder to install into. Without it %LOCALAPPDATA%\Programs\lockstep.
#>
[CmdletBinding()]
param(
  [string] $Version = $env:LOCKSTEP_VERSION,
  [string] $Dir = $env:LOCKSTEP_INSTALL_DIR
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# "OWNER/NAME" on GitHub, written here when a release is made.
$Repository = "@REPOSITORY@"

function Install-Lockstep {
  $wanted = Get-WantedVersion
  $folder = Get-Folder
  $releases = Get-ReleasesPage
  $targets = @(Get-Target)
  $id = [Guid]::NewGuid().ToString('N')
  $list = Join-Path ([IO.Path]::GetTempPath()) "lockstep-install-$id.txt"
  # Windows starts only what is called .exe.
  $new = Join-Path $folder ".lockstep-install-$id.exe"
  try {
    $found = Find-Executable $releases $wanted $targets $list
    Save-Executable $releases $found $new
    $said = Test-Executable $found $new
    $place = Join-Path $folder 'lockstep.exe'
    Move-IntoPlace $new $place
  } finally {
    foreach ($path in $list, $new) {
      if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force }
    }
  }
  Write-NextStep $said $place $folder
}

function Get-WantedVersion {
  $wanted = "$Version" -replace '^v', ''
  if ($wanted -and $wanted -notmatch '\A[0-9][0-9A-Za-z.-]*\z') {
    throw "Cannot install lockstep: `"$wanted`" is no version: it must be like 0.1.0"
  }
  $wanted
}

function Get-Folder {
  if (-not $Dir) { return Join-Path $env:LOCALAPPDATA 'Programs\lockstep' }
  if ($Dir.Contains(';')) {
    throw "Cannot install lockstep: `"$Dir`" has a semicolon, and cannot be on the PATH"
  }
  $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Dir)
}

# What comes by plain HTTP could be changed on the way together with its
# checksum; only this machine's own servers are taken without TLS.
function Get-ReleasesPage {
  $page = $env:LOCKSTEP_RELEASES
  if (-not $page) {
    if ($Repository.StartsWith('@')) {
      throw 'Cannot install lockstep: this script is of no release; set $env:LOCKSTEP_RELEASES to https://github.com/OWNER/NAME/releases'
    }
    $page = "https://github.com/$Repository/releases"
  }
  if ($page -notmatch '\A(https://.|http://(localhost|127\.0\.0\.1|\[::1\])[:/])') {
    throw "Cannot install lockstep: `"$page`" is no address of a releases page: it must begin with https://"
  }
  $page.TrimEnd('/')
}

# Returns the names of this machine in a release, the best one first: Windows
# for ARM runs programs for x86_64 too.
function Get-Target {
  if ([Environment]::OSVersion.Platform -ne 'Win32NT') {
    throw 'Cannot install: this is not Windows; run install.sh'
  }
  $processor = $env:PROCESSOR_ARCHITEW6432
  if (-not $processor) { $processor = $env:PROCESSOR_ARCHITECTURE }
  switch ($processor) {
    'AMD64' { 'windows-x86_64' }
    'ARM64' { 'windows-aarch64', 'windows-x86_64' }
    default { throw "Cannot install for the processor ${processor}: there are executables for x86_64 and ARM64" }
  }
}

# Finds the executable and its sum in the list of the release. Its version is
# known from then on, so that the next address is that of the same release
# though a newer one may come out meanwhile.
function Find-Executable($releases, $wanted, $targets, $list) {
  $below = if ($wanted) { "download/v$wanted" } else { 'latest/download' }
  $address = "$releases/$below/SHA256SUMS"
  Save-File $address $list
  $pattern = if ($wanted) { [regex]::Escape($wanted) } else { '[0-9][0-9A-Za-z.-]*' }
  $lines = @(Get-Content -LiteralPath $list)
  foreach ($target in $targets) {
    $whole = "\A(?<sum>[0-9a-f]{64}) [ *](?<file>lockstep-(?<version>$pattern)-$target\.exe)\z"
    $found = @($lines | ForEach-Object { [regex]::Match($_, $whole) } | Where-Object { $_.Success })
    if ($found.Count -gt 1) {
      throw "Cannot install lockstep for ${target}: $address has more than one checksum for it"
    }
    if ($found.Count -eq 1) {
      $groups = $found[0].Groups
      return @{
        Sum = $groups['sum'].Value
        File = $groups['file'].Value
        Version = $groups['version'].Value
      }
    }
  }
  throw "Cannot install lockstep for $($targets[0]): $address has no checksum for it"
}

function Save-Executable($releases, $found, $new) {
  $folder = [IO.Path]::GetDirectoryName($new)
  try {
    [void] [IO.Directory]::CreateDirectory($folder)
  } catch {
    throw "Cannot make the folder `"$folder`": $($_.Exception.GetBaseException().Message)"
  }
  $file = $found.File
  "Downloading $file" | Out-Host
  Save-File "$releases/download/v$($found.Version)/$file" $new
  $sum = (Get-FileHash -LiteralPath $new -Algorithm SHA256).Hash.ToLowerInvariant()
  if ($sum -cne $found.Sum) {
    throw "Cannot install ${file}: its checksum is $sum, and should be $($found.Sum)"
  }
}

function Save-File($address, $path) {
  try {
    # Windows PowerShell does not offer it by itself everywhere.
    [Net.ServicePointManager]::SecurityProtocol =
      [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    # Its bar takes more time than the download.
    $ProgressPreference = 'SilentlyContinue'
    Invoke-WebRequest -UseBasicParsing -Uri $address -OutFile $path
  } catch {
    throw "Cannot download ${address}: $($_.Exception.Message)"
  }
}

# Runs what was downloaded, and returns what it says of itself.
function Test-Executable($found, $new) {
  $file = $found.File
  try {
    $said = & $new --version
  } catch {
    throw "Cannot install ${file}: it does not run here: $($_.Exception.Message)"
  }
  if ($LASTEXITCODE -ne 0) {
    throw "Cannot install ${file}: it does not run here: exit status $LASTEXITCODE"
  }
  "$said"
}

# Windows keeps the file of a program that runs from being replaced.
function Move-IntoPlace($new, $place) {
  try {
    if (Test-Path -LiteralPath $place) {
      [IO.File]::Replace($new, $place, [NullString]::Value)
    } else {
      [IO.File]::Move($new, $place)
    }
  } catch {
    throw "Cannot write `"$place`"; does lockstep run? $($_.Exception.GetBaseException().Message)"
  }
}

function Write-NextStep($said, $place, $folder) {
  $lines = @("Installed ${said}: $place")
  if (($env:Path -split ';') -notcontains $folder) {
    $quoted = $folder -replace "'", "''"
    $lines += @(
      "This folder is not on your PATH: $folder"
      'Add it in Settings, "Edit environment variables for your account", then open'
      'a new terminal. For this terminal alone:'
      "  `$env:Path += ';$quoted'"
    )
  }
  $lines += @(
    'Next:'
    '  lockstep doctor                         what it runs on'
    '  lockstep plan SOURCE REPLICA            what a first pass would do'
    '  lockstep SOURCE REPLICA --once          the first pass'
    '  lockstep schedule SOURCE REPLICA --every 1h'
  )
  $lines | Out-Host
}

# PowerShell reads the whole script before it does anything; one that was cut off
# while it was downloaded does not come to this line.
try {
  Install-Lockstep
} catch {
  [Console]::Error.WriteLine($_.Exception.Message)
  exit 1
}
