/** A provider says what became of a message. Unordered and repeated by nature: ranks and a primary key absorb both. */
import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { Deps } from "../deps.ts";

/** Refuses nothing: a receipt of no message of ours, or one that was overtaken, is kept and moves nothing. */
export async function recordReceipt(
  deps: Deps,
  receipt: {
    provider: string;
    providerMessageId: string;
    status: "sent" | "delivered" | "failed";
    reason?: DeliveryProblem;
  },
): Promise<void> {
  const message = await deps.messages.receipt({ ...receipt, now: deps.clock() });
  if (message?.verificationId === undefined) {
    return;
  }
  const session = deps.session(message.verificationId);
  await (receipt.status === "failed"
    ? session.apply({ type: "delivery.failed", messageId: message.id, problem: receipt.reason ?? "refused" })
    : session.apply({ type: `delivery.${receipt.status}`, messageId: message.id }));
}
