import { parseArgs } from "@std/cli/parse-args";
import manifest from "../deno.json" with { type: "json" };
import { checkVersion } from "./release.ts";
import { ReleaseError, tellErrors } from "./release_error.ts";

/*
 * `deno run -A release/notes.ts --tag v0.1.0` prints what CHANGELOG.md says of
 * that version, if it is the one of deno.json: the text of the release.
 */

if (import.meta.main) Deno.exit(await tellErrors(() => main(Deno.args)));

async function main(args: readonly string[]): Promise<void> {
  const { tag } = parseArgs([...args], { string: ["tag"] });
  const version = versionOf(tag ?? "", manifest.version);
  const changelog = await Deno.readTextFile(
    `${import.meta.dirname}/../CHANGELOG.md`,
  );
  const notes = notesOf(version, changelog);
  await Deno.stdout.write(new TextEncoder().encode(notes));
}

/**
 * Returns the version that a tag names.
 *
 * @throws {ReleaseError} unless the tag is "v" and the version of deno.json
 */
export function versionOf(tag: string, version: string): string {
  checkVersion(version);
  if (tag === `v${version}`) return version;
  throw new ReleaseError(
    `The tag is ${
      JSON.stringify(tag)
    }; v${version} is expected, the version of deno.json`,
  );
}

/**
 * Returns what a changelog says of a version, for the page of its release:
 * there every line break is shown, so that the lines of an item become one.
 *
 * @throws {ReleaseError} if the version has no section, no date or no text
 */
export function notesOf(version: string, changelog: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/\s/)[0] === version);
  if (section === undefined) {
    throw new ReleaseError(`CHANGELOG.md has no section "## ${version}"`);
  }
  const [heading = "", ...lines] = section.split("\n");
  if (!isDated(heading.slice(version.length).trim())) {
    throw new ReleaseError(
      `CHANGELOG.md has "## ${heading}"; "## ${version} (2026-12-31)" is expected, with the day of the release`,
    );
  }
  const text = joinLines(lines).trim();
  if (text === "") {
    throw new ReleaseError(`CHANGELOG.md says nothing of ${version}`);
  }
  return `${text}\n`;
}

function isDated(words: string): boolean {
  const day = /^\((\d{4}-\d{2}-\d{2})\)$/.exec(words)?.[1];
  if (day === undefined) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Joins what goes on in the next line; a list, a heading, a table or a block of code begins anew. */
function joinLines(lines: readonly string[]): string {
  const joined: string[] = [];
  let isCode = false;
  let isOpen = false;
  for (const line of lines) {
    const isFence = /^\s*```/.test(line);
    const isNew = isCode || isFence ||
      /^\s*(?:$|[-*+] |[|>#]|\d+\. )/.test(line);
    if (isOpen && !isNew) joined.push(`${joined.pop()} ${line.trim()}`);
    else joined.push(line);
    if (isFence) isCode = !isCode;
    isOpen = !isCode && !isFence && !/^\s*(?:$|[|#])/.test(line);
  }
  return joined.join("\n");
}
