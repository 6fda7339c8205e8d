import type { Plan } from "../../src/model/plan/plan.ts";

/** A plan in which nothing is to be done. */
export const EMPTY_PLAN: Plan = {
  clean: [],
  write: [],
  hardLinks: [],
  remove: [],
  stamp: [],
};
