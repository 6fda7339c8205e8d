/**
 * Splits what stands after `ExecStart=` by the rules of systemd.syntax(7) and
 * "Command lines" of systemd.service(5), as far as they concern quoted words.
 * @throws {Error} for what systemd would take for something else than words
 */
export function splitSystemd(line: string): readonly string[] {
  if (/[\n\r]|\\$/.test(line)) throw new Error("the line does not end here");
  const words: string[] = [];
  let rest = line;
  while (rest !== "") {
    const [whole, quoted, bare] =
      /^(?:"((?:[^"\\]|\\.)*)"|([^ "'\\]+))(?: +|$)/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`cannot be split: ${rest}`);
    if (bare === ";") throw new Error("a second command begins");
    words.push(resolve(quoted === undefined ? bare ?? "" : unescape(quoted)));
    rest = rest.slice(whole.length);
  }
  const [program = ""] = words;
  if (!program.startsWith("/") || /['"\\\p{Cc}]/u.test(program)) {
    throw new Error(`no path of a program: ${program}`);
  }
  return words;
}

function unescape(text: string): string {
  return text.replaceAll(
    /\\(u[0-9a-f]{4}|.)/g,
    (_, what: string) => {
      if (what.length === 5) {
        return String.fromCharCode(Number.parseInt(what.slice(1), 16));
      }
      if (what === '"' || what === "\\") return what;
      throw new Error(`unknown escape: ${what}`);
    },
  );
}

/** Specifiers and variables are taken for what they are not to be: only their doubled signs may stand there. */
function resolve(word: string): string {
  return word.replaceAll(/%(.?)|\$(.?)/g, (sign) => {
    if (sign === "%%" || sign === "$$") return sign.slice(1);
    throw new Error(`${sign} would be replaced`);
  });
}
