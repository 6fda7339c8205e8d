import type { Shell } from "./shells.ts";

/**
 * What each shell reads. All of them hand the words before the cursor to
 * `lockstep completions suggest`, with the word at the cursor first and a "=" in
 * front of it, because PowerShell drops empty words. The first line of the answer
 * says what the shell adds itself (folders, files, nothing), by rules of its own
 * for quotes and "~"; each other line is a word, a tab and what it is for.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completions of lockstep for bash. In ~/.bashrc:
#   source <(lockstep completions bash)
_lockstep() {
  local word glue= add= before=()
  # bash splits words at "=", too.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $word == "=" && \${before[*]: -1} == --* ]]; then
      before[\${#before[@]}-1]+="="
      glue=1
    elif [[ $glue ]]; then
      before[\${#before[@]}-1]+=$word
      glue=
    else
      before+=("$word")
    fi
  done
  local current=\${before[*]: -1}
  unset 'before[\${#before[@]}-1]'
  local cut=
  [[ $current == --*=* && $COMP_WORDBREAKS == *=* ]] && cut=\${current%%=*}=
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    if [[ -z $add ]]; then
      add=$word
    else
      [[ $word == */ ]] && compopt -o nospace
      COMPREPLY+=("$(printf %q "\${word#"$cut"}")")
    fi
  done < <(lockstep completions suggest -- "=$current" "\${before[@]}" 2>/dev/null)
  case $add in
    folders) compopt -o plusdirs ;;
    files) compopt -o default ;;
  esac
}
complete -F _lockstep lockstep
`,
  zsh: `#compdef lockstep
# Completions of lockstep for zsh. In ~/.zshrc, after compinit:
#   source <(lockstep completions zsh)
_lockstep() {
  local -a lines candidates folders
  local line
  lines=("\${(@f)$(lockstep completions suggest -- "=\${(Q)words[CURRENT]}" "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
  for line in "\${(@)lines[2,-1]}"; do
    if [[ $line == */$'\\t'* ]]; then
      folders+=("\${line%%$'\\t'*}")
      continue
    fi
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  (( $#folders )) && compadd -S '' -a folders
  (( $#candidates )) && _describe -t words lockstep candidates
  [[ $PREFIX == --*=* ]] && compset -P '*='
  case $lines[1] in
    folders) _files -/ ;;
    files) _files ;;
  esac
}
if [[ $funcstack[1] == _lockstep ]]; then
  _lockstep "$@"
else
  compdef _lockstep lockstep
fi
`,
  fish: `# Completions of lockstep for fish. In ~/.config/fish/config.fish:
#   lockstep completions fish | source
function __lockstep_suggest
    set -l current (commandline -ct)
    set -l before (commandline -opc)
    set -l lines (lockstep completions suggest -- "=$current" $before[2..-1] 2>/dev/null)
    set -q lines[1]; or return
    set -q lines[2]; and printf '%s\\n' $lines[2..-1]
    set -l option (string match -r -- '^--[^=]*=' "$current")
    set -l value (string replace -r -- '^--[^=]*=' '' "$current")
    switch $lines[1]
        case folders
            printf "$option%s\\n" (__fish_complete_directories "$value" folder)
        case files
            printf "$option%s\\n" (__fish_complete_path "$value" file)
    end
end
complete -c lockstep -f -a '(__lockstep_suggest)'
`,
  powershell:
    `# Completions of lockstep for PowerShell. In the file that $PROFILE names:
#   lockstep completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName lockstep -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($_.Value) { $_.Value } else { $_.ToString() } })
    $lines = @(lockstep completions suggest -- "=$wordToComplete" @before 2>$null)
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $word, $about = $_ -split "\`t", 2
        if (-not $about) { $about = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
    }
    if ($lines[0] -eq 'folders' -or $lines[0] -eq 'files') {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) |
            Where-Object { $lines[0] -eq 'files' -or $_.ResultType -eq 'ProviderContainer' }
    }
}
`,
};
