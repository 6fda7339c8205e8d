/** What has a system start a command again and again. */
export interface Arrangement {
  /** All of it, as people read it and paste it. */
  readonly text: string;
  readonly files: readonly ScheduleFile[];
  /** Commands for when the files are there; FILE is one without a place of its own. */
  readonly install: readonly string[];
  readonly check: readonly string[];
  readonly remove: readonly string[];
}

/** A file that a system reads. */
export interface ScheduleFile {
  /** Where it belongs, "~" for the home folder; without it anywhere, as FILE. */
  readonly path?: string;
  readonly text: string;
}

/** Returns what a script for sh installs that also says how to check and remove it. */
export function inScript(
  { folder, files, install, check, remove, hint = "" }: {
    readonly folder: string;
    readonly files: readonly Required<ScheduleFile>[];
    readonly install: readonly string[];
    readonly check: readonly string[];
    readonly remove: readonly string[];
    /** Comments on the installing, whole lines. @default none */
    readonly hint?: string;
  },
): Arrangement {
  const written = files.map(({ path, text }) =>
    `cat > ${path} <<'EOF'\n${text}EOF\n`
  );
  const removal = [...remove, `rm ${files.map(({ path }) => path).join(" ")}`];
  const text = `# Install: run these lines, or give all of this to sh.
mkdir -p ${folder}
${written.join("")}${install.map((line) => `${line}\n`).join("")}${hint}# Check:
${commented(check)}# Remove:
${commented(removal)}`;
  return { text, files, install, check, remove: removal };
}

/** Returns commands as lines of a comment. */
export function commented(commands: readonly string[]): string {
  return commands.map((line) => `#   ${line}\n`).join("");
}
