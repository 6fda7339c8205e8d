import { UsageError } from "../usage_error.ts";

/**
 * Returns text as the contents of an XML element, in ASCII and one line, so that
 * no encoding, console or editor can change it.
 * @throws {UsageError} for control characters, which XML 1.0 cannot hold
 */
export function xmlText(text: string): string {
  // deno-lint-ignore no-control-regex
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) {
    throw new UsageError(
      `XML cannot hold the control character in ${
        JSON.stringify(text)
      }: take --for systemd or --for cron`,
    );
  }
  return text.replaceAll(
    /[^ -~]|[&<>"']/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
