/**
 * Splits arguments as CommandLineToArgvW and the C library of Microsoft do
 * ("Parsing C command-line arguments"; the rule of 2008 for `""` included).
 */
export function splitWindows(line: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === " " || line[at] === "\t") at++;
    if (at >= line.length) return words;
    let word = "";
    let isQuoted = false;
    for (; at < line.length; at++) {
      const backslashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
      at += backslashes;
      if (line[at] !== '"') {
        word += "\\".repeat(backslashes);
      } else {
        word += "\\".repeat(Math.floor(backslashes / 2));
        if (backslashes % 2 === 1) word += '"';
        else if (isQuoted && line[at + 1] === '"') {
          word += '"';
          at++;
        } else isQuoted = !isQuoted;
        continue;
      }
      const character = line[at];
      if (character === undefined) break;
      if (!isQuoted && (character === " " || character === "\t")) break;
      word += character;
    }
    words.push(word);
  }
}

/** Replaces `%NAME%` and `$(NAME)` as the Task Scheduler does, as if there were every name of letters. */
export function expandWindows(line: string): string {
  return line.replaceAll(/%\w[\w()]*%/g, "EXPANDED")
    .replaceAll(/\$\(\w+\)/g, "EXPANDED");
}
