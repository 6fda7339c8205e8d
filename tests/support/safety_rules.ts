import type { SafetyRules } from "../../src/model/safety/safety.ts";

/** What holds where a user says nothing, but for folders that look swapped. */
export const RULES: SafetyRules = {
  maxDelete: undefined,
  maxChange: undefined,
  allowEmptySource: false,
  acceptNewRoot: false,
  failOnDrift: false,
  acceptDecay: false,
  refuseSwapped: false,
  removals: true,
};
