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
export const FOUND = `- **MFA reset with a second agent who says yes to everybody**: the proof is then none, and the answers alone decide. A taken mailbox has read most of them, and a SIM thief is as lucky as elsewhere. With a second agent who says no, nothing passes: what stops these attacks is the second human's own call to a contact on record, or a passkey, not a score. Where agents cannot be relied on for that, let the category ask for a passkey or the manager.
- **The opportunist** is lucky: each choice is right once in six to eight, and of ten thousand who guess four to eight of them about nine reach the line, before a second human is asked. Five questions at least instead of four leave as many in and cost honest people five points.
- **The researcher with a typed destination** knows a kind or does not, as it is drawn, and is lucky with the rest. Where no second person decides, as for an unlock, the line is lower, and he is about at the target.
- **A virtual desktop that nobody named** looks like an attacker's rented server: a hosting network weighs whole, and nothing that a browser claims may take that back. Once the provider is named in Settings the row meets its target.
- **Directory only, small teams, few facts**: a question needs at least four people or things that could all be true, else it would give itself away. Where there are fewer, no link is sent, and the page says so before it is tried: the desk needs another way (a colleague's call to a contact on record, the manager, the person's own second factor). A connected calendar, groups with names that do not tell the department, or closed tickets end it.
- **MFA resets ask little**: the mailbox is taken to be open, so calendar, groups and sign-ins count as half known and one of them is asked at most. One honest check in ten has too few questions left, or too few answers.
- **Ex-colleague, insider, mailbox thief**: they know the answers. They do best where they skip what they do not know; the share who are stopped is stopped by the fewest answers.
- **A relay** passes as its victim does. No question tells them apart.
- **Whoever comes again** meets the same options, so that what he tried and lost is of use to him on another day only where he dropped an option; what has failed at the same typed address weighs on the next try, so that ten tries there are hardly more than five. On record it weighs little, or the person themselves would be locked out.
`;
