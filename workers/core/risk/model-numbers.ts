/**
 * Every number that a score or an outcome hangs on, in one table with the model's version: the
 * weights stand in `model.ts`, the others beside the rule that reads them, lower in the stack. The
 * table of each version is kept in `versions/`; a test fails when a number moves and the version does not.
 */
import { defined } from "../kit/defined.ts";
import {
  CONTACT_TRUSTED_AFTER_DAYS,
  DEFAULT_PRIOR_BITS,
  FACT_TRUSTED_AFTER_HOURS,
  HIGH_LINE,
  KNOWN_PHONE_PROVES_AFTER_DAYS,
  PRIVILEGED_PRIOR_BITS,
  PROFILES,
  SECONDED_PASS_LINE,
} from "../policy/policy.ts";
import { EXTRA_QUESTION_SHARE } from "../questions/asking/sequential.ts";
import { KNOWN_AFTER_WRONG, SKIP_BITS, SKIP_FREE_BELOW_RECALL } from "../questions/bits.ts";
import { KNOWLEDGE } from "../questions/kind.ts";
import { MEETING_CLASSES, TEAM_CLASSES } from "../questions/kinds/support/people.ts";
import { QUESTION_KINDS } from "../questions/registry.ts";
import { MODEL, type Weight } from "./model.ts";

const weights = Object.entries<Weight>(MODEL.weights).map(([id, { why: _why, ...numbers }]) => [id, numbers] as const);

export const MODEL_NUMBERS = {
  version: MODEL.version,
  weights: Object.fromEntries(weights),
  clusters: MODEL.clusters.map(({ why: _why, ...cluster }) => cluster),
  clamps: MODEL.clamps,
  scale: MODEL.scale,
  /** That an impostor knows a fact of this exposure. */
  known: KNOWLEDGE,
  /** That the requester recalls it, and how exposed it is. */
  kinds: Object.fromEntries(
    QUESTION_KINDS.all.map(({ id, recalled, exposure, known }) => [id, { recalled, exposure, ...defined({ known }) }]),
  ),
  knownAfterWrong: KNOWN_AFTER_WRONG,
  classes: { team: TEAM_CLASSES, meeting: MEETING_CLASSES },
  skipped: { bits: SKIP_BITS, freeBelowRecalled: SKIP_FREE_BELOW_RECALL },
  extraQuestionShare: EXTRA_QUESTION_SHARE,
  profiles: PROFILES,
  secondedPassLine: SECONDED_PASS_LINE,
  highLine: HIGH_LINE,
  priorBits: { ordinary: DEFAULT_PRIOR_BITS, privileged: PRIVILEGED_PRIOR_BITS },
  trusted: {
    contactAfterDays: CONTACT_TRUSTED_AFTER_DAYS,
    factAfterHours: FACT_TRUSTED_AFTER_HOURS,
    phoneAfterDays: KNOWN_PHONE_PROVES_AFTER_DAYS,
  },
};
