/**
 * Proofs that somebody could give beside a check, when asked: looked for only where a check cannot pass without
 * them, so that one that needs none reads nothing more.
 */
import type { AgentId, PersonId } from "../../core/kit/ids.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { defined } from "../../core/kit/defined.ts";
import { hasApprover, voucherOf } from "../desk/approvers.ts";
import { peopleShowSecondFactor } from "../me/sign-in.ts";
import type { Deps } from "../deps.ts";
import { countingPasskeys } from "../me/passkeys.ts";
import { prospectOutlook, type Prospect } from "./send-outlook.ts";

export interface LaterScene {
  /** Who sends it; absent where nobody does yet. */
  readonly sender?: AgentId;
  readonly person: { readonly id: PersonId; readonly email: string; readonly privileged: boolean };
}

export async function laterMeans(
  deps: Deps,
  scene: LaterScene,
  prospects: readonly Pick<Prospect, "destination" | "policy">[],
): Promise<readonly Proof[]> {
  const { person } = scene;
  const lacks = prospects.some((prospect) => !prospectOutlook({ ...prospect, person, later: [] }).canPass);
  return lacks ? producible(deps, scene) : [];
}

/** What somebody could give, whether it is needed or not. Of nobody in particular: what others could. */
export async function producible(
  deps: Deps,
  { sender, person }: { readonly sender?: AgentId; readonly person?: LaterScene["person"] },
): Promise<readonly Proof[]> {
  const hands = sender === undefined ? [] : [sender];
  const [approver, manager, passkeys] = await Promise.all([
    hasApprover(deps, { hands, ...defined({ person }) }),
    // Of nobody in particular: somebody's manager can, where managers can at all.
    person === undefined ? peopleShowSecondFactor(deps) : voucherOf(deps, { hands, person }, false),
    person === undefined ? [] : countingPasskeys(deps, person),
  ]);
  return [
    ...(passkeys.length > 0 ? (["passkey"] as const) : []),
    ...(approver ? (["second_approver"] as const) : []),
    ...(manager === undefined || manager === false ? [] : (["manager_vouch"] as const)),
  ];
}
