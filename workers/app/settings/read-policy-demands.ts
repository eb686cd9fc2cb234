import type { PolicyDemandsReply } from "../../contract/console/settings.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { demandsOf } from "../../core/verdict/demands.ts";
import type { Deps } from "../deps.ts";
import { peopleShowSecondFactor } from "../me/sign-in.ts";
import { producible } from "../sending/later-means.ts";

/** What policies of a form demand, by the function that decides at Send. One that does not fit is left out. */
export async function readPolicyDemands(
  deps: Deps,
  policies: Readonly<Record<string, unknown>>,
): Promise<PolicyDemandsReply> {
  // Who has no passkey is told apart where a check is sent.
  const later = [...(await producible(deps, {})), ...(peopleShowSecondFactor(deps) ? (["passkey"] as const) : [])];
  const read = Object.entries(policies).flatMap(([name, policy]) => {
    const parsed = categoryPolicy.safeParse(policy);
    return parsed.success ? [[name, demandsOf(parsed.data, later)] as const] : [];
  });
  return { demands: Object.fromEntries(read) };
}
