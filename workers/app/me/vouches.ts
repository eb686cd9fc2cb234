/**
 * What a manager is asked: to vouch for somebody of their team who asked the desk for something. Behind a fresh sign-in
 * with a second factor, because whoever reads it learns that somebody is on the line with the desk just now.
 */
import type { AskedVouch, VouchQueue } from "../../contract/me.ts";
import { defined } from "../../core/kit/defined.ts";
import { verificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { OPEN_VOUCHES } from "../../core/policy/may-vouch.ts";
import { strengthLacking } from "../../core/policy/person-permissions.ts";
import type { Approval, Approver } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import { soughtFor, voucherOf } from "../desk/approvers.ts";
import { digestOf } from "../desk/approvals.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

/** Refuses nothing: without a strong sign-in it says what that one lacks, and nothing else. */
export async function readVouches(deps: Deps, current: PersonSignIn): Promise<VouchQueue> {
  const lacking = strengthLacking(current, deps.clock());
  if (lacking !== undefined) {
    return { state: lacking };
  }
  const { person } = current;
  const named = await deps.verifications.openNaming(person.id);
  const open = named
    .flatMap((record) => {
      const approval = openVouch(record, person);
      return approval === undefined ? [] : [{ record, approval }];
    })
    .toSorted((one, other) => one.approval.askedAt - other.approval.askedAt)
    .slice(0, OPEN_VOUCHES);
  const asked = await Promise.all(open.map(({ record, approval }) => seen(deps, { record, approval, person })));
  return { state: "shown", asked: asked.flatMap((one) => one ?? []) };
}

async function seen(
  deps: Deps,
  { record, approval, person }: { record: VerificationRecord; approval: Approval; person: PersonRecord },
): Promise<AskedVouch | undefined> {
  const session = deps.session(record.id);
  const asked = await session.approvable(person.id);
  if (asked === undefined || asked.approval.answer !== undefined) {
    return undefined;
  }
  if (asked.approval.seenAt === undefined) {
    // Whoever asked sees that it was looked at.
    await session.apply({ type: "approval.seen", approvalId: approval.id, by: byOf(person) });
  }
  return {
    id: record.id,
    person: record.requesterName,
    action: record.action,
    ...defined({ account: record.account?.userName, triesLeft: asked.triesLeft }),
    askedAt: approval.askedAt,
    askedBy: approval.askedBy.name.split(" ")[0] ?? "",
    until: record.deadlineAt ?? approval.askedAt,
    digest: await digestOf(deps, record, asked.action),
  };
}

export type VouchError =
  | { readonly code: SessionProblem }
  /** It is not the person's manager any more, or something has come between. */
  | { readonly code: "approval.own_check" };

interface OwnVouch {
  readonly current: PersonSignIn;
  /** Of the check, as the form sent it. */
  readonly id: string;
}

/** "wrong": other digits than the person reads. "used_up": wrong for the last time, which refuses it. */
export type Vouched = "given" | "wrong" | "used_up";

/** Refused: not asked, for something else than what was shown, by who may not vouch any more, and before the digits stand on the person's page. */
export async function giveVouch(
  deps: Deps,
  { current, id, digest, digits }: OwnVouch & { readonly digest: string; readonly digits: string },
): Promise<Result<Vouched, VouchError>> {
  const found = await askedOf(deps, { current, id });
  if (!found.ok) {
    return found;
  }
  const { record, approval, approved } = found.value;
  if ((await digestOf(deps, record, approved)) !== digest) {
    return err({ code: "approval.other_action" });
  }
  const { person } = current;
  if ((await voucherOf(deps, soughtFor(record), true))?.id !== person.id) {
    return err({ code: "approval.own_check" });
  }
  const session = deps.session(record.id);
  const by = byOf(person);
  const done = await session.apply({
    type: "approval.given",
    approvalId: approval.id,
    by,
    approved,
    signed: false,
    digits,
  });
  if (!done.ok) {
    return err({ code: done.error });
  }
  const after = done.value.status === "passed" ? undefined : await session.approvable(person.id);
  const answer = after === undefined ? "given" : after.approval.answer;
  return ok(answer === undefined ? "wrong" : answer === "given" ? "given" : "used_up");
}

/** As the note of the ticket says it. */
const WHY = {
  refused: "The manager does not vouch.",
  warned: "A caller had asked the manager to vouch.",
} as const;

/** Refused: not asked, or answered. `warned`: a caller had asked for it, which ends the check and tells security. */
export async function refuseVouch(
  deps: Deps,
  { how, ...own }: OwnVouch & { readonly how: keyof typeof WHY },
): Promise<Result<undefined, VouchError>> {
  const found = await askedOf(deps, own);
  if (!found.ok) {
    return found;
  }
  const { record, approval } = found.value;
  const done = await deps.session(record.id).apply({
    type: "approval.refused",
    approvalId: approval.id,
    by: byOf(own.current.person),
    reason: WHY[how],
    ...(how === "warned" ? { warns: true } : {}),
  });
  return done.ok ? ok() : err({ code: done.error });
}

async function askedOf(deps: Deps, { current: { person }, id }: OwnVouch) {
  const parsed = verificationId.safeParse(id);
  const record = parsed.success ? await deps.verifications.byId(parsed.data) : undefined;
  const asked = record?.integrity === "intact" ? await deps.session(record.id).approvable(person.id) : undefined;
  return record === undefined || asked === undefined
    ? err({ code: "approval.unknown" } as const)
    : ok({ record, approval: asked.approval, approved: asked.action });
}

/** Only what nobody else has written makes anybody look at it. */
function openVouch({ integrity, live }: VerificationRecord, { id }: PersonRecord): Approval | undefined {
  return integrity !== "intact"
    ? undefined
    : live.approvals?.find(({ by, answer }) => answer === undefined && "personId" in by && by.personId === id);
}

const byOf = ({ id, displayName }: PersonRecord): Approver => ({ personId: id, name: displayName });
