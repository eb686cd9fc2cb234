/** What the page says beside its figures. */
import type { ActionId } from "../../workers/core/policy/policy.ts";

export const ACTION_NAMES: Readonly<Record<ActionId, string>> = {
  identity_check: "Identity check",
  account_unlock: "Unlock",
  password_reset: "Password reset",
  mfa_reset: "MFA reset",
};

export const HOW =
  "`bench/risk` plays people and attackers against the product's own rules: policy, pools, selection, grading, risk, outcome and proofs, through the session's state machine, with a company, names and chance of its own. What people recall and attackers know stands in `bench/risk/populations.ts` with its sources, was written before anything was measured, and is derived from no weight. It is a model of people: its figures say how the rules hold together, not how often your desk will be attacked.";

/** By hand, from the tables below it: why the targets that are missed are missed. */
export const FOUND = `- **The month in which somebody began** is asked in nine checks of ten, half of the researched impostors know it and one honest person in four misses it; the model reckons with one impostor in eight. It is the largest single cause of the figures of the researcher and the SIM thief, and of many honest failures.
- **The department** fills the third question in three checks of ten over a contact on record, and everybody knows it.
- **Options tell.** A colleague of the same department and office is a better guess than one of the others, so that peers and meeting partners are guessed more often than one in so many.
- **Travelling and virtual desktops**: one cause fires two to four findings (country, clock, VPN or hosting network, software renderer), each weighs whole, and together they are more than the answers can make good. With a typed destination nothing is left.
- **Typed destinations** leave few kinds (peers, reports, groups, meetings, the month); who lacks a calendar or groups cannot be asked enough. Of somebody of whom only the staff directory is known nothing can be asked there.
- **MFA reset with a second agent who says yes to everybody**: the proof is then none, and the answers alone decide. A taken mailbox has read most of them. With a second agent who says no, nothing passes: what stops this attack is the second human's own call to a contact on record, not a score.
- **A relay** passes as its victim does. No question tells them apart.
- **The median of taps** over a contact on record is four because the month takes two.
`;
