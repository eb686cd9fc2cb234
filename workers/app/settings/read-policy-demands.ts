import type { PolicyDemandsReply } from "../../contract/console/settings.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { demandsOf } from "../../core/verdict/demands.ts";

/** What policies of a form demand, by the function that decides at Send. One that does not fit is left out. */
export function readPolicyDemands(policies: Readonly<Record<string, unknown>>): PolicyDemandsReply {
  const read = Object.entries(policies).flatMap(([name, policy]) => {
    const parsed = categoryPolicy.safeParse(policy);
    return parsed.success ? [[name, demandsOf(parsed.data)] as const] : [];
  });
  return { demands: Object.fromEntries(read) };
}
