import {
  countSigns,
  type VerificationReport,
} from "../model/verify/verification.ts";
import { resultFields } from "./json_fields.ts";

/** Returns what the object of a verification says; `head` names what was compared. */
export function verificationObject(
  { ending, findings, entries, bytes, milliseconds, part }: VerificationReport,
  head: Readonly<Record<string, string>>,
): {
  readonly head: object;
  readonly fields: object;
  readonly lists: { readonly findings: readonly object[] };
} {
  return {
    head,
    lists: { findings },
    fields: {
      ...resultFields(ending),
      counts: countSigns(findings),
      entries,
      bytes,
      milliseconds: Math.round(milliseconds),
      part: part && { number: part.part + 1, of: part.of },
    },
  };
}
