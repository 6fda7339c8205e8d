/** Why a pass changes nothing, and how to have it carried out after all. */
export interface Refusal {
  /** What looks wrong: what is to be done, or where. @default {"plan"} */
  readonly about?: "plan" | "roots";
  readonly reason: string;
  readonly remedy: string;
}

/** What a safety check said of a pass. */
export interface Judgement {
  readonly refusal: Refusal;
  /** It is carried out all the same, as `--yes` or an answer has it. */
  readonly allowed: boolean;
}

/** Says why something is refused, and what to do about it. */
export function describeRefusal(
  { reason, remedy }: Pick<Refusal, "reason" | "remedy">,
): string {
  return `${reason}. ${remedy}`;
}

/** What is said in place of an answer: why a folder is not used, and what to do about it. */
export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
  readonly remedy: string;
}
