import type { ConfigProblem, Setting } from "./setting.ts";

/** Says what is wrong with settings, in one sentence, or `undefined` if nothing is. */
export type Judge = (settings: readonly Setting[]) => string | undefined;

/** What the judge goes by. */
export interface JudgedSettings {
  readonly settings: readonly Setting[];
  /** Names of keys that are given, but could not be understood: what is only missed for them is no fault. */
  readonly unread: readonly string[];
}

/**
 * Finds out which settings a judge finds wrong who tells one fault at a time and
 * names no line: it is one without which he says something else. It is left out,
 * and he is asked again. What he then only misses because it was left out is no
 * fault of its own.
 */
export function findCulprits(
  { settings, unread }: JudgedSettings,
  judge: Judge,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const leftOut = [...unread];
  let left = settings;
  for (;;) {
    const fault = judge(left);
    if (fault === undefined) return problems;
    const culprit = findCulprit(left, judge, fault);
    const isOwn = !leftOut.some((name) => namesOption(fault, name));
    if (isOwn) {
      problems.push({
        line: culprit?.line,
        text: inWordsOfFile(fault, culprit),
      });
    }
    if (culprit === undefined) return problems;
    leftOut.push(culprit.key.name);
    left = left.filter((setting) => setting !== culprit);
  }
}

/**
 * Of several the one that stands last, and in the job rather than in the
 * defaults; one that is only missed then is none if there is another.
 */
function findCulprit(
  settings: readonly Setting[],
  judge: Judge,
  fault: string,
): Setting | undefined {
  const without = (setting: Setting): string | undefined =>
    judge(settings.filter((other) => other !== setting));
  const suspects = settings.filter((setting) => without(setting) !== fault);
  const guilty = suspects.filter((setting) =>
    !namesOption(without(setting) ?? "", setting.key.name)
  );
  return (guilty.length > 0 ? guilty : suspects)
    .toSorted((a, b) =>
      Number(a.isDefault) - Number(b.isDefault) ||
      (b.line ?? 0) - (a.line ?? 0)
    )[0];
}

function namesOption(fault: string, name: string): boolean {
  return new RegExp(`--${name}(?![\\w-])`).test(fault);
}

/** In a file, options are written without dashes. */
function inWordsOfFile(fault: string, culprit: Setting | undefined): string {
  const text = fault.replaceAll(/--(?=[a-z])/g, "");
  return culprit === undefined ? text : `${culprit.key.name}: ${text}`;
}
